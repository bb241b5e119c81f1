"""Concordance (KWIC): every place of a phrase with what stands around it, sorted, grouped, counted, exported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import numpy as np
from flask import Response, render_template, request
from numpy.typing import NDArray

from corpus.errors import SuwenError
from index.facets import label
from index.fields import facets
from index.model import FacetValue, Line, LineOrder
from web import files, links, params, records
from web.pages import blueprint
from web.pages.asked import asked, match, typed
from web.pages.facets import Choice, Facet, called, drawn, titled, toggled
from web.pages.paging import Page, paged, paging
from web.pages.search import given_filters
from web.study.lines import (
    BLANK,
    EDGE,
    MOST,
    PLENTY,
    Glance,
    Lines,
    Side,
    beside,
    collected,
    glance,
    in_order,
    neighbours,
)
from web.texts import english, name_of, text
from web.visits import visit

PER_PAGE = 50
CONTEXT = 30
MOST_CONTEXT = 200
WIDEST = 4
SIDES: tuple[Side, ...] = get_args(Side)
ORDERS: tuple[LineOrder, ...] = get_args(LineOrder)
SHOWN, UNFOLDED = 10, 60
FORMS = ("csv", "xlsx", "jsonl")
COLUMNS = ("document_id", *records.FIELDS, "start", "end", "left", "text", "right", "link")


@blueprint.get("/concordance")
def concordance() -> str:
    """The lines of `q`, narrowed as a search is and by their neighbours `left` and `right` of `n` characters."""
    query = typed()
    if not query:
        return render_template("concordance.html", query="", found=None)
    glanced = _glance()
    return render_template("concordance.html", **_common(query), **(_brief(glanced) if glanced else _whole()))


def _common(query: str) -> dict[str, object]:
    """What the page says whatever it finds."""
    return {
        "query": query,
        "match": match(),
        "most": MOST,
        "order": order(),
        "orders": ORDERS,
        "asked": asked(query),
        "forms": FORMS,
        "size": size(),
        "sizes": range(1, WIDEST + 1),
        "chosen": _chosen(),
    }


def _whole() -> dict[str, object]:
    """All lines read: in any order, narrowed and counted by their neighbours."""
    found = all_lines()
    lines = chosen(found)
    return {
        "found": found,
        "page": paged(in_order(lines, order()), PER_PAGE),
        "total": len(lines),
        "documents": len({line.document.id for line in lines}),
        "width": _width(lines),
        "facets": _facets(_amounts(lines)),
        "sides": [_side(lines, side) for side in SIDES],
        "more": False,
    }


def _glance() -> Glance | None:
    """The lines of this page alone, where there are plenty and nothing is asked that needs all of them."""
    needs_all = order() != "document" or any(request.args.get(name) for name in (*SIDES, "groups"))
    if needs_all or params.page() * PER_PAGE > PLENTY:
        return None
    context = params.integer("context", CONTEXT, WIDEST, MOST_CONTEXT)
    return glance(visit(), asked(typed()), context, params.page() * PER_PAGE)


def _brief(found: Glance) -> dict[str, object]:
    at = paging(found.total, PER_PAGE)
    return {
        "found": found,
        "page": Page(found.first[at.offset :], at),
        "total": found.total,
        "documents": found.documents,
        "width": _width(found.first),
        "facets": _facets(found.amounts),
        "sides": [],
        "more": True,
    }


def all_lines() -> Lines:
    """The lines of the request before they are narrowed by neighbours."""
    return collected(visit(), asked(typed()), params.integer("context", CONTEXT, WIDEST, MOST_CONTEXT))


def chosen(found: Lines) -> Sequence[Line]:
    """Those with the neighbours asked for."""
    left, right = (request.args.get(side, "") for side in SIDES)
    return tuple(beside(found.items, left, right, size())) if left or right else found.items


def order() -> LineOrder:
    """The order asked for."""
    wanted = params.choice("sort", ORDERS, "document")
    return next(order for order in ORDERS if order == wanted)


def size() -> int:
    """How many characters a neighbour has."""
    return params.integer("n", 2, 1, WIDEST)


def counted(lines: Sequence[Line]) -> dict[str, tuple[FacetValue, ...]]:
    """The lines by facet: years newest first, the others with most lines first."""
    return _by_facet(_amounts(lines))


def _amounts(lines: Iterable[Line]) -> NDArray[np.int64]:
    """How many lines each document has, by its number."""
    catalogue = visit().searcher.catalogue
    amounts = np.zeros(len(catalogue), dtype=np.int64)
    for document_id, count in Counter(line.document.id for line in lines).items():
        amounts[catalogue.numbers[document_id]] = count
    return amounts


def _by_facet(amounts: NDArray[np.int64]) -> dict[str, tuple[FacetValue, ...]]:
    found = {}
    for field in facets():
        sums = visit().searcher.catalogue.columns[field.name].sums(amounts)
        values = [FacetValue(value, label(field.name, value), count) for value, count in sums.items()]
        values.sort(key=lambda v: (-v.count, v.value))
        if field.name == "year":
            values.sort(key=lambda v: v.value, reverse=True)
        found[field.name] = tuple(values)
    return found


def _width(lines: Sequence[Line]) -> int:
    """The room for the phrase in characters: 4, 8 or 12."""
    longest = max((len(line.text) for line in lines), default=0)
    return 4 if longest <= 4 else 8 if longest <= 8 else 12


def _facets(amounts: NDArray[np.int64]) -> list[Facet]:
    filters = given_filters()
    return [drawn(name, titled(name), some, filters) for name, some in _by_facet(amounts).items()]


def _side(lines: Sequence[Line], side: Side) -> Facet:
    """What stands at a side, as a facet."""
    given = [request.args[side]] if request.args.get(side) else []
    choices = [
        Choice(value, _shown(value), count, 0, value in given, toggled(side, value, given))
        for value, count in neighbours(lines, side, size())[:UNFOLDED]
    ]
    return Facet(side, text(f"concordance.{side}"), tuple(choices[:SHOWN]), tuple(choices[SHOWN:]))


def _shown(neighbour: str) -> str:
    return name_of("neighbour", {EDGE: "edge", BLANK: "blank"}.get(neighbour, neighbour))


def _chosen() -> list[tuple[str, str]]:
    """What narrows the lines, each with the address without it."""
    found = [
        (called(name, value, label(name, value)), toggled(name, value, values))
        for name, values in given_filters().items()
        for value in values
    ]
    sides = [(side, request.args[side]) for side in SIDES if request.args.get(side)]
    return found + [
        (f"{text(f'concordance.{side}')} {_shown(value)}", toggled(side, value, [value]))
        for side, value in sides
    ]


@blueprint.get("/concordance.<form>")
def concordance_file(form: str) -> Response:
    """All lines as a file; a workbook has the counts on sheets of their own."""
    if form == "xlsx":
        return files.download(_workbook(), "suwen-concordance", form)
    rows = (row(line) for line in streamed())
    if form == "csv":
        return files.download(files.csv_text(COLUMNS, rows), "suwen-concordance", form)
    if form == "jsonl":
        return files.download(files.json_lines(rows), "suwen-concordance", form)
    raise files.unknown(form, FORMS)


def streamed() -> Iterator[Line]:
    """The lines of the request one by one; raises `SuwenError` if there are too many to be sorted."""
    if order() in SIDES:
        _few_enough()
    here, wanted = visit(), asked(typed())
    context = params.integer("context", CONTEXT, WIDEST, MOST_CONTEXT)
    left, right = (request.args.get(side, "") for side in SIDES)
    return beside(here.searcher.concordance(here.snapshot, wanted, order(), context), left, right, size())


def _few_enough() -> Lines:
    found = all_lines()
    if found.cut:
        raise SuwenError(text("export.sorted", most=MOST), english("export.sorted", most=MOST))
    return found


def row(line: Line) -> files.Row:
    """A line as a row of a table."""
    return records.row(records.line(line), links.place(line.document.id, line.span))


def _workbook() -> bytes:
    found = chosen(_few_enough())
    sheets: dict[str, tuple[Sequence[str], Iterable[files.Row]]] = {
        "concordance": (COLUMNS, (row(line) for line in streamed()))
    }
    for side in SIDES:
        values = neighbours(found, side, size())
        sheets[side] = ((side, "lines"), [{side: value, "lines": count} for value, count in values])
    for name, counts in counted(found).items():
        sheets[name] = (
            (name, "label", "lines"),
            [{name: v.value, "label": v.label, "lines": v.count} for v in counts],
        )
    return files.workbook(sheets)
