"""`/api/v1/concordance` and `/api/v1/trend`: the pages of these names as data."""

from flask import Response, jsonify

from index.counts import By
from index.model import Line
from web import links, records
from web.api import blueprint
from web.api.data import counted
from web.api.paging import window
from web.pages import concordance as lines
from web.pages import trend as course
from web.pages.asked import asked, typed
from web.study.lines import in_order, neighbours
from web.study.trend import Series, told

MOST = 500
NEIGHBOURS = 100


@blueprint.get("/concordance")
def concordance() -> Response:
    """The lines of `q`, sorted and narrowed as on the page, with the counts of all of them."""
    part, query = window(50, MOST), typed()
    found = lines.all_lines()
    chosen = lines.chosen(found)
    exact = asked(query).query
    return jsonify(
        query=query,
        understood=found.understood,
        documents=len({line.document.id for line in chosen}),
        cut=found.cut,
        **part.answer(len(chosen), [_line(line, exact) for line in part.of(in_order(chosen, lines.order()))]),
        neighbours={
            side: [
                {"value": value, "count": count}
                for value, count in neighbours(chosen, side, lines.size())[:NEIGHBOURS]
            ]
            for side in lines.SIDES
        },
        facets={name: counted(values) for name, values in lines.counted(chosen).items()},
    )


def _line(line: Line, query: str) -> dict[str, object]:
    return {**records.line(line), "url": links.place(line.document.id, line.span, query)}


@blueprint.get("/trend")
def trend() -> Response:
    """The course of every `q` over years, regions or types, with every measure."""
    kind = course.by()
    return jsonify(
        by=kind,
        level=course.level() if kind == "region" else None,
        series=[_series(each, kind) for each in course.every_series()],
    )


def _series(each: Series, kind: By) -> dict[str, object]:
    return {
        "query": each.query,
        "understood": each.understood,
        "documents": each.total.documents,
        "occurrences": each.total.occurrences,
        "counts": [told(count, kind) for count in each.counts],
    }
