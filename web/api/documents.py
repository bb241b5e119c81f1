"""`/api/v1/documents/<id>`, its references, and its reuse."""

from flask import Response, jsonify

from kb.reuse import reuse_of
from kb.store.rows import Placed
from web import links
from web.api import blueprint
from web.api.data import plain
from web.api.paging import window
from web.citation import FORMATS
from web.pages import cite
from web.profiles.documents import neighbours
from web.visits import visit


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> Response:
    """A document: fields, text, sections, tables, mentions, findings; offsets are code points in `text`."""
    snapshot = visit().snapshot
    record = snapshot.record(document_id)
    found, here = record.document, visit()
    beside = neighbours(here.summaries, here.documents[document_id])
    return jsonify(
        id=found.id,
        source=found.source,
        versions=[version.id for version in snapshot.versions(document_id)],
        earlier=beside.earlier and beside.earlier.id,
        later=beside.later and beside.later.id,
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


@blueprint.get("/documents/<document_id>/cite")
def citation(document_id: str) -> Response:
    """The reference of a document, or of the sentence `at` a place in it, in every form."""
    found = cite.wanted(document_id)
    sentence = found.sentence and {
        **plain(found.sentence),
        "url": links.place(document_id, found.sentence.span),
    }
    return jsonify(
        key=found.key, sentence=sentence, **{form: write([found]) for form, write in FORMATS.items()}
    )


@blueprint.get("/documents/<document_id>/reuse")
def reuse(document_id: str) -> Response:
    """The share of a document's text that stands elsewhere, and the works it shares sentences with."""
    part, found = window(10, 50), reuse_of(visit().snapshot, document_id)
    results = [{**plain(source), "document": source.document.id} for source in part.of(found.sources)]
    told = {"counted": found.counted, "reused": found.reused, "exact": found.exact, "share": found.share}
    return jsonify(**told, **part.answer(len(found.sources), results))


def _mention(place: Placed) -> dict[str, object]:
    sentence = {"sentence_start": place.sentence.start, "sentence_end": place.sentence.end}
    return {"kind": place.kind, "entity": place.entity_id, **plain(place.mention), **sentence}
