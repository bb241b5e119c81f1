"""The JSON API, version 1: what the pages show, as data."""

from flask import Blueprint, Response, request

from web.visits import visit

blueprint = Blueprint("api", __name__)


@blueprint.before_request
def unchanged() -> Response | None:
    """An answer that the client has already, told from the state alone."""
    response = Response(status=304)
    response.set_etag(visit().key)
    return response if request.if_none_match.contains_weak(visit().key) else None


@blueprint.after_request
def tag(response: Response) -> Response:
    """The state of the store is the tag of every good answer."""
    if response.status_code == 200:
        response.set_etag(visit().key)
    return response


from web.api import documents, entities, graph, lists, openapi, panel, reference, search, study, tracing  # noqa: E402, F401
