"""`/api/v1/documents/<id>`."""

from flask import Response, jsonify

from kb.store.rows import Placed
from web import links
from web.api import blueprint
from web.api.data import plain
from web.visits import visit


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> Response:
    """A document: fields, text, sections, tables, mentions, findings; offsets are code points in `text`."""
    snapshot = visit().snapshot
    record = snapshot.record(document_id)
    found = record.document
    return jsonify(
        id=found.id,
        source=found.source,
        sources=list(snapshot.sources(document_id)),
        sha256=found.sha256,
        url=links.document(found.id),
        fields={key: value for key, value in plain(record.profile).items() if key != "basis"},
        contact=plain(found.meta.contact),
        text=found.text,
        sections=plain(found.sections),
        tables=plain(found.tables),
        mentions=[_mention(place) for place in snapshot.mentions_in(document_id)],
        findings=[plain(finding) for _, finding in snapshot.findings(document_id)],
    )


def _mention(place: Placed) -> dict[str, object]:
    sentence = {"sentence_start": place.sentence.start, "sentence_end": place.sentence.end}
    return {"kind": place.kind, "entity": place.entity_id, **plain(place.mention), **sentence}
