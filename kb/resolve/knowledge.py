"""The second pass over the corpus, document by document, so that memory does not grow with the texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.model import Entity, Extract, Relation
from kb.resolve.corrections import NONE, Corrections, Corrector
from kb.resolve.entities import Gathering
from kb.resolve.names import gather
from kb.resolve.places import Placer
from kb.resolve.relations import relations_of, stated
from kb.store.rows import Placed, Record


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document's mentions with their entities, and the relations that they bear out."""

    mentions: tuple[Placed, ...]
    relations: tuple[Relation, ...]


class Resolver:
    """Knows all names of the corpus; resolves its documents one after the other, in any order."""

    def __init__(self, extracts: Iterable[Extract], corrections: Corrections = NONE) -> None:
        self._corrector = Corrector(corrections)
        self._placer = Placer(gather(extracts), Gathering(self._corrector))
        self._used: set[str] = set()

    def resolve(self, record: Record) -> Resolved:
        """The document's mentions and relations, with those that people stated."""
        placed = self._placer.place(record)
        found = [*relations_of(record, placed, self._placer), *stated(record, self._placer)]
        relations = tuple(relation for relation in found if self._stands(relation))
        self._used.update(place.entity_id for place in placed if place.entity_id)
        self._used.update(end for relation in relations for end in (relation.source, relation.target))
        return Resolved(placed, relations)

    def _stands(self, relation: Relation) -> bool:
        """Whether nobody rejected either end of it."""
        evidence = relation.evidence
        ends = (relation.source, relation.target)
        return not any(self._corrector.rejects(end, evidence.document_id, evidence.start) for end in ends)

    def entities(self) -> Iterator[Entity]:
        """The entities met in all documents resolved so far, in the order of their ids."""
        return self._placer.gathering.entities(self._used)

    def idle_corrections(self) -> tuple[str, ...]:
        """The corrections that applied to nothing, as sentences; ask when all documents are resolved."""
        for apart in self._corrector.corrections.apart:
            if self._used.issuperset(apart.entities):
                self._corrector.applied(apart)
        return self._corrector.idle()
