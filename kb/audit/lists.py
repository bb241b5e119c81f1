"""P-3: a total and the parts listed after 其中."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, combinations

from kb.audit.model import Case, Remark, Remarks
from kb.audit.quantities import Quantity, printed, quantities

OF_THESE = re.compile(r"其中[，,：:]?|包括[：:]")
STOP = re.compile(r"[。！？；]|其中|包括|合计|共计|总计|累计|阅读|粉丝|浏览|点击|访问")
GAP = 40  # code points between the total and 其中
MANY = 12  # parts; more are not tried in every combination
REST = re.compile(r"其[他它]")
OVERLAP = Fraction(3, 2)  # parts that exceed the total by more than half are kinds that overlap, no partition


def parts(case: Case) -> Remarks:
    """The parts of a list that exceed its total, or, with 其他 among them, do not make it up."""
    for span, text in case.paragraphs:
        found = list(quantities(text, span.start))
        for start, stop in _lists(text):
            total = _total(found, span.start + start)
            listed = _parts(found, total, span.start + start, span.start + stop) if total else []
            said = _judge(total, listed) if total and listed else None
            if total and said:
                yield Remark(said, ((total.start, total.end), *((p.start, p.end) for p in listed)))


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """Where each list starts (its 其中) and stops."""
    for found in OF_THESE.finditer(text):
        stop = STOP.search(text, found.end())
        yield found.start(), stop.start() if stop else len(text)


def _total(found: Sequence[Quantity], at: int) -> Quantity | None:
    before = [q for q in found if q.end <= at and at - q.end <= GAP]
    counted = [q for q in before if q.counts or re.search(r"(?:累计|合计|共计|总计)$", q.before)]
    total = counted[-1] if counted else None
    return total if total and total.exact else None


def _parts(found: Sequence[Quantity], total: Quantity, start: int, stop: int) -> list[Quantity]:
    listed = [q for q in found if start <= q.start < stop and q.unit == total.unit and q.counts]
    larger = next((n for n, q in enumerate(listed) if n and q.value > total.value), len(listed))
    return listed[:larger]  # one larger than the total counts something else


def _judge(total: Quantity, parts: Sequence[Quantity]) -> str | None:
    values = [p.value for p in parts]
    together = sum(values, Fraction(0))
    shown = "＋".join(printed(v) for v in values)
    if max(values) > total.value:
        return f"总数为{printed(total.value)}，其中一项为{printed(max(values))}，多于总数。"
    if total.value in accumulate(values) or not all(p.exact for p in parts) or len(parts) < 2:
        return None
    if together > total.value and together <= total.value * OVERLAP and not _nested(total.value, values):
        return f"总数为{printed(total.value)}，所列各项之和为{printed(together)}（{shown}），多于总数。"
    if together < total.value and any(REST.search(p.before) for p in parts):
        return f"总数为{printed(total.value)}，所列各项（含其他）之和为{printed(together)}（{shown}），少于总数。"
    return None


def _nested(total: Fraction, values: Sequence[Fraction]) -> bool:
    """Whether some of the values make up the total: then the others are parts of these."""
    if len(values) > MANY:
        return True
    return any(sum(some) == total for n in range(2, len(values)) for some in combinations(values, n))
