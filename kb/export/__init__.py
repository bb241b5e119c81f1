"""The knowledge as data for other tools: one JSON object a document, with the mentions that bear each fact out.

The layout is that of the gold answers: `document`, `contact`, `agencies`, `policies`, `leaders`, `platforms`,
`tables`, `findings`; every agency, policy, leader and platform carries `mentions` with `text` equal to the
document's text from `start` to `end` (Unicode code points, end exclusive).
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from kb.export.entries import agencies, leaders, platforms, policies
from kb.forms import Forms, to_export
from kb.store.codec import decode
from kb.store.reader import Snapshot
from kb.store.rows import Record

Entry = dict[str, Any]


def knowledge(snapshot: Snapshot) -> Iterator[str]:
    """One line of JSON a document, by source and id; the same bytes for the same documents."""
    order = sorted(snapshot.summaries(), key=lambda summary: (summary.source, summary.id))
    for summary in order:
        entry = document_entry(snapshot, snapshot.record(summary.id))
        yield json.dumps(entry, ensure_ascii=False) + "\n"


def document_entry(snapshot: Snapshot, record: Record) -> Entry:
    """All that is known from one document."""
    placed = snapshot.mentions_in(record.document.id)
    names = {
        listed: snapshot.entity(listed).entity for listed in {p.entity_id for p in placed if p.entity_id}
    }
    forms = snapshot.forms(record.document.id)
    findings = [finding for _, finding in snapshot.findings(record.document.id)]
    return {
        "source": record.document.source,
        "id": record.document.id,
        "sha256": record.document.sha256,
        "document": fields(record),
        "period": record.document.meta.period,
        "contact": _given(msgspec.to_builtins(record.document.meta.contact)),
        "agencies": agencies(placed, names),
        "policies": policies(placed, names, record.profile.title),
        "leaders": leaders(placed, names),
        "platforms": platforms(placed),
        "tables": to_export(decode(forms, Forms)) if forms else {},
        "findings": [msgspec.to_builtins(finding) for finding in findings],
        "text": record.document.text,
    }


def fields(record: Record) -> Entry:
    """The document's own fields after resolution; what cannot be told is null."""
    profile = record.profile
    return {
        "title": profile.title,
        "agency": profile.agency,
        "region": list(profile.region),
        "year": profile.year,
        "type": profile.type,
        "number": profile.number,
        "date": profile.date,
    }


def _given(values: Entry) -> Entry:
    return {key: value for key, value in values.items() if value is not None}
