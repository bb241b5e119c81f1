"""The names of an entity and its printed particulars, each with a place that uses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.model import Entity, PlatformMention, PolicyMention
from kb.store.reader import Snapshot
from kb.store.rows import Placed
from web import links

LOOKED_AT = 1000
"""Mentions looked at for a name's first place."""


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
    found: dict[str, str] = {}
    for place in snapshot.mentions_of(entity.id, limit=LOOKED_AT):
        for text, span in _printed(place):
            found.setdefault(text, links.place(place.document_id, span))
    given = {key: Named(value, found.get(value)) for key, value in entity.facts.items()}
    aliases = tuple(Named(name, found.get(name)) for name in entity.aliases)
    return Particulars(aliases, given.get("number"), given.get("url"))


def _printed(place: Placed) -> Iterator[tuple[str, Span]]:
    mention = place.mention
    whole = Span(mention.start, mention.end)
    yield mention.text.strip("《》"), whole
    if isinstance(mention, PolicyMention) and mention.number and mention.number_start and mention.number_end:
        yield mention.number, Span(mention.number_start, mention.number_end)
    if isinstance(mention, PlatformMention) and mention.url:
        yield mention.url, whole
