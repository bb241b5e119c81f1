"""What an agency's page tells beyond its relations: its series, leaders and platforms by year, who cites what it
issued, and which agencies cite as it does."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.agencies import History, Term, history
from kb.forms.codebook import Variable, codebook
from kb.model import Entity, Relation
from kb.panel import select
from web import links
from web.charts import Chart, Line, chart
from web.charts import Reading as Plotted
from web.library import Visit
from web.profiles.citing import index_of
from web.profiles.figures import Said
from web.profiles.panel import HEADLINE, Row, by_agency, panel_of, rows
from web.texts import name_of

NEAREST = 12
"""Agencies listed as nearest."""

CITING = 30
"""Agencies listed that cite what this one issued."""


@dataclass(frozen=True, slots=True)
class Series:
    """The statutory tables of an agency over the years: its reports, the variables shown, a chart each."""

    rows: tuple[Row, ...]
    variables: tuple[Variable, ...]
    charts: tuple[tuple[Variable, Chart], ...]


@dataclass(frozen=True, slots=True)
class Led:
    """Who led an agency in a year (`None`: not stated), with the list of the places that say so."""

    year: int | None
    leaders: tuple[tuple[Entity, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An agency that cites `shared` of the same policies, `share` of those that either cites."""

    entity: Entity
    shared: int
    share: float
    url: str


@dataclass(frozen=True, slots=True)
class CitedBy:
    """An agency that cites what this one issued: how many places of how many policies."""

    entity: Entity
    count: int
    policies: tuple[tuple[Entity, int, str], ...]


@dataclass(frozen=True, slots=True)
class AgencyStudy:
    """All of it; `history` comes from the registry of central organs, with the ids of those that are here."""

    history: History | None
    known: dict[str, str]
    series: Series | None
    leaders: tuple[Led, ...]
    platforms: tuple[tuple[str, Chart], ...]
    cited_by: tuple[CitedBy, ...]
    nearest: tuple[Near, ...]


def agency_study(here: Visit, agency: Entity, figures: dict[str, tuple[Said, ...]]) -> AgencyStudy:
    """What is told of an agency; `figures` are those of its platforms."""
    told = history(agency.name)
    return AgencyStudy(
        history=told,
        known=known(here, told),
        series=_series(here, agency.name),
        leaders=_leaders(here, agency.id),
        platforms=platform_charts(here, figures),
        cited_by=_cited_by(here, agency.id),
        nearest=nearest(here, agency.id),
    )


def known(here: Visit, told: History | None) -> dict[str, str]:
    """The names before and after that have a page here → their ids."""
    terms: tuple[Term, ...] = (*told.predecessors, *told.successors) if told else ()
    ids = {term.name: f"agency/{term.name}" for term in terms}
    return {name: key for name, key in ids.items() if key in here.snapshot.lookup(name)}


def _series(here: Visit, name: str) -> Series | None:
    found = select(panel_of(here), agencies=[name])
    chosen = tuple(variable for variable in codebook() if variable.name in HEADLINE)
    told = rows(found, chosen)
    charts = [(variable, by_agency(told, variable)) for variable in chosen]
    drawn = tuple((variable, made) for variable, made in charts if made and len(made.years) > 1)
    return Series(tuple(told), chosen, drawn) if told else None


def _leaders(here: Visit, agency: str) -> tuple[Led, ...]:
    """The leaders of each year, latest first, those of no year last."""
    by_year: defaultdict[int | None, defaultdict[str, list[Relation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for relation in here.snapshot.relations(agency, kind="led_by", outgoing=True):
        by_year[relation.year][relation.target].append(relation)
    return tuple(
        Led(year, tuple(_leader(here, agency, key, some, year) for key, some in by_year[year].items()))
        for year in sorted(by_year, key=lambda year: -(year or 0))
    )


def _leader(
    here: Visit, agency: str, leader: str, some: Iterable[Relation], year: int | None
) -> tuple[Entity, tuple[str, ...], str]:
    posts = tuple(dict.fromkeys(relation.detail for relation in some if relation.detail))
    ends = {"source": agency, "kind": "led_by", "target": leader, "year": year or "-"}
    return here.entity(leader), posts, links.with_query("/relations", ends)


def platform_charts(here: Visit, figures: dict[str, tuple[Said, ...]]) -> tuple[tuple[str, Chart], ...]:
    """A chart for each measure that is told of more than one year, a line a platform."""
    by_measure: defaultdict[str, list[Line]] = defaultdict(list)
    for key, said in figures.items():
        name = _platform(here.entity(key))
        for measure, readings in _plotted(name, said).items():
            by_measure[measure].append(Line(name, readings))
    charts = ((measure, chart(some)) for measure, some in sorted(by_measure.items()))
    return tuple((measure, made) for measure, made in charts if made and len(made.years) > 1)


def _platform(platform: Entity) -> str:
    """Its name and channel: the same name runs on several channels."""
    return f"{platform.name}（{name_of('channel', platform.facts.get('channel'))}）"


def _plotted(name: str, said: Sequence[Said]) -> dict[str, tuple[Plotted, ...]]:
    """The largest figure of each measure and year: within a year a count only grows."""
    best: dict[tuple[str, int], Plotted] = {}
    for item in said:
        for reading in item.readings if item.quote.document.year else ():
            figure, year = reading.figure, item.quote.document.year or 0
            title = f"{name} {year}：{figure.qualifier or ''}{figure.value:,}"
            old = best.get((figure.measure, year))
            if old is None or (old.value or 0) < figure.value:
                best[figure.measure, year] = Plotted(year, float(figure.value), title, reading.url)
    measures = sorted({measure for measure, _ in best})
    return {m: tuple(best[key] for key in sorted(best) if key[0] == m) for m in measures}


def _cited_by(here: Visit, agency: str) -> tuple[CitedBy, ...]:
    """Who cites the policies that the agency issued, most citations first."""
    issued = {tie.source for tie in here.snapshot.ties(agency, "issued_by", outgoing=False)}
    counts = {
        source: Counter({policy: cited[policy] for policy in issued & cited.keys()})
        for source, cited in index_of(here).places.items()
        if source != agency and not issued.isdisjoint(cited)
    }
    ranked = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))[:CITING]
    return tuple(_citing(here, source, policies) for source, policies in ranked)


def _citing(here: Visit, source: str, policies: Counter[str]) -> CitedBy:
    told = tuple(
        (
            here.entity(policy),
            count,
            links.with_query("/relations", {"source": source, "kind": "cites", "target": policy}),
        )
        for policy, count in sorted(policies.items(), key=lambda item: (-item[1], item[0]))
    )
    return CitedBy(here.entity(source), policies.total(), told)


def nearest(here: Visit, agency: str) -> tuple[Near, ...]:
    """The agencies that share most of the policies that either cites; of like shares those with more."""
    cited = {key: some.keys() for key, some in index_of(here).places.items()}
    own = cited.get(agency, {}.keys())
    shared = {key: len(own & theirs) for key, theirs in cited.items() if key != agency and own & theirs}
    share = {key: count / (len(own) + len(cited[key]) - count) for key, count in shared.items()}
    ranked = sorted(shared, key=lambda key: (-share[key], -shared[key], key))[:NEAREST]
    return tuple(
        Near(
            here.entity(key),
            shared[key],
            share[key],
            links.with_query("/compare", {"id": [agency, key]}),
        )
        for key in ranked
    )
