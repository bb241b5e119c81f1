"""`/api/v1/documents`, `/relations`, `/findings`, `/unresolved` and `/state`: the lists that the pages show."""

from typing import TYPE_CHECKING, cast

from flask import Response, jsonify

from kb.store.rows import Summary
from web import links, params
from web.api import blueprint
from web.api.data import plain, relation_data
from web.api.paging import window
from web.pages import findings as audit
from web.pages import lists
from web.pages.relations import wanted
from web.templating import KINDS
from web.visits import visit

if TYPE_CHECKING:
    from kb.model import Kind

USUAL = 50
MOST = 200


@blueprint.get("/state")
def state() -> Response:
    """Which state is served and how much is in it."""
    return jsonify(**plain(visit().state), findings=len(visit().findings))


@blueprint.get("/documents")
def documents() -> Response:
    """All documents, newest first, narrowed and sorted as on the page."""
    part, every = window(USUAL, MOST), lists.documents().items
    return jsonify(part.answer(len(every), [document_data(summary) for summary in part.of(every)]))


@blueprint.get("/relations")
def relations() -> Response:
    """Relations from `source` to `target`, each with its sentence."""
    part, every = window(USUAL, MOST), wanted()
    some = part.of(every)
    texts = visit().snapshot.texts({relation.evidence.document_id for relation in some})
    said = [texts[r.evidence.document_id][r.evidence.sentence_start : r.evidence.sentence_end] for r in some]
    return jsonify(part.answer(len(every), [relation_data(r, s) for r, s in zip(some, said, strict=True)]))


@blueprint.get("/findings")
def findings() -> Response:
    """What does not add up."""
    part, every = window(USUAL, MOST), audit.wanted().items
    results = [
        {"document": found.document.id, "url": links.document(found.document.id), **plain(found.finding)}
        for found in part.of(every)
    ]
    return jsonify(part.answer(len(every), results))


@blueprint.get("/unresolved")
def unresolved() -> Response:
    """Mentions that could not be told."""
    part = window(USUAL, MOST)
    kind = params.choice("kind", ("all", *KINDS), "all")
    wanted_kind = None if kind == "all" else cast("Kind", kind)
    snapshot = visit().snapshot
    places = snapshot.unresolved(wanted_kind, limit=part.per_page, offset=part.offset)
    results = [
        {"document": place.document_id, "kind": place.kind, **plain(place.mention)} for place in places
    ]
    return jsonify(part.answer(snapshot.unresolved_count(wanted_kind), results))


def document_data(summary: Summary) -> dict[str, object]:
    """A document without its text."""
    return {**plain(summary), "url": links.document(summary.id)}
