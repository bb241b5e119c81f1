"""Branches named after the place they work in: 国家统计局|鹿城调查队, 市生态环境局|诸暨分局, 市公安局|高新区分局."""

import re
from functools import cache

from kb.agencies.lexicon import context
from kb.regions.boundary import straddled
from kb.regions.table import Region, divisions, named, plain_kind, shortened

CENTRAL = re.compile(
    r"""
    (?P<place>[一-鿿]{2,12}?)     # 国家统计局宜春调查队, 国家税务总局青岛市税务局
    (?P<tail>调查总队|调查队|税务局|管理局|监管局|监管分局|分局|分行|中心支行|支行|营业管理部|营管部|总队|支队|海关|特派员办事处)
    """,
    re.VERBOSE,
)
LOCAL = re.compile(r"(?P<place>[一-鿿]{2,8}?)(?P<tail>分局)")
"""A branch of a local bureau; places that are no divisions too (高新区, 开发区)."""
JOINING = frozenset("和与及、")
SUFFIX = re.compile(r"(?P<place>[一-鿿]{2,7})(?:调查队|监管分局|监管局|税务局|分局|支队|大队)$")


@cache
def county_shorts() -> dict[str, tuple[Region, ...]]:
    """Short name of a county (义乌) → the counties, where it is no common word."""
    table: dict[str, tuple[Region, ...]] = {}
    for region in divisions():
        short = shortened(region.name)
        if region.level == "county" and not {region.name, short} & plain_kind().keys():
            table[short] = (*table.get(short, ()), region)
    return table


def places(name: str) -> tuple[Region, ...]:
    """The divisions that the words before a branch's tail can mean, by full or short name (鹿城, 温州, 青岛市).

    A county of today goes before a past prefecture of the same name (郧阳).
    """
    found = named(name)
    past = all(region.until is not None for region in found)
    return (county_shorts().get(name, ()) if past else ()) or found


def central_branch(text: str, end: int) -> re.Match[str] | None:
    """The place and tail of a central organ's branch that begins at `end`."""
    match = CENTRAL.match(text, end)
    return match if match and _is_place(text, match) else None


def _is_place(text: str, match: re.Match[str]) -> bool:
    """Whether divisions, one in another, fill the words (山东省青岛市, 鹿城)."""
    words, start = match["place"], match.start()
    for cut in range(2, len(words) + 1):
        head = words[:cut]
        if places(head) and not straddled(text, start, head) and (cut == len(words) or places(words[cut:])):
            return True
    return False


def local_branch(text: str, end: int) -> re.Match[str] | None:
    """The place and 分局 of a local bureau's branch that begins at `end`."""
    match = LOCAL.match(text, end)
    return None if match is None or set(match["place"]) & (context().stop_characters | JOINING) else match


def place_of(name: str, within: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """The path of the division that a branch's name ends with, below `within`; `None` if it stays open."""
    match = SUFFIX.search(name)
    if match is None:
        return None
    words = (match["place"][at:] for at in range(len(match["place"]) - 1))
    found = next(filter(None, (places(word) for word in words)), ())
    paths = {r.path for r in found if r.until is None and r.path[: len(within)] == within}
    return paths.pop() if len(paths) == 1 else None
