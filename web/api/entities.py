"""`/api/v1/entities`: lists and profiles."""

from typing import cast

from flask import Response, jsonify, request

from corpus.errors import NotFoundError
from kb.model import Kind
from web import links
from web.api import blueprint
from web.api.data import entity_data, relation_data
from web.api.paging import window
from web.templating import KINDS
from web.texts import english, text
from web.visits import visit

MOST = 200


def kind_of(kind: str) -> Kind:
    """A kind from an address; raises `NotFoundError` for another word."""
    if kind not in KINDS:
        given = {"value": kind[:50], "choices": "、".join(KINDS)}
        raise NotFoundError(text("params.kind", **given), english("params.kind", **given))
    return cast("Kind", kind)


@blueprint.get("/entities/<kind>")
def entities(kind: str) -> Response:
    """Entities of a kind, those in most documents first; `q` narrows by name."""
    part = window(50, MOST)
    found = visit().snapshot.entities(kind_of(kind), contains=request.args.get("q", "").strip())
    results = [
        {**entity_data(item.entity), "mentions": item.mentions, "documents": item.documents}
        for item in part.of(found)
    ]
    return jsonify(part.answer(len(found), results))


@blueprint.get("/entities/<kind>/<path:name>")
def entity(kind: str, name: str) -> Response:
    """An entity with its relations, each with its evidence, and the documents that mention it."""
    snapshot = visit().snapshot
    listed = snapshot.entity(f"{kind_of(kind)}/{name}")
    key = listed.entity.id
    relations = snapshot.relations(key)
    texts = snapshot.texts({relation.evidence.document_id for relation in relations})
    said = [
        texts[r.evidence.document_id][r.evidence.sentence_start : r.evidence.sentence_end] for r in relations
    ]
    return jsonify(
        entity=entity_data(listed.entity),
        aliases=list(listed.entity.aliases),
        mentions=listed.mentions,
        documents=[
            {"id": place.document_id, "url": links.document(place.document_id), "mentions": count}
            for place, count in snapshot.appearances(key)
        ],
        relations=[relation_data(r, sentence) for r, sentence in zip(relations, said, strict=True)],
    )
