"""Names in a row share the region of the first: 省教育厅、财政厅和公安厅."""

import re
from dataclasses import replace

from kb.agencies.candidate import Candidate

JOINT = re.compile(r"(?:[、，,和与及或/]|以及|会同|\s){1,3}")
"""What may stand between two names in a row."""


def coordinated(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Bare names that follow another in a row, under its region or level word; other bare names as they are."""
    row: list[Candidate] = []
    for one in found:
        if row and one.start == row[-1].end and _lies_below(row[-1], one):
            row[-1] = replace(
                row[-1], end=one.end, template=row[-1].template + one.template.removeprefix("{}")
            )
        else:
            row.append(_joined(text, row[-1], one) if row else one)
    return tuple(row)


def _lies_below(before: Candidate, one: Candidate) -> bool:
    """Whether a bare department right after an administration is its own (高新区管委会|财政局)."""
    return one.left is None and "{}" in one.template and before.template.endswith("管理委员会")


def _joined(text: str, before: Candidate, one: Candidate) -> Candidate:
    alone = one.left is None and "{}" in one.template
    if alone and before.left is not None and JOINT.fullmatch(text, before.end, one.start):
        return one.under(before.left)
    return one
