"""C-1, C-2, C-3: documents cited after their end, by a wrong name, in two ways, or with a wrong bracket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from kb.audit.model import Case, Remark, Remarks
from kb.policies.numbers import find_numbers

TITLE = re.compile(r"《(?P<title>[^《》]{2,80})》")
OTHER_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])[\[［(（【](?:19|20)\d\d[\]］)）】]第?\d{1,5}号")
"""The year and number of a 文号 (blanks removed) in brackets that are none of the rule's."""

OLD_ORDER = re.compile(r"政府信息公开条例》[^。；，]{0,12}国务院令[^。；，\d]{0,4}492号")
HISTORY = re.compile(r"废止|失效|原《|停止执行|同时|修订|清理")
ALIKE = 8  # code points that two titles must share at either end to be taken for one
NEW_REGULATION = 2019  # 政府信息公开条例 as revised (国务院令第711号) in force from 2019-05-15


@dataclass(frozen=True, slots=True)
class Entry:
    """A wrong citation: pattern of its title, since when it is wrong, on which form, what to say."""

    pattern: re.Pattern[str]
    say: str
    since: str | None
    form: str | None
    right: str | None


@cache
def _entries() -> tuple[Entry, ...]:
    rows = yaml.safe_load((files("kb.audit") / "data" / "citations.yaml").read_text(encoding="utf-8"))
    return tuple(
        Entry(re.compile(r["title"]), r["say"], r.get("from"), r.get("form"), r.get("right")) for r in rows
    )


def _titles(case: Case) -> Iterator[tuple[str, tuple[int, int]]]:
    for found in TITLE.finditer(case.text):
        yield "".join(found["title"].split()), found.span()


def wrong(case: Case) -> Remarks:
    """C-1: repealed, replaced or misnamed; each title once."""
    seen: set[str] = set()
    for title, place in _titles(case):
        for entry in _entries():
            if title not in seen and entry.pattern.search(title) and _holds(case, entry, place):
                seen.add(title)
                yield Remark(f"《{title}》：{entry.say}。", (place,), entry.right)
    for found in (
        OLD_ORDER.finditer(case.text) if case.is_report and (case.year or 0) > NEW_REGULATION else ()
    ):
        yield Remark("《政府信息公开条例》现行本为国务院令第711号，第492号是2007年本。", (found.span(),))


def _holds(case: Case, entry: Entry, place: tuple[int, int]) -> bool:
    if entry.form:
        return bool(case.forms and case.forms.template == entry.form)
    if entry.since is None:
        return True
    context = case.text[max(0, place[0] - 30) : place[1] + 30]
    day = _as_of(case)
    return day is not None and day >= entry.since and not HISTORY.search(context)


def _as_of(case: Case) -> str | None:
    """The day by which the document must know what is in force: its date, else the start of its year."""
    if case.is_report:
        return f"{case.year}-12-31" if case.year else None
    return case.profile.date or case.document.meta.date or (f"{case.year}-01-01" if case.year else None)


def twice(case: Case) -> Remarks:
    """C-2: two titles that differ by a few characters in their middle."""
    places: dict[str, tuple[int, int]] = {}
    for title, place in _titles(case):
        places.setdefault(title, place)
    titles = sorted(places, key=lambda t: places[t])
    for n, one in enumerate(titles):
        for other in titles[n + 1 :]:
            added = _added(*sorted((one, other), key=len))
            if added and not re.search(r"\d", added):
                yield Remark(
                    f"《{one}》与《{other}》只差“{added}”，可能是同一文件。", (places[one], places[other])
                )


def _added(short: str, long: str) -> str | None:
    """What `long` has in its middle that `short` has not, or `None` if that is not all the difference."""
    head = _shared(short, long)
    tail = _shared(short[::-1], long[::-1])
    if short == long or head + tail < len(short) or min(head, tail) < ALIKE:
        return None
    return long[head : head + len(long) - len(short)]


def _shared(one: str, other: str) -> int:
    """How many code points two strings begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def brackets(case: Case) -> Remarks:
    """C-3: a document number whose year stands in other brackets than 〔〕; all of them in one remark."""
    found = [number for number in find_numbers(case.text) if OTHER_BRACKETS.search(number.value)]
    if found:
        numbers = "、".join(dict.fromkeys(number.value for number in found))
        places = tuple((number.start, number.end) for number in found)
        yield Remark(f"文号“{numbers}”的年份应括在六角括号〔〕内。", places)
