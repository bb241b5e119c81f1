"""Dates as official texts print them, in Arabic or Chinese digits, to ISO form."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.numbering import count

YEAR_DIGITS = str.maketrans("〇○零OoＯ一二三四五六七八九", "000000123456789")

# 2021年1月20日, 二〇〇四年十一月四日, 二0一二年三月一日, 2023-04-18, 2023/4/18, 2023.4.18. Blanks were normalised away,
# yet a page's field may still have them.
DATE = re.compile(
    r"""(?<!\d) (?P<year> (?:19|20)\d\d | [二一][〇○零0Oo九][〇○零0Oo一二三四五六七八九]{2} )
        (?: \s?年\s? (?P<month> \d{1,2} | [一二三四五六七八九十]{1,2} )
            \s?月\s? (?P<day> \d{1,2} | [一二三四五六七八九十廿]{1,3} ) \s?日?
          | (?P<mark>[-/.]) (?P<m> \d{1,2} ) (?P=mark) (?P<d> \d{1,2} ) (?!\d) )""",
    re.VERBOSE,
)
# The same date inside a larger pattern that names its parts itself.
DAY = re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern).replace("(?P=mark)", "[-/.]")
# 2020年, 2020-2025; no year of a paper's own before 以前 (废止2000年底以前发布的…)
YEAR = re.compile(
    r"(?<!\d)(?!\d{4}年底?(?:以前|之前))(?P<year>(?:19|20)\d\d|[二一][〇○零0Oo九][〇○零0Oo一二三四五六七八九]{2})(?=年|—|－|-|至|～|~|\d{1,2}月)"
)


def iso(match: re.Match[str]) -> str | None:
    """The ISO form of a match of `DATE`, or `None` for a day that the calendar does not have."""
    year, month, day = match["year"], match["month"] or match["m"], match["day"] or match["d"]
    try:
        return date(year_of(year), count(month), count(day.replace("廿", "二十"))).isoformat()
    except ValueError:
        return None


def year_of(printed: str) -> int:
    """2019 of 2019, 二〇一九 or 二0一九."""
    return int(printed.translate(YEAR_DIGITS))


def find_dates(text: str) -> Iterator[tuple[str, int, int]]:
    """(ISO date, start, end) of each real date in `text`, offsets in code points, end exclusive."""
    for match in DATE.finditer(text):
        if day := iso(match):
            yield day, match.start(), match.end()


def first_date(text: str) -> str | None:
    """The first real date in `text`."""
    return next((day for day, _, _ in find_dates(text)), None)
