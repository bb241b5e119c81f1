"""Names in a row share the region of the first: 省教育厅、财政厅和公安厅."""

import re

from kb.agencies.candidate import Candidate

JOINT = re.compile(r"(?:[、，,和与及或/]|以及|会同|\s){1,3}")
"""What may stand between two names in a row."""


def coordinated(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Bare names that follow another in a row, under its region or level word; other bare names as they are."""
    row: list[Candidate] = []
    for one in found:
        row.append(_joined(text, row[-1], one) if row else one)
    return tuple(row)


def _joined(text: str, before: Candidate, one: Candidate) -> Candidate:
    alone = one.left is None and "{}" in one.template
    if alone and before.left is not None and JOINT.fullmatch(text, before.end, one.start):
        return one.under(before.left)
    return one
