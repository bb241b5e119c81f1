"""Suggestions for a query while it is typed, as data for the search boxes."""

from flask import Response, jsonify, request

from web import params
from web.pages import blueprint
from web.texts import name_of
from web.visits import visit

MOST = 50
LONGEST = 60
"""Nobody types a name longer than this; what is pasted needs no suggestion."""


@blueprint.get("/suggest")
def suggest() -> Response:
    """Entities and titles that begin with `q`, by pinyin initials too, then those that hold it.

    An array of {text, kind, name, query}: what is found, its kind and the kind's name, the query that finds it.
    """
    return jsonify(suggestions())


def suggestions() -> list[dict[str, str]]:
    """The suggestions that the request asks for."""
    typed, limit = request.args.get("q", "").strip(), params.integer("limit", 10, 1, MOST)
    here = visit()
    found = here.searcher.suggest(here.snapshot, typed, limit) if len(typed) <= LONGEST else ()
    return [
        {"text": s.text, "kind": s.kind, "name": name_of("suggestion", s.kind), "query": s.query}
        for s in found
    ]
