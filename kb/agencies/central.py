"""Central organs by the registry: official names and short forms (国家发展改革委, 银保监会, 国办)."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate
from kb.agencies.left import left_of
from kb.agencies.lexicon import continues
from kb.agencies.registry import automaton, bare, by_name

OFFICED = ("部", "委", "委员会", "总局", "署", "院")
"""What central organs with an office of their own end with: 文化和旅游部办公厅."""
BRANCH = re.compile(
    r"""
    (?P<region>[一-鿿]{2,12}?)     # 国家统计局宜春调查队, 国家税务总局青岛市税务局
    (?P<tail>调查总队|调查队|税务局|管理局|监管局|分局|分行|中心支行|总队|支队|海关|特派员办事处)
    """,
    re.VERBOSE,
)


def central_names(text: str) -> Iterator[Candidate]:
    """Every registered name, longest first, not a part of a longer word; with a local branch as one name."""
    for last, name in automaton().iter_long(text):
        start, end = last + 1 - len(name), last + 1
        if continues(text, end, name):
            continue
        group = by_name()[name][0].group
        branch = BRANCH.match(text, end)
        left = left_of(text, branch.end("region")) if branch else None
        if branch and left and left.start == end:
            full = name if bare(name) else by_name()[name][-1].name
            yield Candidate(start, branch.end(), full + text[end : branch.end()], "branch", group)
        elif text.startswith("办公厅", end) and name.endswith(OFFICED) and not bare(name):
            full = by_name()[name][-1].name
            yield Candidate(start, end + 3, full + "办公厅", "office", group)
        else:
            yield Candidate(start, end, name, "registry", group, bare=bare(name))
