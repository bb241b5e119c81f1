"""The course of phrases over years, regions or types: counts, and counts by what they were looked for in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from index.counts import By, Count
from index.facets import label
from index.fields import UNKNOWN
from index.model import Request
from web import links
from web.bars import Bars, Measured, bars
from web.charts import Chart, Line, Reading, chart
from web.library import Visit
from web.pages.facets import UNSTATED, called
from web.texts import text

Measure = Literal["places", "documents", "share", "per_document", "per_10k"]
"""Places; documents with any; these as per cent of all; places in a document of all; in 10,000 characters."""

MEASURES: tuple[Measure, ...] = get_args(Measure)
DIGITS = 4
SIZE = (880.0, 280.0)
NOTHING = Count(UNKNOWN, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Series:
    """One phrase: the query as typed, its request, what was understood, and its counts."""

    query: str
    asked: Request
    understood: str
    counts: tuple[Count, ...]

    def at(self, value: str) -> Count:
        """The count of a value."""
        return next((count for count in self.counts if count.value == value), NOTHING)

    @property
    def total(self) -> Count:
        """All of them together."""
        sums = zip(
            *((c.documents, c.occurrences, c.of_documents, c.of_characters) for c in self.counts), strict=True
        )
        return Count("", *map(sum, sums)) if self.counts else NOTHING


@dataclass(frozen=True, slots=True)
class Cell:
    """A phrase at a value: its count, the measure asked for, and the lists that are counted (`None`: no address)."""

    count: Count
    measured: float | None
    documents: str | None
    places: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A year, region or type with a cell a phrase; `url` opens all documents of it."""

    label: str
    of: Count
    url: str | None
    cells: tuple[Cell, ...]


def series(here: Visit, query: str, asked: Request, by: By, level: int) -> Series:
    """The course of one phrase; raises `SuwenError` for what cannot be understood."""
    understood = here.searcher.answer(here.snapshot, asked).understood
    return Series(query, asked, understood, here.searcher.counts(here.snapshot, asked, by, level))


def measured(count: Count, measure: Measure) -> float | None:
    """The measure of a count; `None` where nothing was there to look through."""
    if measure in ("places", "documents"):
        known = count.occurrences if measure == "places" else count.documents
        return known if count.of_documents else None
    above, below = {
        "share": (100 * count.documents, count.of_documents),
        "per_document": (count.occurrences, count.of_documents),
        "per_10k": (10_000 * count.occurrences, count.of_characters),
    }[measure]
    return round(above / below, DIGITS) if below else None


TOLD = (
    "value", "label", "documents", "occurrences", "of_documents", "of_characters", "share", "per_document", "per_10k",
)  # fmt: skip


def told(count: Count, by: By) -> dict[str, str | int | float | None]:
    """A count as a record with every measure."""
    shares = {str(name): measured(count, name) for name in MEASURES[2:]}
    return {
        name: shares[name] if name in shares else getattr(count, name, label(by, count.value))
        for name in TOLD
    }


def rows(
    found: Sequence[Series], by: By, level: int, measure: Measure, match: str | None = None
) -> Iterator[Row]:
    """The rows of the table, all phrases having the same values; `match` as the addresses of lists say it.

    What stands at no city or county has no address: filters can only say that no region is known at all.
    """
    for count in found[0].counts if found else ():
        filters = _filters(found[0].asked, by, count.value) if count.value or level == 1 else None
        yield Row(
            called(by, count.value, label(by, count.value)),
            count,
            None if filters is None else links.with_query("/search", filters),
            tuple(_cell(each, count.value, filters, measure, match) for each in found),
        )


def _cell(
    each: Series, value: str, filters: dict[str, list[str]] | None, measure: Measure, match: str | None
) -> Cell:
    count = each.at(value)
    if filters is None:
        return Cell(count, measured(count, measure), None, None)
    asked = {"q": each.asked.query, **filters}
    places = links.with_query("/concordance", {**asked, "match": match})
    return Cell(count, measured(count, measure), links.with_query("/search", asked), places)


def _filters(asked: Request, by: By, value: str) -> dict[str, list[str]] | None:
    """The filters that leave just the documents of a value; `None` where filters cannot say it."""
    chosen = asked.filters.get(by, ())
    if by == "region" and chosen and not any(value == c or value.startswith(f"{c}/") for c in chosen):
        return None
    kept = {name: [v or UNSTATED for v in values] for name, values in asked.filters.items() if name != by}
    return {**kept, by: [value or UNSTATED]}


def over_years(found: Sequence[Series], measure: Measure) -> Chart | None:
    """The chart of phrases over the years in which there are documents."""
    return chart((Line(each.query, tuple(_readings(each, measure))) for each in found), size=SIZE)


def over_values(found: Sequence[Series], table: Sequence[Row], measure: Measure) -> Bars | None:
    """The chart of phrases over regions or types; a bar leads to what it counts, places or documents."""
    return bars(
        [each.query for each in found],
        [
            (row.label, [_bar(each, row, cell, measure) for each, cell in zip(found, row.cells, strict=True)])
            for row in table
        ],
    )


def _bar(each: Series, row: Row, cell: Cell, measure: Measure) -> Measured:
    title = _point(each, row.label, cell.measured, measure)
    return Measured(
        cell.measured, title, cell.documents if measure in ("documents", "share") else cell.places
    )


def _point(each: Series, value: str, told: float | None, measure: Measure) -> str:
    return text("trend.point", query=each.query, value=value, measured=shown(told, measure))


def _readings(each: Series, measure: Measure) -> Iterator[Reading]:
    for count in each.counts:
        if count.value:
            value = measured(count, measure)
            yield Reading(int(count.value), value, _point(each, count.value, value, measure))


def shown(value: float | None, measure: Measure) -> str:
    """A measure as pages show it."""
    if value is None:
        return "–"
    if measure in ("places", "documents") or not value:
        return f"{value:.0f}"
    return f"{value:.1f}%" if measure == "share" else f"{value:.2f}"
