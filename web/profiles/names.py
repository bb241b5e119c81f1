"""The names of an entity and its printed particulars, each with a place that uses it; which years use a name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Span
from kb.agencies import history
from kb.model import Entity, PlatformMention, PolicyMention
from kb.store.reader import Snapshot
from kb.store.rows import Placed
from web import links
from web.library import Visit
from web.profiles.documents import when

LOOKED_AT = 1000
"""Mentions looked at for a name's first place, at most."""

AT_ONCE = 100
"""Of these so many are read at once."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name, number or address as it stands at `url`; `None` if no place among those looked at has it."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """A name in the documents here: in which years, first and last (`None`: no document with a year has it), in how
    many `documents`, of which `undated` tell no year, and in how many `places`, listed at `url`.

    It says what documents call an agency, not since when the name holds.
    """

    name: str
    first: int | None
    last: int | None
    documents: int
    undated: int
    places: int
    url: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an entity is called, and what is printed beside it."""

    aliases: tuple[Named, ...]
    number: Named | None
    address: Named | None


def particulars(entity: Entity, read: Iterable[Sequence[Placed]]) -> Particulars:
    """The aliases of an entity, a policy's 文号, a platform's address; a fact that is open is `None`.

    `read` are its mentions in parts, of which no more are taken than are needed.
    """
    facts = {key: entity.facts[key] for key in ("number", "url") if key in entity.facts}
    found = _places(read, {*entity.aliases, *facts.values()})
    given = {key: Named(value, found.get(value)) for key, value in facts.items()}
    aliases = tuple(Named(name, found.get(name)) for name in entity.aliases)
    return Particulars(aliases, given.get("number"), given.get("url"))


def parts(snapshot: Snapshot, entity_id: str) -> Iterator[Sequence[Placed]]:
    """The mentions of an entity in parts, `LOOKED_AT` at most."""
    for offset in range(0, LOOKED_AT, AT_ONCE):
        places = snapshot.mentions_of(entity_id, limit=AT_ONCE, offset=offset)
        yield places
        if len(places) < AT_ONCE:
            return


def _places(read: Iterable[Sequence[Placed]], wanted: set[str]) -> dict[str, str]:
    """A place of each of these texts; no more mentions are read than are needed to find them."""
    found: dict[str, str] = {}
    for places in read if wanted else ():
        for place in places:
            for text, span in _printed(place):
                if text in wanted and text not in found:
                    found[text] = links.place(place.document_id, span)
        if wanted <= found.keys():
            break
    return found


def is_unregistered(entity: Entity) -> bool:
    """Whether it is an agency of whose names no registry tells the years."""
    return entity.kind == "agency" and history(entity.name) is None


def uses(here: Visit, entity: Entity, places: Iterable[Placed]) -> tuple[Use, ...]:
    """The use of each name of an entity among its mentions: the earliest first, undated ones last, then by name."""
    names: dict[str, list[str]] = {name: [] for name in (entity.name, *entity.aliases)}
    for place in places:
        if place.mention.text in names:
            names[place.mention.text].append(place.document_id)
    found = [_use(here, entity.id, name, held) for name, held in names.items() if held]
    return tuple(sorted(found, key=lambda use: (use.first or 9999, use.last or 9999, use.name)))


def _use(here: Visit, entity_id: str, name: str, held: Sequence[str]) -> Use:
    told = [when(here.documents[key])[0] for key in dict.fromkeys(held)]
    years = sorted(int(year) for year in told if year)
    return Use(
        name=name,
        first=years[0] if years else None,
        last=years[-1] if years else None,
        documents=len(told),
        undated=len(told) - len(years),
        places=len(held),
        url=links.with_query("/mentions", {"entity": entity_id, "name": name}),
    )


def _printed(place: Placed) -> Iterator[tuple[str, Span]]:
    mention = place.mention
    whole = Span(mention.start, mention.end)
    yield mention.text.strip("《》"), whole
    if isinstance(mention, PolicyMention) and mention.number and mention.number_start and mention.number_end:
        yield mention.number, Span(mention.number_start, mention.number_end)
    if isinstance(mention, PlatformMention) and mention.url:
        yield mention.url, whole
