"""Numbers as Chinese reports write them: 882万, 1.2万余条, 近550万, 30多万人, 365篇左右, 两万余人, 1,234.

A quantity keeps its characters, so that a figure can always be shown as printed. A round figure is told from
an exact one by its qualifier: ≈ (约, 左右), > (余, 多, 超, 逾, 以上), < (近, 不足, 以内).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Qualifier = Literal["≈", ">", "<"]

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = TENS | MYRIADS

QUALIFIERS: dict[str, Qualifier] = {
    "约": "≈", "大约": "≈", "约为": "≈", "大概": "≈", "左右": "≈", "上下": "≈",
    "余": ">", "多": ">", "超": ">", "超过": ">", "逾": ">", "突破": ">", "以上": ">", "上": ">", "+": ">",
    "近": "<", "将近": "<", "接近": "<", "不足": "<", "不到": "<", "以内": "<", "以下": "<",
}  # fmt: skip

UNIT = r"人次|条次|篇次|场次|批次|人|名|位|户|条|篇|期|个|则|件|次|场|张|幅|项|册|份|部|家|字|万?元|美元|分钟|小时|天|%|％"

NUMBER = re.compile(
    rf"""
    (?P<before> 大约|约为|约|将近|接近|近|不足|不到|超过|超|逾|突破|上 )?
    (?P<number>
        (?<![\d.第\-—–~]) (?: \d{{1,3}}(?:,\d{{3}}){{1,5}}(?![\d,]) | \d{{1,15}}(?:\.\d{{1,6}})? )   # 1,234  2.36
        (?: [余多]?[十百千]?[万亿]{{1,2}} | [余多]?[千百](?![分万亿]) )?                           # 882万  30多万
      | (?<![几数第一二两三四五六七八九十百千万亿零〇])
        (?: [一二两三四五六七八九十] [零〇一二两三四五六七八九十百千万亿]{{0,20}}                  # 两万  三百二十
          | (?<=[近逾超约上过]) [百千万亿]{{1,2}} )                                                # 近百
    )
    (?! [.,]?\d | [-—–~]\d )
    (?P<inner> 余|多|\+ )?
    \s? (?P<unit> {UNIT} )?
    (?P<after> 左右|上下|以上|以内|以下 )?
    """,
    re.VERBOSE,
)
"""A number with the qualifiers around it and its unit. Not 第3, not a range (5-10), not a version (1.2.3)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text.

    `value`, whole numbers as int; `qualifier`, None if exact; `unit` as printed, if one of the known follows;
    `raw`, the number's characters, at `start`:`end` (its scale included, qualifiers around it and unit left
    out; 30多万 keeps the 多 it holds); `begin`:`reach`, the same with qualifiers and unit.
    """

    value: int | Decimal
    qualifier: Qualifier | None
    unit: str | None
    raw: str
    start: int
    end: int
    begin: int
    reach: int


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """All quantities of `text[start:end]`, in order; offsets count in the whole text."""
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        quantity = read_match(match)
        if quantity is not None:
            yield quantity


def parse_number(text: str) -> Quantity | None:
    """The quantity that `text` begins with, or None."""
    match = NUMBER.match(text)
    return read_match(match) if match else None


def read_match(match: re.Match[str]) -> Quantity | None:
    """The quantity of a match of NUMBER; None where the characters make no number (十百)."""
    raw = match["number"]
    value = value_of(re.sub("[余多]", "", raw))
    if value is None:
        return None
    return Quantity(
        value, qualifier_of(match), match["unit"], raw, match.start("number"), match.end("number"),
        match.start(), match.end(),
    )  # fmt: skip


def qualifier_of(match: re.Match[str]) -> Qualifier | None:
    """What the words around and inside the number make of it; two that disagree (近千余) make it about."""
    words = [match["before"], match["inner"], match["after"], *re.findall("[余多]", match["number"])]
    said = {QUALIFIERS[word] for word in words if word}
    return said.pop() if len(said) == 1 else "≈" if said else None


def value_of(number: str) -> int | Decimal | None:
    """The value of a number without qualifiers: 2.36亿, 1,234, 两万, 三百二十."""
    plain = re.match(r"[\d,]+(?:\.\d+)?", number)
    if not plain:
        return chinese_value(number)
    value = Decimal(plain[0].replace(",", ""))
    for scale in number[plain.end() :]:
        value *= SCALES[scale]
    return int(value) if value == value.to_integral_value() else value


def chinese_value(numeral: str) -> int | None:
    """The value of a Chinese numeral (二十三, 一百零五, 三万二), or None where it is none (一二, 十百)."""
    if any(digit + other in numeral for digit in DIGITS for other in DIGITS if digit not in "零〇"):
        return None
    total = section = digit = 0
    last = 10**9
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in MYRIADS:
            total, section, digit, last = (total + section + digit or 1) * MYRIADS[char], 0, 0, 10**9
        else:
            if SCALES[char] >= last:
                return None
            last = SCALES[char]
            section, digit = section + (digit or 1) * last, 0
    return total + section + digit * tail_scale(numeral)


def tail_scale(numeral: str) -> int:
    """What a last digit counts: straight after 百, 千, 万 or 亿 the next lower scale (三万二 is 32,000), else ones."""
    before = SCALES.get(numeral[-2:-1], 1)
    return before // 10 if numeral[-1] in DIGITS and before > 10 else 1
