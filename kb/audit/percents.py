"""P-4: growth and shares that neighbouring numbers give."""

import re
from fractions import Fraction

from kb.audit.model import Case, Remark, Remarks
from kb.audit.quantities import printed, quantities

UNIT = r"(?:条|件|篇|份|个|家|场|次|期|人次|人|项|起|宗|张)"
PERCENT = r"(?P<percent>\d{1,4}(?:\.\d{1,3})?)[%％]"
CHANGE = re.compile(  # 11件，比2022年增长4件，同比增长57%
    rf"""(?P<now>\d{{1,9}}){UNIT}[，,]
         (?:同?比|较)[^，,。；\d]{{0,4}}(?:(?:19|20)\d\d年)?[^，,。；\d]{{0,6}}
         (?P<way>增长|增加|上升|减少|下降)了?(?P<by>\d{{1,9}}){UNIT}[，,]
         (?:同比|环比|较上年|比上年)?(?:增长|增加|上升|减少|下降|增幅|降幅)(?:率|幅度)?(?:了|为|达)?{PERCENT}""",
    re.VERBOSE,
)
FROM_TO = re.compile(  # 由2019年的20件增加到30件，增长50%
    rf"""[由从](?:(?:19|20)\d\d年)?[^，,。；\d]{{0,6}}(?P<old>\d{{1,9}}){UNIT}[^，,。；\d]{{0,3}}
         (?:增长|增加|上升|提高|减少|下降|降)(?:到|至|为)[^，,。；\d]{{0,6}}(?:(?:19|20)\d\d年)?[^，,。；\d]{{0,4}}(?P<now>\d{{1,9}}){UNIT}[，,]
         (?:同比)?(?:增长|增加|上升|提高|减少|下降|增幅|降幅)(?:率|幅度)?(?:了|为|达)?{PERCENT}""",
    re.VERBOSE,
)
RATE = re.compile(
    rf"(?P<name>(?:主动)?公开率|按[时期]?(?:办结|答复|办复)率|办[结复]率|答复率)(?:为|达到?|是)?{PERCENT}"
)
SMALL = 1000  # of more things every percentage is some whole number's share


def percentages(case: Case) -> Remarks:
    """Growth rates and shares that the numbers beside them do not give."""
    yield from _growth(case)
    yield from _rates(case)


def _growth(case: Case) -> Remarks:
    for span, text in case.paragraphs:
        for found in (*CHANGE.finditer(text), *FROM_TO.finditer(text)):
            now = int(found["now"])
            old = _old(found, now)
            place = (span.start + found.start(), span.start + found.end())
            if old <= 0:
                if "by" in found.re.groupindex and found["way"] not in ("减少", "下降") and old < 0:
                    yield Remark(f"本年{now}，却说增加{found['by']}，上年成了负数。", (place,))
                continue
            share = Fraction(abs(now - old) * 100, old)
            if not _is_share(share, found["percent"], truncated=True):
                yield Remark(
                    f"由{old}到{now}的变化为{float(share):.2f}%，文中写作{found['percent']}%。", (place,)
                )


def _old(found: re.Match[str], now: int) -> int:
    if "old" in found.re.groupindex:
        return int(found["old"])
    by = int(found["by"])
    return now + by if found["way"] in ("减少", "下降") else now - by


def _rates(case: Case) -> Remarks:
    """A rate of things counted in the same paragraph: some whole number of them must give it."""
    for span, text in case.paragraphs:
        for found in RATE.finditer(text):
            counted = [q for q in quantities(text[: found.start()], span.start) if q.exact and q.counts]
            ones = {int(q.value) for q in counted if q.value.denominator == 1 and 0 < q.value < SMALL}
            wholes = {*ones, *_sums([int(q.value) for q in counted])}
            said = found["percent"]
            if not wholes or any(_hits(whole, said, truncated=False) for whole in wholes):
                continue
            place = (span.start + found.start(), span.start + found.end())
            spans = (place, *((q.start, q.end) for q in counted))
            near = [(w, k) for w in sorted(wholes) for k in [_hits(w, said, truncated=True)] if k]
            if near:
                whole, part = near[0]
                exact = Fraction(part * 100, whole)
                yield Remark(
                    f"{found['name']}{said}%：{part}/{whole}={float(exact):.2f}%，只有截尾才得{said}%，四舍五入为{_rounded(exact, said)}%。",
                    spans,
                    f"{part}/{whole}",
                )
            else:
                items = "、".join(printed(Fraction(w)) for w in sorted(wholes))
                yield Remark(f"{found['name']}{said}%，以邻近的件数（{items}）都算不出。", spans)


def _sums(values: list[int]) -> set[int]:
    """The sum of the last two counts, and of all, as wholes that a rate may be of."""
    return {s for s in (sum(values[-2:]), sum(values)) if 0 < s < SMALL} if len(values) > 1 else set()


def _hits(whole: int, percent: str, *, truncated: bool) -> int | None:
    """How many of `whole` give `percent`, or `None`; a rate over 100 is no share."""
    part = round(float(percent) * whole / 100)
    tries = [k for k in (part - 1, part, part + 1) if 0 <= k <= whole]
    return next((k for k in tries if _is_share(Fraction(k * 100, whole), percent, truncated=truncated)), None)


def _is_share(share: Fraction, percent: str, *, truncated: bool) -> bool:
    """Whether `share` is printed as `percent`: rounded (a half either way), or also with its tail cut."""
    step = Fraction(1, 10 ** len(percent.partition(".")[2]))
    said = Fraction(percent)
    rounded = abs(share - said) <= step / 2
    return rounded or (truncated and said <= share < said + step)


def _rounded(share: Fraction, percent: str) -> str:
    digits = len(percent.partition(".")[2])
    scaled = int(share * 10**digits + Fraction(1, 2))
    return f"{scaled / 10**digits:.{digits}f}"
