"""From staged documents to a state that readers see: knowledge is written anew, in the writer's transaction."""

from collections import defaultdict
from collections.abc import Mapping

from kb.resolve.corrections import NONE, Corrections
from kb.resolve.knowledge import Resolved, Resolver
from kb.store.reader import Snapshot
from kb.store.writer import Writer
from kb.versions import works


class _Counts:
    """How often, and in how many documents, each entity is mentioned; versions of one text count once."""

    def __init__(self, works: Mapping[str, str]) -> None:
        self.mentions: defaultdict[str, int] = defaultdict(int)
        self.documents: defaultdict[str, set[str]] = defaultdict(set)
        self._works = works

    def add(self, resolved: Resolved) -> None:
        for place in resolved.mentions:
            if place.entity_id:
                self.mentions[place.entity_id] += 1
                self.documents[place.entity_id].add(self._works.get(place.document_id, place.document_id))

    def of(self) -> dict[str, tuple[int, int]]:
        return {key: (count, len(self.documents[key])) for key, count in self.mentions.items()}


def write_knowledge(writer: Writer, snapshot: Snapshot, corrections: Corrections = NONE) -> None:
    """Resolve all visible documents and replace entities, mentions, relations and findings.

    What people corrected is applied; corrections that apply to nothing any more are kept as notes.
    """
    writer.clear_knowledge()
    versions = works(snapshot)
    writer.works(versions)
    resolver, counts = Resolver(snapshot.extracts(), corrections), _Counts(versions)
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
