"""The statutory tables as the pages show them: chosen variables of chosen reports, value by value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from corpus.model import Span
from kb.forms.codebook import Variable, codebook, series
from kb.forms.panel import Record, Report, long
from kb.panel import reports
from web import links
from web.charts import Chart, Line, Reading, chart
from web.library import Visit

HEADLINE = (
    "requests_received",
    "requests_decided",
    "granted",
    "granted_in_part",
    "refused",
    "unable",
    "grant_rate",
)
"""What a page shows where no variable was chosen: the course of requests from receipt to result."""

Breaks = tuple[tuple[int, str], ...]
"""Where a series breaks: first year after it, and why."""


@dataclass(frozen=True, slots=True)
class Value:
    """A variable's value in one report: `status` why it is so, `raw` as printed, `url` its characters (`None`
    for what is derived), `rules` of the findings that name it."""

    value: int | float | None
    status: str
    raw: str
    url: str | None
    rules: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The value as a text, "" if there is none."""
        return (
            "" if self.value is None else f"{self.value:,.6g}" if self.value % 1 else f"{int(self.value):,}"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A report with the values of the variables chosen, by their names."""

    report: Report
    values: Mapping[str, Value]


def panel_of(here: Visit) -> tuple[Report, ...]:
    """All reports with statutory tables, kept for this state."""
    return cast("tuple[Report, ...]", here.kept("panel", lambda: tuple(reports(here.snapshot))))


def variables(names: Iterable[str]) -> tuple[Variable, ...]:
    """The variables of these names in the order of the codebook, the headline ones if there are none."""
    wanted = set(names) or set(HEADLINE)
    return tuple(variable for variable in codebook() if variable.name in wanted)


def rows(found: Sequence[Report], chosen: Sequence[Variable]) -> list[Row]:
    """The reports with their values."""
    values: dict[str, dict[str, Value]] = {report.id: {} for report in found}
    for record in long(found, [variable.name for variable in chosen]):
        values[str(record["document_id"])][str(record["variable"])] = _value(record)
    return [Row(report, values[report.id]) for report in found]


def _value(record: Record) -> Value:
    start, end = cast("int | None", record["char_start"]), cast("int | None", record["char_end"])
    here = start is not None and end is not None and start < end
    return Value(
        cast("int | float | None", record["value"]),
        str(record["value_status"]),
        str(record["raw"] or ""),
        links.place(str(record["document_id"]), Span(start or 0, end or 0)) if here else None,
        tuple(str(record["findings"]).split(";")) if record["findings"] else (),
    )


def breaks(variable: Variable) -> Breaks:
    """The breaks of a variable; () for one that is no series."""
    return next((s.breaks for s in series() if s.name == variable.name), ())


def by_agency(some: Iterable[Row], variable: Variable) -> Chart | None:
    """A variable over the years, a line an agency, those with values in most years first; `None` where no agency has
    two years: single dots of different agencies are no course."""
    told = sorted(lines(some, variable), key=lambda line: -_years(line))
    if not told or _years(told[0]) < 2:
        return None
    return chart(told, [since for since, _ in breaks(variable)])


def _years(line: Line) -> int:
    return sum(reading.value is not None for reading in line.readings)


def lines(some: Iterable[Row], variable: Variable) -> list[Line]:
    """A variable's readings by agency; reports that do not tell agency or year are left out."""
    found: dict[str, dict[int, Reading]] = {}
    for row in some:
        agency, year = row.report.profile.agency, row.report.profile.year
        if agency and year:
            found.setdefault(agency, {})[year] = _reading(row, variable, agency, year)
    return [Line(agency, tuple(at[year] for year in sorted(at))) for agency, at in found.items()]


def _reading(row: Row, variable: Variable, agency: str, year: int) -> Reading:
    value = row.values.get(variable.name)
    if value is None or value.value is None:
        return Reading(year, None)
    url = value.url or links.document(row.report.id)
    return Reading(year, float(value.value), f"{agency} {year}：{value.shown}", url, bool(value.rules))
