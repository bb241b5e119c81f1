"""`/api/v1/graph`."""

from flask import Response, request

from corpus.errors import SuwenError
from kb import graph as graphs
from web import params
from web.api import blueprint
from web.pages.graph import DEPTHS, MOST
from web.texts import english, text
from web.visits import visit


@blueprint.get("/graph")
def graph() -> Response:
    """The neighbourhood of `focus`, an entity's id, up to `depth`: nodes and edges with their evidence."""
    focus = request.args.get("focus")
    if not focus:
        raise SuwenError(text("graph.need_focus"), english("graph.need_focus"))
    depth = params.integer("depth", 1, 1, DEPTHS)
    part = graphs.neighbourhood(visit().snapshot, focus, depth, MOST)
    return Response(graphs.write(part, "json"), content_type="application/json; charset=utf-8")
