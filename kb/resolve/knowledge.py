"""The second pass over the corpus, document by document, so that memory does not grow with the texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Entity, Extract, Relation
from kb.resolve.entities import Gathering
from kb.resolve.names import gather
from kb.resolve.places import Placer
from kb.resolve.relations import relations_of
from kb.store.rows import Placed, Record


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document's mentions with their entities, and the relations that they bear out."""

    mentions: tuple[Placed, ...]
    relations: tuple[Relation, ...]


class Resolver:
    """Knows all names of the corpus; resolves its documents one after the other, in any order."""

    def __init__(self, extracts: Iterable[Extract]) -> None:
        self._placer = Placer(gather(extracts), Gathering())

    def resolve(self, record: Record) -> Resolved:
        """The document's mentions and relations."""
        placed = self._placer.place(record)
        return Resolved(placed, tuple(relations_of(record, placed, self._placer)))

    def entities(self) -> tuple[Entity, ...]:
        """The entities met in all documents resolved so far, in the order of their ids."""
        return self._placer.gathering.entities()
