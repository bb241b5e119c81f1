"""`/api/v1/mentions`, `/citing`, `/path` and `/compare`: where things stand, who cites, and side by side."""

from collections import Counter

from flask import Response, jsonify

from kb import graph as graphs
from kb.model import Entity
from kb.store.rows import Placed
from web import links
from web.api import blueprint
from web.api.data import entity_data, plain
from web.api.paging import window
from web.pages import citing as who
from web.pages import compare as side_by_side
from web.pages import mentions as places
from web.pages.graph import one
from web.profiles.comparison import Lines
from web.profiles.matrix import UNDATED, Citing
from web.visits import visit

MOST = 200


@blueprint.get("/mentions")
def mentions() -> Response:
    """Every place of `entity`, in one `document` or citing one `article` if given."""
    part, every = window(50, MOST), places.wanted()
    some = part.of(every)
    texts = visit().snapshot.texts({place.document_id for place in some})
    return jsonify(part.answer(len(every), [_mention(place, texts[place.document_id]) for place in some]))


def _mention(place: Placed, text: str) -> dict[str, object]:
    span = place.sentence
    return {
        "document": place.document_id,
        "kind": place.kind,
        "entity": place.entity_id,
        **plain(place.mention),
        "sentence_start": span.start,
        "sentence_end": span.end,
        "sentence": span.of(text),
        "url": links.evidence_of(place),
    }


@blueprint.get("/citing")
def citing() -> Response:
    """Who cites all of `policy`, agency by agency and year by year, or with `show` silent who does not."""
    part, found, silent = window(50, MOST), who.wanted(), who.show() == "silent"
    total = len(found.silence.silent if silent else found.matrix.rows)
    results = (
        [{"agency": name, "documents": [s.id for s in some]} for name, some in part.of(found.silence.silent)]
        if silent
        else [_citing(row) for row in part.of(found.matrix.rows)]
    )
    looked = {
        "agencies": found.silence.total,
        "citing": found.silence.citing,
        "silent": len(found.silence.silent),
    }
    return jsonify(
        policies=[entity_data(e) for e in found.policies], of=looked, **part.answer(total, results)
    )


def _citing(row: Citing) -> dict[str, object]:
    years = [
        {"year": None if year == UNDATED else year, "count": cell.count, "url": cell.url}
        for year, cell in sorted(row.cells.items())
    ]
    return {
        "agency": row.id,
        "name": row.name,
        "count": row.whole.count,
        "url": row.whole.url,
        "years": years,
    }


@blueprint.get("/path")
def path() -> Response:
    """A shortest path from the entity `focus` `to` another, and all relations along it, as a part of the graph."""
    snapshot = visit().snapshot
    part = graphs.along(snapshot, graphs.path(snapshot, one("focus"), one("to")))
    return Response(graphs.write(part, "json"), content_type="application/json; charset=utf-8")


@blueprint.get("/compare")
def compare() -> Response:
    """Agencies side by side (`id`, twice to four times; `year`, `variable`), or two documents, line by line."""
    found = side_by_side.meant()
    if not isinstance(found[0], Entity):
        return _documents(*map(str, found))
    compared = side_by_side.agencies_of([e for e in found if isinstance(e, Entity)])
    return jsonify(
        columns=[{"agency": column.agency.id, "year": column.year} for column in compared.columns],
        figures=[
            {"document": row.report.id, "year": row.report.profile.year, "agency": row.report.profile.agency}
            | {"values": {name: plain(value) for name, value in row.values.items()}}
            for row in compared.rows
        ],
        policies=_lines(compared.policies),
        platforms=_lines(compared.platforms),
    )


def _lines(lines: Lines) -> dict[str, object]:
    shown = [{"entity": line.entity.id, "cells": plain(line.cells)} for line in lines.shown]
    return {"total": lines.total, "shared": lines.shared, "shown": shown}


def _documents(one: str, two: str) -> Response:
    part, lines = window(50, MOST), side_by_side.lines_of(one, two)
    shown = side_by_side.only(lines)
    results = [
        {"kind": line.kind}
        | {
            name: side and {"html": str(side.html), "url": side.url}
            for name, side in (("left", line.left), ("right", line.right))
        }
        for line in part.of(shown)
    ]
    counts = Counter(line.kind for line in lines)
    return jsonify(documents=[one, two], counts=dict(counts), **part.answer(len(shown), results))
