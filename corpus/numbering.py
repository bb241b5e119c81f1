"""The numbering that Chinese official texts begin their headings and items with."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "part", "chapter", "section", "article", "han", "bracket_han", "arabic", "bracket_arabic", "item"
]
"""第一编/第一部分, 第一章, 第一节, 第一条, 一、, （一）, 1., （1）, 一是; each a rank below the one before."""

NUMERAL = "一二三四五六七八九十百千零〇"
DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
WIDE = {"编": "part", "部分": "part", "章": "chapter", "节": "section", "条": "article"}

# 第三章, 第一百条之二. Without a gap after it 第五条规定… is a sentence, not a heading.
ORDINAL = re.compile(
    rf"第(?P<number>[{NUMERAL}\d]{{1,7}})(?P<unit>编|部分|章|节|条)(?:之[{NUMERAL}]{{1,3}})?(?P<gap>\u3000|[【：:]|$)?"
)
LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    # 一、  五.   not 一、二级市场
    ("han", re.compile(rf"(?P<number>[{NUMERAL}]{{1,4}})[、.．](?![{NUMERAL}]{{1,2}}[、级类线产])")),
    # （一）  (二)  （三)  四）
    ("bracket_han", re.compile(rf"[（(〔]?(?P<number>[{NUMERAL}]{{1,4}})[）)〕][、.]?")),
    # 1.  2．  3、   not 3.5万元, yet 8.2020年，…
    ("arabic", re.compile(r"(?P<number>\d{1,2})[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))")),
    # （1）  (2)  3）
    ("bracket_arabic", re.compile(r"[（(]?(?P<number>\d{1,2})[）)][、.]?")),
    ("bracket_arabic", re.compile(r"(?P<number>[①-⑳])、?")),
    # 一是
    ("item", re.compile(rf"(?P<number>[{NUMERAL}]{{1,3}})是(?=\S)")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """The number that a line begins with: its `kind`, the characters as printed, and what it counts."""

    kind: Kind
    text: str
    number: int


def read_label(line: str) -> Label | None:
    """The label at the start of a normalised line, or `None`. Wrong numbers are read as they stand."""
    if match := ORDINAL.match(line):
        return _ordinal(match, line)
    for kind, pattern in LABELS:
        if match := pattern.match(line):
            return Label(kind, match[0], count(match["number"]))
    return None


def _ordinal(match: re.Match[str], line: str) -> Label | None:
    kind: Kind = WIDE[match["unit"]]  # type: ignore[assignment]
    is_short = kind != "article" and len(line) <= 40 and not re.search("[。，；]", line)
    if match["gap"] is None and not is_short:
        return None
    return Label(
        kind, line[: match.start("gap")] if match["gap"] is not None else match[0], count(match["number"])
    )


def count(numeral: str) -> int:
    """The value of 三, 二十一, 一百零五, 二〇, 12 or ③."""
    if numeral[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(numeral[0]) - ord("①") + 1
    if numeral.isdecimal():
        return int(numeral)
    if not any(char in UNITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in UNITS:
            total, digit = total + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS[char]
    return total + digit
