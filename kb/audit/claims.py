"""What the prose says that the tables say too: P-1, P-2, T4-D."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from corpus.model import Span
from kb.audit.model import Case, Remark, Remarks
from kb.forms.model import FormCell
from kb.forms.sums import Sum, evaluate

COUNT = r"(?P<n>\d[\d,]{0,9})(?:件|条|份|宗|个|起|次|项)"
RECEIVED = re.compile(
    rf"""(?:收到|受理|接收|收悉|接到)         # 收到
         [^。；，,、！？\d]{{0,30}}? 申请     # 政府信息公开申请
         [^。；，,\d]{{0,10}}? {COUNT}        # 11件""",
    re.VERBOSE,
)
NOT_RECEIVED = re.compile(r"(?:未|没有|无|暂无)(?:收到|受理|接到|接收)[^。；，,\d]{0,25}申请(?!复议|人)")
PART = re.compile(
    r"其中|通过|网[络上]|信函|当面|邮件|传真|复议|诉讼|全[省市县区州]|各[县区部单]|[上下]半年|季度|\d月|同比|上年|去年"
)
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
REVIEW = re.compile(rf"复议(?:案件|申请|案)?[^\d，,。；、]{{0,8}}{COUNT}")
SUIT = re.compile(rf"诉讼(?:案件|案)?[^\d，,。；、]{{0,8}}{COUNT}")
BOTH = re.compile(
    rf"行政复议(?:申请|案件)?[、和及与或](?:提起)?行政诉讼(?:案件|情况)?(?:均为?|各|都是){COUNT}"
)
NO_REVIEW = re.compile(r"(?:未(?!经)|没有|无(?!法))[^。；，,\d]{0,30}复议")
NO_SUIT = re.compile(r"(?:未(?!经)|没有|无(?!法))[^。；，,\d]{0,30}诉讼")

RECEIVED_AS = (
    "applications/1/total",
    "applications/1/total + applications/2/total",
    "applications/3.7/total",
)
REVIEWS = "review/all/total"
SUITS = "litigation/direct/total + litigation/after_review/total"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of the prose and the sums of cells that the figure after them may be."""

    words: tuple[str, ...]
    sums: tuple[str, ...]


@cache
def claims() -> dict[str, tuple[Claim, ...]]:
    """The claims by the table that they are about."""
    data = yaml.safe_load((files("kb.audit") / "data" / "prose.yaml").read_text(encoding="utf-8"))
    return {
        table: tuple(Claim(tuple(r["words"]), tuple(r["cells"])) for r in rows)
        for table, rows in data.items()
    }


def received(case: Case) -> Remarks:
    """P-1: the requests received. One claim that fits the table clears the others (they may be parts)."""
    accepted = _sums(case, RECEIVED_AS)
    if case.forms is None or evaluate(RECEIVED_AS[0], case.forms) is None:
        return
    value, cells = accepted[0].value, accepted[0].cells
    said = list(_received(case))
    if said and not any(n == a.value for n, _ in said for a in accepted):
        n, span = said[0]
        yield Remark(f"正文说收到申请{n}件，表三本年新收总计为{value}件。", (span, *_places(cells)))
    if value:
        for start, end in _found(case, NOT_RECEIVED):
            if "公开" in case.text[start:end]:
                yield Remark(
                    f"正文说未收到申请，表三本年新收总计为{value}件。", ((start, end), *_places(cells))
                )


def _received(case: Case) -> Iterator[tuple[int, tuple[int, int]]]:
    for span, sentence in case.sentences:
        for found in RECEIVED.finditer(sentence):
            clause = sentence[: found.end()]
            years = {int(y) for y in YEAR.findall(clause)}
            if "公开" in clause and not PART.search(clause) and (not years or case.year in years):
                yield int(found["n"].replace(",", "")), (span.start + found.start(), span.start + found.end())


def parts(case: Case) -> Remarks:
    """P-2: the breakdown by applicant and result, and the counts of normative documents."""
    seen: set[tuple[int, int]] = set()
    for table, rows in claims().items():
        for claim in rows:
            for n, span in _claimed(case, table, claim):
                accepted = _sums(case, claim.sums)
                if span in seen or not accepted:
                    continue
                seen.add(span)
                if not any(n == a.value for a in accepted):
                    said = case.text[slice(*span)]
                    wanted = "或".join(dict.fromkeys(str(a.value) for a in accepted))
                    yield Remark(f"正文说“{said}”，表中相应为{wanted}。", (span, *_places(accepted[0].cells)))


def _claimed(case: Case, table: str, claim: Claim) -> Iterator[tuple[int, tuple[int, int]]]:
    words = "|".join(map(re.escape, claim.words))
    pattern = re.compile(rf"(?:{words})[^\d，,。；;、（(]{{0,8}}{COUNT}")
    for span, sentence in case.sentences:
        about = "申请" in sentence and "公开" in sentence and "复议" not in sentence
        if table == "applications" and not about:
            continue
        for found in pattern.finditer(sentence):
            years = {int(y) for y in YEAR.findall(sentence[: found.end()])}
            if not years or case.year in years:
                yield int(found["n"].replace(",", "")), (span.start + found.start(), span.start + found.end())


def disputes(case: Case) -> Remarks:
    """T4-D: 复议 and 诉讼 in the prose against the totals of table 4."""
    for span, sentence in case.sentences:
        if not _is_about_disclosure(case, span, sentence):
            continue
        for patterns, nothing, codes, name in (
            ((REVIEW, BOTH), NO_REVIEW, REVIEWS, "行政复议"),
            ((SUIT,), NO_SUIT, SUITS, "行政诉讼"),
        ):
            accepted = _sums(case, [codes])
            said = [(f, int(f["n"].replace(",", ""))) for p in patterns for f in p.finditer(sentence)]
            said = said or [(f, 0) for f in nothing.finditer(sentence)]
            for found, n in said[:1]:
                if accepted and n != accepted[0].value:
                    place = (span.start + found.start(), span.start + found.end())
                    yield Remark(
                        f"正文说因政府信息公开的{name}{n}件，表四总计为{accepted[0].value}件。",
                        (place, *_places(accepted[0].cells)),
                    )


def _is_about_disclosure(case: Case, span: Span, sentence: str) -> bool:
    section = case.document.section_of(span.start)
    return "公开" in sentence or bool(section and "公开" in section.title and "复议" in section.title)


def _found(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for span, sentence in case.sentences:
        for found in pattern.finditer(sentence):
            yield span.start + found.start(), span.start + found.end()


def _sums(case: Case, alternatives: Sequence[str]) -> list[Sum]:
    """The sums of the alternatives that the document's tables can tell."""
    found = [evaluate(way, case.forms) for way in alternatives] if case.forms else []
    return [told for told in found if told]


def _places(cells: Sequence[FormCell]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(c.start, c.end) for c in cells}))
