"""What every variable of the panel is: cells of the forms, series over the forms with their breaks, rates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kb.forms.templates import Template, templates


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: `name` (letters, digits, _; at most 32, as statistics programs want), Chinese label, kind,
    `code` of the cell or expression, unit, the forms that have it, and notes (breaks, denominators).
    """

    name: str
    label: str
    kind: str
    code: str
    unit: str
    forms: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A series over the forms: for each form id the expressions that tell it, the first that can be told holds."""

    name: str
    label: str
    forms: dict[str, tuple[str, ...]]
    breaks: tuple[tuple[int, str], ...]
    comparable: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: `of` (alternatives) over `by`, times `times`."""

    name: str
    label: str
    of: tuple[str, ...]
    by: str
    times: int


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        (files("kb.forms") / "data" / "codebook.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def series() -> tuple[Series, ...]:
    """The series in the order of the codebook."""
    return tuple(
        Series(
            s["name"],
            s["label"],
            {form: tuple(ways) for form, ways in s["forms"].items()},
            tuple((b["since"], b["text"]) for b in s.get("breaks", ())),
            s.get("comparable", True),
        )
        for s in _data()["series"]
    )


@cache
def rates() -> tuple[Rate, ...]:
    """The rates in the order of the codebook."""
    return tuple(Rate(r["name"], r["label"], tuple(r["of"]), r["by"], r["times"]) for r in _data()["rates"])


def cell_name(code: str) -> str:
    """A cell's variable name: applications/3.4.1/natural_person → a_3_4_1_natural_person."""
    table, row, column = code.split("/")
    return f"{_data()['tables'][table]['prefix']}_{row}_{column}".replace(".", "_")


@cache
def codebook() -> tuple[Variable, ...]:
    """Every variable, cells first, then series, then rates."""
    cells: dict[str, Variable] = {}
    for template in templates().values():
        for variable in _cells(template):
            old = cells.get(variable.name)
            forms = (*old.forms, *variable.forms) if old else variable.forms
            label = old.label if old else variable.label
            cells[variable.name] = Variable(
                variable.name, label, "cell", variable.code, variable.unit, forms, variable.note
            )
    return (*cells.values(), *_series(), *_rates())


def _cells(template: Template) -> Iterator[Variable]:
    for sheet in template.sheets:
        table = _data()["tables"][sheet.table]["label"]
        for row in sheet.rows:
            if row.code.startswith("3.6") and sheet.table == "applications" and row.code not in template.rows:
                continue
            for column in sheet.columns:
                code = f"{sheet.table}/{row.code}/{column.code}"
                label = f"{table}：{row.full}：{column.label}"
                yield Variable(cell_name(code), label, "cell", code, column.unit or "", (template.id,))


def _series() -> Iterator[Variable]:
    for s in series():
        code = "；".join(f"{form}: {' 或 '.join(ways)}" for form, ways in s.forms.items())
        breaks = "；".join(f"{year}年起：{text}" for year, text in s.breaks)
        note = breaks if s.comparable else f"不可比。{breaks}"
        yield Variable(s.name, s.label, "series", code, "", tuple(s.forms), note)


def _rates() -> Iterator[Variable]:
    for r in rates():
        code = f"({' 或 '.join(r.of)}) / ({r.by})" + (f" * {r.times}" if r.times != 1 else "")
        yield Variable(r.name, r.label, "rate", code, "", ("2019", "2021"), f"分母：{r.by}；分母为0时无值")
