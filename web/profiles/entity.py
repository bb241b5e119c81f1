"""Everything told of one entity: its facts and lists, where it appears, its documents, its figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Entity, Finding, PolicyMention
from kb.store.reader import Snapshot
from kb.store.rows import Listed, Placed, Summary
from web import links
from web.charts import Chart
from web.library import Visit
from web.profiles.agency import AgencyStudy, agency_study, platform_charts
from web.profiles.documents import documents_of
from web.profiles.figures import Said, said
from web.profiles.names import Particulars, Use, is_unregistered, particulars, parts, uses
from web.profiles.policy import PolicyStudy, policy_study
from web.profiles.quotes import Quote, Quotes
from web.profiles.sections import Filled, sections_of

APPEARANCES = 20
"""Documents on a page of appearances."""

ARTICLES = 30
"""Articles listed of a policy."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document that mentions the entity: how often, the first place, and the list of all."""

    count: int
    quote: Quote
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a policy: in how many places it is cited, the first of them, and the list of all."""

    name: str
    count: int
    quote: Quote
    url: str


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """What a page shows of an entity.

    `particulars`, its names and what is printed beside them; `uses`, when documents use which name of an agency of
    which no registry tells; `facts`, short lists for its head; `lists`, the
    sections below; `figures`, those of platforms by their ids; `above`, the names of the regions around a region,
    widest first, with their ids as far as they have a page; `within`, the regions directly below it; `study`,
    what is counted over the corpus for an agency or a policy; `charts`, the figures of a platform by measure.
    """

    listed: Listed
    particulars: Particulars
    uses: tuple[Use, ...]
    facts: tuple[Filled, ...]
    lists: tuple[Filled, ...]
    appearances: tuple[Appearance, ...]
    documents: tuple[Summary, ...]
    findings: tuple[tuple[Summary, tuple[Finding, ...]], ...]
    figures: dict[str, tuple[Said, ...]]
    articles: tuple[Article, ...]
    above: tuple[tuple[str, str | None], ...]
    within: tuple[Listed, ...]
    study: AgencyStudy | PolicyStudy | None
    charts: tuple[tuple[str, Chart], ...]


def profile(here: Visit, entity_id: str, page: int = 1) -> EntityProfile:
    """The profile of the entity with this id; `page` of its appearances. Raises `NotFoundError`."""
    snapshot = here.snapshot
    listed = here.entities.get(entity_id) or snapshot.entity(entity_id)
    entity = listed.entity
    sections = sections_of(here, entity.kind, entity.id)
    documents = documents_of(here, entity)
    figures = _figures(here, entity.id, sections)
    unregistered = is_unregistered(entity)
    places = snapshot.mentions_of(entity_id) if unregistered or entity.kind == "policy" else None
    return EntityProfile(
        listed=listed,
        particulars=particulars(entity, parts(snapshot, entity_id) if places is None else [places]),
        uses=uses(here, entity, places or ()) if unregistered else (),
        facts=tuple(s for s in sections if s.section.brief),
        lists=tuple(s for s in sections if not s.section.brief),
        appearances=appearances(here, entity_id, page),
        documents=documents,
        findings=_findings(here, documents) if entity.kind == "agency" else (),
        figures=figures,
        articles=_articles(here, entity.id, places or ()) if entity.kind == "policy" else (),
        above=_above(snapshot, entity.id) if entity.kind == "region" else (),
        within=_within(here, entity.id) if entity.kind == "region" else (),
        study=_study(here, entity, figures),
        charts=platform_charts(here, figures) if entity.kind == "platform" else (),
    )


def _study(
    here: Visit, entity: Entity, figures: dict[str, tuple[Said, ...]]
) -> AgencyStudy | PolicyStudy | None:
    if entity.kind == "agency":
        return agency_study(here, entity, figures)
    return policy_study(here, entity) if entity.kind == "policy" else None


def appearances(here: Visit, entity_id: str, page: int = 1) -> tuple[Appearance, ...]:
    """The documents that mention the entity, most mentions first."""
    found = here.snapshot.appearances(entity_id, limit=APPEARANCES, offset=(page - 1) * APPEARANCES)
    quotes = Quotes(here, (place.document_id for place, _ in found))
    return tuple(
        Appearance(count, quotes.mention(place), _places(entity_id, document=place.document_id))
        for place, count in found
    )


def _findings(here: Visit, documents: tuple[Summary, ...]) -> tuple[tuple[Summary, tuple[Finding, ...]], ...]:
    """What does not add up in these documents; those without findings are left out."""
    gathered: dict[str, list[Finding]] = {summary.id: [] for summary in documents}
    for key, finding in here.findings if documents else ():
        if key in gathered:
            gathered[key].append(finding)
    return tuple((summary, tuple(gathered[summary.id])) for summary in documents if gathered[summary.id])


def _figures(here: Visit, entity_id: str, sections: tuple[Filled, ...]) -> dict[str, tuple[Said, ...]]:
    """The figures of the platform itself, or of the platforms that an agency runs."""
    run = [group.other.id for s in sections if s.section.relation == "runs" for group in s.groups.shown]
    platforms = [entity_id, *run]
    found = {key: said(here, key) for key in platforms if key.startswith("platform/")}
    return {key: some for key, some in found.items() if some}


def _articles(here: Visit, policy_id: str, places: Iterable[Placed]) -> tuple[Article, ...]:
    """The articles that are cited, most places first, each with its first place."""
    found: dict[str, list[Placed]] = {}
    for place in places:
        for name in dict.fromkeys(place.mention.articles) if isinstance(place.mention, PolicyMention) else ():
            found.setdefault(name, []).append(place)
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))[:ARTICLES]
    quotes = Quotes(here, (some[0].document_id for _, some in ranked))
    return tuple(
        Article(name, len(some), quotes.mention(some[0]), _places(policy_id, article=name))
        for name, some in ranked
    )


def _places(entity_id: str, **narrower: object) -> str:
    return links.with_query("/mentions", {"entity": entity_id, **narrower})


def _above(snapshot: Snapshot, region_id: str) -> tuple[tuple[str, str | None], ...]:
    path = region_id.split("/")
    above = [(path[depth], "/".join(path[: depth + 1])) for depth in range(1, len(path) - 1)]
    return tuple((name, key if key in snapshot.lookup(name) else None) for name, key in above)


def _within(here: Visit, region_id: str) -> tuple[Listed, ...]:
    below = (item for item in here.entities.values() if item.entity.id.startswith(f"{region_id}/"))
    return tuple(item for item in below if item.entity.id.count("/") == region_id.count("/") + 1)
