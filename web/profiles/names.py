"""The names of an entity and its printed particulars, each with a place that uses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.model import Entity, PlatformMention, PolicyMention
from kb.store.reader import Snapshot
from kb.store.rows import Placed
from web import links

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
class Particulars:
    """What an entity is called, and what is printed beside it."""

    aliases: tuple[Named, ...]
    number: Named | None
    address: Named | None


def particulars(snapshot: Snapshot, entity: Entity) -> Particulars:
    """The aliases of an entity, a policy's 文号, a platform's address; a fact that is open is `None`."""
    found = _places(snapshot, entity.id, {*entity.aliases, *entity.facts.values()})
    given = {key: Named(value, found.get(value)) for key, value in entity.facts.items()}
    aliases = tuple(Named(name, found.get(name)) for name in entity.aliases)
    return Particulars(aliases, given.get("number"), given.get("url"))


def _places(snapshot: Snapshot, entity_id: str, wanted: set[str]) -> dict[str, str]:
    """A place of each of these texts; no more mentions are read than are needed to find them."""
    found: dict[str, str] = {}
    for offset in range(0, LOOKED_AT, AT_ONCE):
        places = (
            snapshot.mentions_of(entity_id, limit=AT_ONCE, offset=offset) if wanted - found.keys() else ()
        )
        for place in places:
            for text, span in _printed(place):
                if text in wanted and text not in found:
                    found[text] = links.place(place.document_id, span)
        if len(places) < AT_ONCE:
            break
    return found


def _printed(place: Placed) -> Iterator[tuple[str, Span]]:
    mention = place.mention
    whole = Span(mention.start, mention.end)
    yield mention.text.strip("《》"), whole
    if isinstance(mention, PolicyMention) and mention.number and mention.number_start and mention.number_end:
        yield mention.number, Span(mention.number_start, mention.number_end)
    if isinstance(mention, PlatformMention) and mention.url:
        yield mention.url, whole
