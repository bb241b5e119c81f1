"""What is printed in a cell: a figure with its unit, or the reason why there is none; and glued digits."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kb.forms.labels import wide
from kb.forms.model import Status

FIGURE = re.compile(
    r"""^
    (?P<sign> [-−+] | 增加 | 新增 | 增 | 减少 | 减 | 下降 )?   # 增加7, +461, -1
    (?P<number> \d{1,3}(?:,\d{3}){1,4} | \d{1,15} )            # 1,234 or 1234
    (?P<fraction> \.\d{1,6} )?
    (?P<unit> 万元 | 亿元 | 元 | 件 | 条 | 项 | 个 | 宗 | 人次 | 人 | 次 | 篇 )?
    $""",
    re.VERBOSE,
)
PLAIN = re.compile(r"^-?\d{1,15}$")
DOWN = {"-", "−", "减少", "减", "下降"}
SEE = re.compile(r"^[(]?(?:详见|详情见|见附|参见|见)")
DASHES = frozenset("-—–－−─―_")
SLASHES = frozenset("/\\|")
GLUED = re.compile(r"^\d{2,20}$")


def read_figure(raw: str) -> tuple[int | float | None, Status, str | None]:
    """Value, status and printed unit of a cell's characters.

    >>> read_figure(" 1,234"), read_figure("增加7"), read_figure("减少2项"), read_figure("183万元")
    ((1234, 'value', None), (7, 'value', None), (-2, 'value', '项'), (183, 'value', '万元'))
    >>> read_figure(""), read_figure("／"), read_figure("——"), read_figure("详见附表")
    ((None, 'blank', None), (None, 'slash', None), (None, 'dash', None), (None, 'see', None))
    """
    text = wide(raw)
    if not text:
        return None, "blank", None
    if set(text) <= SLASHES:
        return None, "slash", None
    if set(text) <= DASHES:
        return None, "dash", None
    if found := FIGURE.match(text):
        return _number(found), "value", found["unit"]
    return None, "see" if SEE.match(text) else "text", None


def _number(found: re.Match[str]) -> int | float:
    digits = found["number"].replace(",", "")
    value: int | float = float(digits + found["fraction"]) if found["fraction"] else int(digits)
    return -value if found["sign"] in DOWN else value


def fills(raw: str) -> bool:
    """Whether the characters can stand in a figure's place: a figure, "/", "—", 详见…, but no label."""
    return read_figure(raw)[1] not in ("blank", "text")


def cut(digits: str, groups: Sequence[int]) -> tuple[int, ...] | None:
    """Glued digits cut into figures: `groups` of columns, each ending in its sum; `None` unless just one cut fits.

    >>> cut("0002002", [7]), cut("0000000", [7]), cut("1101", [3])
    ((0, 0, 0, 2, 0, 0, 2), (0, 0, 0, 0, 0, 0, 0), None)
    """
    if not GLUED.match(digits):
        return None
    found = list(islice(_cuts(digits, tuple(groups)), 2))
    return found[0] if len(found) == 1 else None


def _cuts(digits: str, groups: tuple[int, ...], parts: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every cut of `digits` into the columns of `groups`; `parts` are the figures of the group begun."""
    if not groups:
        if not digits:
            yield ()
        return
    left = sum(groups) - len(parts)
    if len(digits) < left:
        return
    ends = len(digits) - left + 1
    for end in range(1, (1 if digits[0] == "0" else ends) + 1):
        figure = int(digits[:end])
        if len(parts) + 1 < groups[0]:
            yield from ((figure, *rest) for rest in _cuts(digits[end:], groups, (*parts, figure)))
        elif figure == sum(parts):
            yield from ((figure, *rest) for rest in _cuts(digits[end:], groups[1:]))
