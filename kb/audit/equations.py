"""The sums that the forms promise, as equations over cells, and the one change of a cell that would mend all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.forms.model import FormCell, Forms

COLUMNS = ("natural_person", "enterprise", "research", "public_benefit", "legal_service", "other")
TOTAL = "total"
RESULTS = (
    "3.1", "3.2", *(f"3.3.{n}" for n in range(1, 9)), *(f"3.4.{n}" for n in range(1, 4)),
    *(f"3.5.{n}" for n in range(1, 6)),
)  # fmt: skip
OUTCOMES = ("upheld", "corrected", "other", "pending")
DISPUTES = {"T4-A": "review/all", "T4-B": "litigation/direct", "T4-C": "litigation/after_review"}


@dataclass(frozen=True, slots=True)
class Equation:
    """Σ `left` = Σ `right`, over the codes of cells; `rule` and `place` (row or column) it belongs to."""

    rule: str
    place: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """An equation that does not hold: the cells known, both sums; `partial` if cells of the left are blank."""

    equation: Equation
    cells: tuple[FormCell, ...]
    left: int | float
    right: int | float
    partial: bool


def equations(forms: Forms) -> list[Equation]:
    """The equations of tables 3 and 4 for the rows that these forms have."""
    rows = set(forms.rows("applications"))
    others = ("3.6",) if "3.6" in rows else ("3.6.1", "3.6.2", "3.6.3")
    found = [
        Equation("T3-A", c, (_code("1", c), _code("2", c)), (_code("3.7", c), _code("4", c)))
        for c in (*COLUMNS, TOTAL)
    ]
    found += [
        Equation("T3-B", c, tuple(_code(r, c) for r in (*RESULTS, *others)), (_code("3.7", c),))
        for c in (*COLUMNS, TOTAL)
    ]
    found += [
        Equation("T3-C", r, tuple(_code(r, c) for c in COLUMNS), (_code(r, TOTAL),))
        for r in forms.rows("applications")
    ]
    found += [
        Equation(rule, row, tuple(f"{row}/{c}" for c in OUTCOMES), (f"{row}/total",))
        for rule, row in DISPUTES.items()
    ]
    return found


def _code(row: str, column: str) -> str:
    return f"applications/{row}/{column}"


def check(equation: Equation, forms: Forms) -> Broken | None:
    """The equation if it is broken for sure, else `None`.

    A cell without a value is unknown, never 0. With unknown cells on the left, the known ones alone must already
    exceed the right for the equation to be broken (counts are not negative).
    """
    left = [forms.cell(code) for code in equation.left]
    right = [forms.cell(code) for code in equation.right]
    known = [c for c in left if c is not None and c.value is not None]
    total = [c for c in right if c is not None and c.value is not None]
    if len(total) < len(right) or not known:
        return None
    partial = len(known) < len(left)
    sums = sum(c.number for c in known), sum(c.number for c in total)
    broken = sums[0] > sums[1] if partial else sums[0] != sums[1]
    negative = any(c.number < 0 for c in (*known, *total))
    if not broken or (partial and negative):
        return None
    return Broken(equation, (*known, *total), *sums, partial)


def only_change(broken: Sequence[Broken], every: Iterable[Equation]) -> tuple[str, int | float] | None:
    """The code of the one cell, and its value, whose change alone would make all of `broken` hold and break no
    other of `every`; `None` if there is none or more than one.
    """
    if not broken or any(b.partial for b in broken):
        return None
    failing = {b.equation for b in broken}
    shared = set.intersection(*({*b.equation.left, *b.equation.right} for b in broken))
    found = []
    for code in sorted(shared):
        holding = {e for e in every if code in (*e.left, *e.right)}
        deltas = {_delta(b, code) for b in broken}
        cell = next(c for b in broken for c in b.cells if c.code == code)
        if holding == failing and len(deltas) == 1 and cell.number + min(deltas) >= 0:
            found.append((code, cell.number + min(deltas)))
    return found[0] if len(found) == 1 else None


def _delta(broken: Broken, code: str) -> int | float:
    lacking = broken.right - broken.left
    return lacking if code in broken.equation.left else -lacking
