"""Which reports are here: agencies by years, each cell a report, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template, request

from kb.store.rows import Summary
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.panel import panel_of
from web.visits import visit

PER_PAGE = 100
REPORT = "annual_report"
"""The type of document that the matrix counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in a cell; `tabled`, whether its statutory tables could be read."""

    document: Summary
    tabled: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An agency with the reports that are here, by year."""

    agency: str
    region: tuple[str, ...]
    cells: Mapping[int, tuple[Entry, ...]]


@blueprint.get("/panel/missing")
def panel_missing() -> str:
    """The matrix; `who` narrows by an agency's name or region."""
    who = request.args.get("who", "").strip()[:50]
    tabled = {report.id for report in panel_of(visit())}
    every = [s for s in visit().summaries if s.type == REPORT or s.id in tabled]
    told = [s for s in every if s.agency and s.year and s.work == s.id]
    kept = [row for row in _rows(told, tabled) if who in row.agency or who in row.region]
    years = {s.year for s in told if s.year}
    return render_template(
        "missing.html",
        page=paged(kept, PER_PAGE),
        years=range(min(years), max(years) + 1) if years else (),
        who=who,
        here=sum(len(row.cells) for row in kept),
        open=[s for s in every if not (s.agency and s.year)],
    )


def _rows(told: Iterable[Summary], tabled: set[str]) -> list[Kept]:
    found: dict[str, dict[int, tuple[Entry, ...]]] = {}
    regions: dict[str, tuple[str, ...]] = {}
    for summary in told:
        cells = found.setdefault(summary.agency or "", {})
        year = summary.year or 0
        cells[year] = (*cells.get(year, ()), Entry(summary, summary.id in tabled))
        regions.setdefault(summary.agency or "", summary.region)
    rows = [Kept(agency, regions[agency], cells) for agency, cells in found.items()]
    return sorted(rows, key=lambda row: (row.region, row.agency))
