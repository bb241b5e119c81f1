"""`/api/v1/entities`: lists and profiles."""

from collections.abc import Sequence
from typing import cast

from flask import Response, jsonify

from corpus.errors import NotFoundError
from kb.agencies import history
from kb.model import Entity, Kind
from kb.store.rows import Placed
from web import links
from web.api import blueprint
from web.api.data import entity_data, plain, relation_data
from web.api.paging import window
from web.pages import lists
from web.profiles.agency import nearest
from web.profiles.cascade import Level, cascade
from web.profiles.citing import together
from web.profiles.names import is_unregistered, uses
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
    """Entities of a kind, those in most documents first, narrowed and sorted as on the page."""
    part = window(50, MOST)
    found = lists.entities(kind_of(kind)).items
    results = [
        {
            **entity_data(item.listed.entity),
            "mentions": item.listed.mentions,
            "documents": item.listed.documents,
            "agencies": list(item.holders),
            "regions": ["/".join(path) for path in item.regions],
        }
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
        study=_study(listed.entity),
        relations=[relation_data(r, sentence) for r, sentence in zip(relations, said, strict=True)],
    )


def _study(entity: Entity) -> dict[str, object]:
    """What is counted over the corpus: of an agency its nearest, of a policy its cascade and its company.

    The history of an agency is not counted: it comes from the registry of central organs.
    """
    here = visit()
    if entity.kind == "agency":
        return {
            "history": plain(history(entity.name)),
            "names": plain(uses(here, entity, _places(entity))),
            "nearest": [{**plain(near), "entity": near.entity.id} for near in nearest(here, entity.id)],
        }
    if entity.kind != "policy":
        return {}
    told = cascade(here, entity)
    return {
        "origins": plain(told.origins),
        "cascade": [_level(level) for level in told.levels],
        "together": [{**plain(other), "entity": other.entity.id} for other in together(here, entity.id)],
    }


def _places(entity: Entity) -> Sequence[Placed]:
    return visit().snapshot.mentions_of(entity.id) if is_unregistered(entity) else ()


def _level(level: Level) -> dict[str, object]:
    lags = [{"document": lag.document.id, "least": lag.least, "most": lag.most} for lag in level.lags]
    return {**plain(level), "first": level.first and level.first.id, "lags": lags}
