"""Trend: how often, and in how many documents, phrases occur by year, region or type; chart, table, files."""

from collections.abc import Iterator
from typing import get_args

from flask import Response, render_template, request

from corpus.errors import SuwenError
from index.counts import By
from index.facets import label
from web import files, params
from web.pages import blueprint
from web.pages.asked import asked, match
from web.pages.facets import called, toggled
from web.pages.search import given_filters
from web.study.trend import (
    MEASURES,
    TOLD,
    Measure,
    Series,
    measured,
    over_values,
    over_years,
    rows,
    series,
    shown,
    told,
)
from web.texts import english, text
from web.visits import visit

BYS: tuple[By, ...] = get_args(By)
MOST = 6
"""Phrases side by side."""

LEVELS = 3
"""Province, city, county."""

FORMS = ("csv", "xlsx")
COLUMNS = ("query", "understood", "by", *TOLD)


@blueprint.get("/trend")
def trend() -> str:
    """The course of every `q`, `by` year, region (of a `level`) or type, as a `measure`."""
    found, kind = every_series(), by()
    unit = measure()
    return render_template(
        "trend.html",
        queries=[each.query for each in found],
        found=found,
        match=match(),
        by=kind,
        bys=BYS,
        level=level(),
        levels=range(1, LEVELS + 1),
        measure=unit,
        measures=MEASURES,
        most=MOST,
        forms=FORMS,
        rows=(table := list(rows(found, kind, level(), unit, request.args.get("match")))),
        chart=over_years(found, unit) if kind == "year" else None,
        bars=over_values(found, table, unit) if kind != "year" else None,
        highest=max((cell.measured or 0 for row in table for cell in row.cells), default=0),
        shown=lambda value: shown(value, unit),
        total=lambda each: measured(each.total, unit),
        chosen=[
            (called(name, value, label(name, value)), toggled(name, value, values))
            for name, values in given_filters().items()
            for value in values
        ],
    )


def every_series() -> list[Series]:
    """The course of each phrase asked for, each once."""
    queries = list(dict.fromkeys(query.strip() for query in request.args.getlist("q") if query.strip()))
    if len(queries) > MOST:
        raise SuwenError(text("trend.many", most=MOST), english("trend.many", most=MOST))
    return [series(visit(), query, asked(query), by(), level()) for query in queries]


def by() -> By:
    """What is counted over."""
    wanted = params.choice("by", BYS, "year")
    return next(each for each in BYS if each == wanted)


def level() -> int:
    """The level of regions."""
    return params.integer("level", 1, 1, LEVELS)


def measure() -> Measure:
    """What is drawn."""
    wanted = params.choice("measure", MEASURES, "places")
    return next(each for each in MEASURES if each == wanted)


def records(found: list[Series]) -> Iterator[files.Row]:
    """A record a phrase and value."""
    kind = by()
    for each in found:
        for count in each.counts:
            yield {"query": each.query, "understood": each.understood, "by": kind, **told(count, kind)}


@blueprint.get("/trend.<form>")
def trend_file(form: str) -> Response:
    """The numbers as a file."""
    found = every_series()
    if form == "csv":
        return files.download(files.csv_text(COLUMNS, records(found)), "suwen-trend", form)
    if form == "xlsx":
        return files.download(files.workbook({"trend": (COLUMNS, records(found))}), "suwen-trend", form)
    raise files.unknown(form, FORMS)
