"""`/api/v1/search`."""

from flask import Response, jsonify, request

from index.model import Hit, Request, Snippet
from web import links, records
from web.api import blueprint
from web.api.data import counted
from web.api.paging import window
from web.pages.search import given_filters, given_sort
from web.templating import first_place, snippet_html
from web.visits import visit

MOST = 100


@blueprint.get("/search")
def search() -> Response:
    """The answer to `q` with the filters given, page by page."""
    part = window(10, MOST)
    query = request.args.get("q", "").strip()
    asked = Request(query, given_filters(), part.page, part.per_page, given_sort())
    result = visit().searcher.search(visit().snapshot, asked)
    facets = {name: counted(values) for name, values in result.facets.items()}
    return jsonify(
        query=query,
        understood=result.understood,
        total=result.total,
        occurrences=result.occurrences,
        page=part.page,
        per_page=part.per_page,
        next=part.following(result.total),
        results=[_hit(hit, query) for hit in result.hits],
        facets=facets,
    )


def _hit(hit: Hit, query: str) -> dict[str, object]:
    document = hit.document
    return {
        "id": document.id,
        **records.fields(document),
        "url": links.document(document.id, q=query),
        "score": round(hit.score, 6),
        "occurrences": hit.occurrences,
        "snippets": [_snippet(document.id, snippet, query) for snippet in hit.snippets],
    }


def _snippet(document_id: str, snippet: Snippet, query: str) -> dict[str, object]:
    return {
        "start": snippet.span.start,
        "end": snippet.span.end,
        "html": str(snippet_html(snippet)),
        "marks": [[mark.start, mark.end] for mark in snippet.marks],
        "path": list(snippet.path),
        "url": links.place(document_id, first_place(snippet), query),
    }
