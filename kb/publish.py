"""From staged documents to a state that readers see: knowledge is written anew, in the writer's transaction."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from kb.audit import Report, audit_series
from kb.forms import Forms
from kb.model import Finding
from kb.resolve.corrections import NONE, Corrections
from kb.resolve.knowledge import Resolved, Resolver
from kb.reuse import write_passages
from kb.store.batches import batches
from kb.store.codec import decode
from kb.store.reader import Snapshot
from kb.store.writer import Writer
from kb.versions import works

TOGETHER = 100
"""Documents whose mentions are written at once: short ones have too few each for COPY to be worth it."""


class _Counts:
    """How often, and in how many documents, each entity is mentioned; versions of one text count once."""

    def __init__(self, works: Mapping[str, str]) -> None:
        self._mentions: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._works = works
        self._versions: set[tuple[str, str]] = set()

    def add(self, document_id: str, resolved: Resolved) -> None:
        """Take what one document mentions."""
        here = Counter(place.entity_id for place in resolved.mentions if place.entity_id)
        self._mentions.update(here)
        if work := self._works.get(document_id):
            new = {(entity_id, work) for entity_id in here} - self._versions
            self._versions |= new
            self._documents.update(entity_id for entity_id, _ in new)
        else:
            self._documents.update(here.keys())

    def of(self, entity_id: str) -> tuple[int, int]:
        """The mentions of an entity, and the works."""
        return self._mentions[entity_id], self._documents[entity_id]


def write_knowledge(writer: Writer, snapshot: Snapshot, corrections: Corrections = NONE) -> None:
    """Resolve all visible documents and replace entities, mentions, relations and findings.

    What people corrected is applied; corrections that apply to nothing any more are kept as notes.
    """
    writer.clear_knowledge()
    versions = works(snapshot)
    writer.works(versions)
    resolver, counts = Resolver(snapshot.extracts(), corrections), _Counts(versions)
    mention = relation = 0
    for some in batches(snapshot.records(), TOGETHER):
        resolved = [resolver.resolve(record) for record in some]
        for record, said in zip(some, resolved, strict=True):
            counts.add(record.document.id, said)
        mention = writer.mentions(mention, [place for said in resolved for place in said.mentions])
        relation = writer.relations(relation, [each for said in resolved for each in said.relations])
    _write_findings(writer, snapshot)
    write_passages(writer, snapshot)
    writer.entities(resolver.entities(), counts.of)
    writer.note("apart", "\n".join(sorted("\t".join(sorted(entry.entities)) for entry in corrections.apart)))
    writer.note("idle_corrections", "\n".join(resolver.idle_corrections()))


def _write_findings(writer: Writer, snapshot: Snapshot) -> None:
    """Each document's own findings, followed by those that its agency's report of the year before gives."""
    number, series = 0, _series_findings(snapshot)
    for document_id, findings in snapshot.staged_findings():
        if found := (*findings, *series.get(document_id, ())):
            number = writer.findings(number, document_id, found)


def _series_findings(snapshot: Snapshot) -> dict[str, tuple[Finding, ...]]:
    """What does not follow from one year's report of an agency to the next, by document; one version of each."""
    found: dict[str, tuple[Finding, ...]] = {}
    originals = (summary for summary in snapshot.reports() if summary.work == summary.id and summary.agency)
    for _, group in groupby(originals, key=lambda summary: summary.agency):
        members = list(group)
        if len(members) > 1:
            found |= audit_series([_report(snapshot, summary.id) for summary in members])
    return found


def _report(snapshot: Snapshot, document_id: str) -> Report:
    record, forms = snapshot.record(document_id), snapshot.forms(document_id)
    return Report(record.document, record.profile, decode(forms, Forms) if forms else None)
