"""`/api/v1/search`."""

from flask import Response, jsonify, request

from index.fields import facets
from index.model import Hit, Request, Snippet
from index.snippets import SHOWN
from web import answers, links, params
from web.api import blueprint
from web.api.paging import window
from web.pages.search import given_filters, given_sort, given_strict
from web.templating import first_place, snippet_html
from web.visits import visit

MOST = 100


@blueprint.get("/search")
def search() -> Response:
    """The answer to `q` with the filters given, page by page."""
    part = window(10, MOST)
    query = request.args.get("q", "").strip()
    asked = Request(
        query,
        given_filters(),
        part.page,
        part.per_page,
        given_sort(),
        facets=_facets(),
        snippets=params.integer("snippets", SHOWN, 0, SHOWN),
        strict=given_strict(),
    )
    result = visit().searcher.search(visit().snapshot, asked)
    return jsonify(
        **answers.head(result),
        page=part.page,
        per_page=part.per_page,
        next=part.following(result.total),
        results=[_hit(hit, query) for hit in result.hits],
        **answers.facets(result),
    )


def _facets() -> tuple[str, ...] | None:
    """The facets to count; all unless some, or by an empty value none, are named."""
    names = [field.name for field in facets()]
    return params.several("facets", names) if request.args.getlist("facets") else None


def _hit(hit: Hit, query: str) -> dict[str, object]:
    return {
        **answers.hit(hit),
        "url": links.document(hit.document.id, q=query),
        "snippets": [_snippet(hit.document.id, snippet, query) for snippet in hit.snippets],
    }


def _snippet(document_id: str, snippet: Snippet, query: str) -> dict[str, object]:
    return {
        **answers.snippet(snippet),
        "html": str(snippet_html(snippet)),
        "url": links.place(document_id, first_place(snippet), query),
    }
