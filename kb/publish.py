"""From staged documents to a state that readers see: knowledge is written anew, in the writer's transaction."""

from collections import defaultdict

from kb.resolve.corrections import NONE, Corrections
from kb.resolve.knowledge import Resolved, Resolver
from kb.store.reader import Snapshot
from kb.store.writer import Writer


class _Counts:
    """How often, and in how many documents, each entity is mentioned."""

    def __init__(self) -> None:
        self.mentions: defaultdict[str, int] = defaultdict(int)
        self.documents: defaultdict[str, int] = defaultdict(int)

    def add(self, resolved: Resolved) -> None:
        ids = [place.entity_id for place in resolved.mentions if place.entity_id]
        for entity_id in ids:
            self.mentions[entity_id] += 1
        for entity_id in set(ids):
            self.documents[entity_id] += 1

    def of(self) -> dict[str, tuple[int, int]]:
        return {key: (count, self.documents[key]) for key, count in self.mentions.items()}


def write_knowledge(writer: Writer, snapshot: Snapshot, corrections: Corrections = NONE) -> None:
    """Resolve all visible documents and replace entities, mentions, relations and findings.

    What people corrected is applied; corrections that apply to nothing any more are kept as notes.
    """
    writer.clear_knowledge()
    resolver, counts = Resolver(snapshot.extracts(), corrections), _Counts()
    mention = relation = finding = 0
    for record in snapshot.records():
        resolved = resolver.resolve(record)
        counts.add(resolved)
        mention = writer.mentions(mention, resolved.mentions)
        relation = writer.relations(relation, resolved.relations)
    for document_id, findings in snapshot.staged_findings():
        finding = writer.findings(finding, document_id, findings)
    writer.entities(resolver.entities(), counts.of())
    writer.note("idle_corrections", "\n".join(resolver.idle_corrections()))
