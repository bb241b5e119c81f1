"""The graph: the neighbourhood of an entity or the path between two, drawn by the server, with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from flask import Response, render_template, request

from corpus.errors import NotFoundError, SuwenError
from kb import graph as graphs
from kb.model import Kind, RelationKind
from kb.store.rows import Listed
from web import params
from web.drawing import Drawing, draw
from web.pages import blueprint
from web.profiles.ego import Edge, Ego, along, ego
from web.profiles.quotes import Quote, Quotes
from web.texts import english, text
from web.visits import visit

DRAWN = 60
"""Nodes of a drawing."""

MOST = 300
"""Nodes of a neighbourhood, in its files and its table."""

LISTED = 100
"""Edges of the table, each with its first evidence."""

DEPTHS = 3
TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a part of the graph, its drawing, its edges with their evidence."""

    part: Ego
    drawing: Drawing | None
    edges: Sequence[tuple[Edge, Quote]]


@blueprint.get("/graph")
def graph() -> str:
    """The neighbourhood of `focus` up to `depth`, or the shortest path from it `to` another."""
    depth = params.integer("depth", 1, 1, DEPTHS)
    focus, to = _named("focus"), _named("to")
    given = {"focus": focus, "to": to, "depth": depth, "depths": range(1, DEPTHS + 1)}
    if any(len(found) > 1 for found in (focus, to)):
        return render_template("graph.html", shown=None, central=(), **given)
    if not focus:
        return render_template("graph.html", shown=None, central=_central(), **given)
    part = _path(focus[0], to[0]) if to else _around(focus[0], depth)
    drawing = draw(part) if not to else None
    return render_template("graph.html", shown=Shown(part, drawing, _evidence(part)), central=(), **given)


@blueprint.get("/graph.<any(json, graphml, gexf, csv):form>")
def graph_file(form: graphs.Format) -> Response:
    """The same as a file, with what the explorer's address opens and leaves out; the whole without `focus`."""
    focus = request.args.get("focus")
    part = _explored(focus) if focus else visit().graph
    response = Response(graphs.write(part, form), content_type=f"{TYPES[form]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="suwen-graph.{form}"'
    return response


def _explored(focus: str) -> "graphs.Graph[str]":
    """What the explorer shows at this address: `open` ids, `way`s from the focus, kinds and years left out."""
    snapshot, opened = visit().snapshot, request.args.getlist("open")
    depth = params.integer("depth", 1, 1, DEPTHS)
    parts = [graphs.neighbourhood(snapshot, focus, depth, MOST)]
    parts += (graphs.neighbourhood(snapshot, key, 1, MOST) for key in opened)
    for goal in request.args.getlist("way"):
        found = graphs.path(snapshot, focus, _sole("way", goal).entity.id)
        parts.append(graphs.along(snapshot, found))
    return graphs.narrowed(graphs.together(parts), (focus, *opened), _wanted())


def _wanted() -> graphs.Wanted:
    return graphs.Wanted(
        no_kinds=params.several("no_kind", get_args(Kind)),
        no_relations=params.several("no_relation", get_args(RelationKind)),
        since=params.integer("since", 0, 0, 9999) or None,
        until=params.integer("until", 0, 0, 9999) or None,
    )


def _named(name: str) -> list[Listed]:
    """The entities that a parameter means: by id, or by name or alias."""
    return _meant(request.args.get(name, "").strip())


def _meant(value: str) -> list[Listed]:
    snapshot = visit().snapshot
    if not value:
        return []
    ids = snapshot.lookup(value)
    if not ids:
        try:
            return [snapshot.entity(value)]
        except NotFoundError:
            message = text("graph.unknown", name=value[:50]), english("graph.unknown", name=value[:50])
            raise NotFoundError(*message) from None
    return [snapshot.entity(key) for key in ids]


def one(name: str) -> str:
    """The id of the one entity that a parameter means. Raises `SuwenError` for none and for several."""
    return _sole(name, request.args.get(name, "").strip()).entity.id


def _sole(name: str, value: str) -> Listed:
    found = _meant(value)
    if len(found) != 1:
        choices = "、".join(item.entity.id for item in found) or "—"
        shown = {"name": name, "value": value[:50], "choices": choices}
        raise SuwenError(text("params.choice", **shown), english("params.choice", **shown))
    return found[0]


def _central() -> tuple[Listed, ...]:
    """The entities with most relations."""
    here = visit()
    ranked = here.kept("central", lambda: here.snapshot.most_linked(20))
    return tuple(here.snapshot.entity(key) for key in ranked)  # type: ignore[attr-defined]


def _around(focus: Listed, depth: int) -> Ego:
    key, snapshot = focus.entity.id, visit().snapshot
    return ego(graphs.bundled(snapshot, graphs.near(snapshot, key, depth, MOST)), key, DRAWN)


def _path(start: Listed, goal: Listed) -> Ego:
    snapshot = visit().snapshot
    found = graphs.path(snapshot, start.entity.id, goal.entity.id)
    return along(graphs.bundled(snapshot, found), found)


def _evidence(part: Ego) -> list[tuple[Edge, Quote]]:
    """The first edges with a quote each."""
    some = part.edges[:LISTED]
    first = visit().snapshot.relations_numbered([edge.first for edge in some])
    quotes = Quotes(visit(), (relation.evidence.document_id for relation in first.values()))
    return [(edge, quotes.of(first[edge.first].evidence)) for edge in some]
