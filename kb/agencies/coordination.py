"""Names in a row share the region of the first: 省教育厅、财政厅和公安厅."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate

JOINT = re.compile(r"(?:[、，,和与及或/]|以及|会同|\s){1,3}")
"""What may stand between two names in a row."""


def coordinated(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Bare names that follow another in a row, under its region or level word; other bare names as they are."""
    return tuple(_walk(text, found))


def _walk(text: str, found: tuple[Candidate, ...]) -> Iterator[Candidate]:
    before: Candidate | None = None
    for one in found:
        joined = before is not None and JOINT.fullmatch(text, before.end, one.start)
        if joined and before and before.left and (one.left is None and (one.bare or one.rule == "bare")):
            one = _under(one, before)
        before = one
        yield one


def _under(one: Candidate, before: Candidate) -> Candidate:
    if before.left is None:
        return one
    return one.under(before.left) if "{}" in one.template else one
