"""Counts in running text: 共公开599条, 约20次, 1.2万余条, with what each is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

QUANTITY = re.compile(
    r"""
    (?<![\d.第])
    (?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,4})?)
    (?P<scale>万|亿)?
    (?P<more>余|多|几)?
    (?P<unit>条|件|篇|份|个|家|场|次|期|人次|人|项|起|宗|张|幅|部|组|所|处|册)
    (?![月年日])""",
    re.VERBOSE,
)
NO_PART = re.compile(  # a growth, a rank, an average before the number: it counts something else
    r"(?:增长|增加|新增|减少|下降|提高|上升|同比|较上年|比上年|占|约|近|超|超过|逾|达到?|累计|合计|共计|总计|总计为|第|每|平均)$"
)
SAME = {"场": "次", "期": "次", "家": "个", "所": "个", "起": "件", "宗": "件", "份": "件"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: its value, its unit (alike units folded: 场 and 次), whether it is exact, and its place.

    `before` are the characters in front of it in its clause.
    """

    value: Fraction
    unit: str
    exact: bool
    start: int
    end: int
    before: str

    @property
    def counts(self) -> bool:
        """Whether it counts things (not a growth or a sum of other things)."""
        return not NO_PART.search(self.before)


def quantities(text: str, offset: int = 0) -> Iterator[Quantity]:
    """The counts in `text`, their offsets counted from `offset`."""
    for found in QUANTITY.finditer(text):
        before = re.split(r"[，,。；;：:（(、]", text[max(0, found.start() - 20) : found.start()])[-1]
        scale = {"万": 10_000, "亿": 100_000_000}.get(found["scale"] or "", 1)
        value = Fraction(found["number"].replace(",", "")) * scale
        exact = not found["more"] and not re.search(r"(?:约|近|超|逾|超过|不足)$", before)
        exact = exact and text[found.end() : found.end() + 2] not in ("左右", "以上")
        unit = SAME.get(found["unit"], found["unit"])
        yield Quantity(value, unit, exact, offset + found.start(), offset + found.end(), before)


def printed(value: Fraction) -> str:
    """A value in plain digits."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
