"""Results: hits with their sentences, facets that narrow and widen, what was understood."""

from typing import get_args

from flask import render_template, request

from index.facets import label
from index.fields import facets
from index.model import Request, Sort
from web import params
from web.pages import blueprint
from web.pages.emptiness import Nothing
from web.pages.facets import called, drawn, given, titled, toggled
from web.pages.paging import paging
from web.visits import visit

PER_PAGE = 10


@blueprint.get("/search")
def search() -> str:
    """The results of a query; without one, the way to type it."""
    query, filters = request.args.get("q", "").strip(), given_filters()
    if not query and not filters:
        return render_template("search.html", query="", result=None)
    asked = Request(query, filters, params.page(), PER_PAGE, given_sort(), strict=given_strict())
    result = visit().searcher.search(visit().snapshot, asked)
    return render_template(
        "search.html",
        query=query,
        result=result,
        facets=[drawn(name, titled(name), values, filters) for name, values in result.facets.items()],
        chosen=[
            (called(name, value, label(name, value)), toggled(name, value, values))
            for name, values in filters.items()
            for value in values
        ],
        paging=paging(result.total, PER_PAGE),
        sorts=get_args(Sort),
        nothing=None if result.total else Nothing.found(asked),
        mended=visit().searcher.corrections(visit().snapshot, query)
        if result.total and result.loosened
        else (),
    )


def given_sort() -> Sort:
    """The order asked for."""
    orders: tuple[Sort, ...] = get_args(Sort)
    wanted = params.choice("sort", orders, "relevance")
    return next(order for order in orders if order == wanted)


def given_strict() -> bool:
    """Whether all words of every run must stand."""
    return params.choice("strict", ("0", "1"), "0") == "1"


def given_filters() -> dict[str, tuple[str, ...]]:
    """The facet values asked for, by facet."""
    filters = {field.name: given(field.name) for field in facets()}
    return {name: values for name, values in filters.items() if values}
