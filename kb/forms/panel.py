"""The panel: every report, variable and value with its reason, place and findings, long or wide."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kb.forms.codebook import cell_name, codebook, rates, series
from kb.forms.model import FormCell, Forms
from kb.forms.sums import evaluate, first
from kb.forms.templates import templates
from kb.model import Finding, Profile

Value = int | float | str | None
Record = dict[str, Value]

LEVELS = ("central", "province", "city", "county", "town")
DIGITS = 6  # of a rate


@dataclass(frozen=True, slots=True)
class Report:
    """A report in the panel.

    Parameters: `id` and `source` of the document, its `profile`, `forms` and `findings`; `region_code`, the
    GB/T 2260 code of its region, and `link`, its address, where they are known.
    """

    id: str
    source: str
    profile: Profile
    forms: Forms
    findings: tuple[Finding, ...] = ()
    region_code: str | None = None
    link: str | None = None


def long(reports: Sequence[Report], variables: Collection[str] | None = None) -> list[Record]:
    """One record a report and variable, in the order of the codebook.

    `variables`: names (see `codebook`) to keep; all if not given. `value_status` is the cell's status
    (`kb.forms.model.Status`), absent for a row that the report lacks, derived for series and rates, and
    missing for those that cannot be told. `findings` are the rules whose evidence the cell is.
    """
    return [{**identity(report), **record} for report in reports for record in _records(report, variables)]


def wide(reports: Sequence[Report], variables: Collection[str] | None = None) -> list[Record]:
    """One record a report: its identity, the value of every variable, and how many findings it has."""
    names = [v.name for v in codebook() if variables is None or v.name in variables]
    records: list[Record] = []
    for report in reports:
        rows = list(_records(report, variables))
        values = {str(r["variable"]): r["value"] for r in rows}
        flagged = ";".join(str(r["variable"]) for r in rows if r["findings"])
        counts: Record = {
            f"findings_{severity}": sum(f.severity == severity for f in report.findings)
            for severity in ("hard", "soft", "note")
        }
        figures: Record = {name: values.get(name) for name in names}
        records.append({**identity(report), **figures, **counts, "flagged": flagged})
    return records


def identity(report: Report) -> Record:
    """The columns that say whose report of which year a record is."""
    region = report.profile.region
    return {
        "document_id": report.id,
        "source": report.source,
        "link": report.link,
        "agency": report.profile.agency,
        "level": _level(report.profile),
        "province": region[0] if region else None,
        "city": region[1] if len(region) > 1 else None,
        "county": region[2] if len(region) > 2 else None,
        "region_code": report.region_code,
        "year": report.profile.year,
        "template": report.forms.template,
    }


def _level(profile: Profile) -> str | None:
    """How deep the region stands; a report without region is central only if a rule told its agency."""
    told = profile.region or profile.basis
    return LEVELS[min(len(profile.region), len(LEVELS) - 1)] if told else None


def _records(report: Report, variables: Collection[str] | None) -> Iterator[Record]:
    wanted = None if variables is None else frozenset(variables)
    yield from (_cell(report, code) for code in _codes(report.forms, wanted))
    for s in (s for s in series() if wanted is None or s.name in wanted):
        found = first(s.forms.get(report.forms.template or "", ()), report.forms)
        yield _derived(report, "series", s.name, found.value if found else None, found.cells if found else ())
    for r in (r for r in rates() if wanted is None or r.name in wanted):
        of, by = first(r.of, report.forms), evaluate(r.by, report.forms)
        value = round(of.value / by.value * r.times, DIGITS) if of and by and by.value else None
        yield _derived(report, "rate", r.name, value, (*of.cells, *by.cells) if of and by else ())


def _codes(forms: Forms, wanted: frozenset[str] | None) -> list[str]:
    """The codes of the report's form in its order; those that were read and are not of the form come last."""
    template = templates().get(forms.template or "")
    own = [v.code for v in codebook() if template and v.kind == "cell" and template.id in v.forms]
    known = set(own)
    codes = [*own, *(c.code for c in forms.cells if c.code not in known)]
    return codes if wanted is None else [code for code in codes if cell_name(code) in wanted]


def _cell(report: Report, code: str) -> Record:
    cell = report.forms.cell(code)
    table, row, column = code.split("/")
    place: Record = {"table": table, "row_code": row, "column_code": column}
    if cell is None:
        return {"variable": cell_name(code), **place, **_value(None, "absent")}
    return {
        "variable": cell_name(code),
        **place,
        **_value(cell.value, cell.status, cell.unit, cell.raw.strip(), cell.start, cell.end),
        "findings": _rules(report, [cell]),
    }


def _derived(
    report: Report, kind: str, name: str, value: int | float | None, cells: Sequence[FormCell]
) -> Record:
    status = "missing" if value is None else "derived"
    place: Record = {"table": kind, "row_code": name, "column_code": ""}
    return {"variable": name, **place, **_value(value, status), "findings": _rules(report, cells)}


def _value(
    value: int | float | None,
    status: str,
    unit: str | None = None,
    raw: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Record:
    return {
        "value": value, "value_status": status, "unit": unit, "raw": raw, "char_start": start, "char_end": end,
        "findings": "",
    }  # fmt: skip


def _rules(report: Report, cells: Sequence[FormCell]) -> str:
    places = {(c.start, c.end) for c in cells if c.start < c.end}
    return ";".join(sorted({f.rule for f in report.findings if places & set(f.spans)}))
