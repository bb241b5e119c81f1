"""Whether the characters of a division's name are that name, or common words run across its edges.

相应|城市 is no 应城市, 推|广安全 no 广安, 市和|县级 no 和县. Data: `kb/data/straddles.tsv`.
"""

import re
from functools import cache

from kb.regions.table import rows

INSIDE = re.compile(r"[路街道巷镇乡村桥站湖山江河港湾寺庙楼店厂]")
"""A character that makes the name before it a part of a longer place name: 青岛路, 北京路, 济南站."""
WHOLE = re.compile(r".{2}[省市县区旗]$")
"""A full name, which no road is called after: 鹿城区|山福镇, 青岛市|路政支队."""
WATERSIDE = re.compile(r"[河海江湖洛淮][东南西北]$")
BANK = re.compile(r"大?[岸侧堤麓坡沿]")
"""After 河北, 江南 and the like: what lies north of a river (护城河|北岸), not a province."""
LONGER = re.compile(
    r"""
    (?<=[入出临沿])海口|大理[石岩]|(?<=医)保定点|会同[县市区]级
    |日照(?:时|标准|间距|分析|充足|百分率|一小时|不足|补偿)|(?<=[光风][和、])日照   # sunshine, not the city
    """,
    re.VERBOSE,
)
"""Longer words that hold a name and name no place: 入海口, 日照时数."""
HEAD = re.compile(r"(?:^|[\n《〈])[ \t\u3000#]*$")
"""Before the first word of a line or a title."""
OFFICE = re.compile(r"\d{4}年|人民|政府|[区县市]?委|人大|政协|[一-鿿]{2,10}?(?:局|委员会|委|办公室|院)")
"""After the name of a division whose office or report is named."""

Cut = tuple[int, tuple[str, ...], tuple[str, ...]]
"""After how many characters of the name, the words that end there, the words that begin there."""


@cache
def _cuts() -> dict[str, tuple[Cut, ...]]:
    table: dict[str, tuple[Cut, ...]] = {}
    for cut, left, right in rows("straddles.tsv"):
        name = cut.replace("|", "")
        one = (cut.index("|"), tuple(left.split("、")), tuple(right.split("、")))
        table[name] = (*table.get(name, ()), one)
    return table


def straddled(text: str, start: int, name: str) -> bool:
    """Whether a common word ends inside `name` at `start` and another begins there (普通|化妆品 over 通化)."""
    return any(
        text.startswith(right, start + at) and text.endswith(left, max(0, start - 4), start + at)
        for at, left, right in _cuts().get(name, ())
    )


def longer(text: str, start: int, name: str) -> bool:
    """Whether `name` at `start` is a part of a longer word that names no place."""
    return LONGER.match(text, start) is not None or text.startswith("县级", start + len(name) - 1)


def stands(text: str, start: int, name: str) -> bool:
    """Whether `name` at `start` can be the name of a division by the words around it."""
    end = start + len(name)
    if (
        (INSIDE.match(text, end) and not WHOLE.search(name))
        or straddled(text, start, name)
        or longer(text, start, name)
    ):
        return False
    return not (WATERSIDE.search(name) and BANK.match(text, end))


def heads_line(text: str, start: int, name: str) -> bool:
    """Whether `name` at `start` is the first word of a line or a title and an office or a year follows it."""
    first = HEAD.search(text, max(0, start - 8), start) is not None
    return first and OFFICE.match(text, start + len(name)) is not None
