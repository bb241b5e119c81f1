"""Names in a row share the region of the first, or the head of the last: 省教育厅、财政厅; 北京市、天津市人民政府."""

import re
from dataclasses import replace

from kb.agencies.candidate import Candidate
from kb.agencies.left import LEVELS, Left, region_before, word_start
from kb.agencies.lexicon import heads
from kb.regions.table import full_names, shortened

PEERS = re.compile(r"(?:[省市县区州旗][、和]){1,3}$")
"""Level words in a row before another one (省、市|人民政府)."""
CORPS = "{}生产建设兵团"
"""What departments in a row have before them, as others have their region (新疆生产建设兵团教育局、|财政局)."""
JOINT = re.compile(r"(?:[、，,和与及或/]|以及|会同|\s){1,3}")
"""What may stand between two names in a row."""


def coordinated(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Bare names that follow another in a row, under its region or level word; other bare names as they are."""
    row: list[Candidate] = []
    for one in found:
        if row and one.start == row[-1].end and _lies_below(row[-1], one):
            whole = row[-1].template + one.template.removeprefix("{}")
            row[-1] = replace(row[-1], end=one.end, template=whole)
        else:
            row.append(_joined(text, row[-1], one) if row else one)
    return tuple(row)


def shared(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The same, and the regions in a row before a name whose head is said of each (北京市、天津市|、河北省人民政府)."""
    row: list[Candidate] = []
    for one in found:
        floor = row[-1].end if row else 0
        row.extend(_levels(text, one, floor) or (*_sharing(text, one, floor), one))
    return tuple(row)


def _levels(text: str, one: Candidate, floor: int) -> list[Candidate]:
    """The bodies of several levels that one head names (省、市|人民政府), all with their row; [] if it is alone."""
    peers = PEERS.search(text, floor, one.start) if one.left and one.left.level in LEVELS else None
    if one.left is None or peers is None or one.rule == "coordination" or not word_start(text, peers.start()):
        return []
    row = "".join(c for c in peers[0] if c in LEVELS) + one.left.level
    starts = [at for at in range(peers.start(), peers.end()) if text[at] in LEVELS]
    before = [
        Candidate(at, at + 1, one.template, "shared", one.group, Left(at, level=text[at], row=row))
        for at in starts
    ]
    return [*before, replace(one, left=replace(one.left, row=row))]


def _sharing(text: str, one: Candidate, floor: int) -> list[Candidate]:
    """The regions between `floor` and `one` that share its head, in order."""
    own, template = _parts(one)
    before: list[Candidate] = []
    at = one.start
    while own and at > floor and text[at - 1] in "、和与及":
        left = region_before(text, at - 1)
        if left is None or left.start < floor or (left.short and left.chain[-1] + own not in full_names()):
            break
        chain = (*left.chain[:-1], left.chain[-1] + own) if left.short else left.chain
        before.append(Candidate(left.start, at - 1, template, "shared", one.group, Left(left.start, chain)))
        at = left.start
    return before[::-1]


def _parts(one: Candidate) -> tuple[str, str]:
    """The suffix of the region that a name begins with (市, 特别行政区), and the name's template; "" if it has none."""
    if one.rule in ("direct", "department") and one.left and one.left.chain and not one.left.short:
        region, template = one.left.chain[-1], one.template
    elif one.template.endswith("特别行政区政府"):
        region, template = one.template.removesuffix("政府"), "{}政府"
    else:
        return "", ""
    return region.removeprefix(shortened(region)), template


def _lies_below(before: Candidate, one: Candidate) -> bool:
    """Whether a name right after another is part of it (区政府|合作交流办公室, 高新区管委会|财政局)."""
    if one.rule == "town":
        return one.left is None and one.template.endswith("办事处") and before.template == "{}人民政府"
    if one.left is not None or "{}" not in one.template:
        return False
    office = before.template == "{}人民政府" and one.template.endswith("办公室")
    return office or before.template.endswith("管理委员会")


def _joined(text: str, before: Candidate, one: Candidate) -> Candidate:
    alone = one.left is None and "{}" in one.template
    if alone and before.left is not None and JOINT.fullmatch(text, before.end, one.start):
        if before.template.startswith(CORPS):
            name = "新疆" + CORPS[2:] + one.template.removeprefix("{}")
            return replace(one, template=name, rule="shared", bare=False)
        return _of_party(text, before, one).under(before.left)
    return one


def _of_party(text: str, before: Candidate, one: Candidate) -> Candidate:
    """A bare name as the committee's own where one of its departments stands before it (省委宣传部、|网信办)."""
    own = heads().get("委" + text[one.start : one.end], ()) if before.template.startswith("中共{}委") else ()
    return replace(one, template="中共" + own[0].official) if own and own[0].how == "party" else one
