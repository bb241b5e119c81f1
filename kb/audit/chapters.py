"""M-2, M-5, M-6, L-4: the parts that a report names, has, lacks, or keeps from an older form."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.fuzz import partial_ratio

from corpus.model import Section
from corpus.numbering import NUMERAL, count
from kb.audit.model import Case, Remark, Remarks

PREFACE = re.compile(
    rf"""(?:报告|全文|内容|本报告)[^。；]{{0,16}}?(?:包括|由|包含|分为|分) [：:]? (?P<list>[^。；]{{8,300}}?)
         (?:等|共|等共)? (?P<n>\d{{1,2}}|[{NUMERAL}]{{1,2}})? (?:个)? (?:部分|方面|章|项内容|内容) (?:组成|构成|内容)?""",
    re.VERBOSE,
)
ALIKE = 60.0  # of 100; headings are often shortened or reworded
FIXED_SINCE = 2019
CONTACT = re.compile(r"(?:电话|联系方式|邮编|邮政编码|地址|邮箱)")


@cache
def _data() -> dict[str, Any]:
    text = (files("kb.audit") / "data" / "chapters.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def _chapters(case: Case) -> list[Section]:
    return [s for s in case.document.sections if s.level == 1 and s.label]


def preface(case: Case) -> Remarks:
    """M-2: the parts that the preface names against the chapters that stand there."""
    chapters = _chapters(case)
    end = chapters[0].heading.start if chapters else 0
    found = PREFACE.search(case.text, 0, end) if case.is_report else None
    if found is None:
        return
    place = (found.start(), found.end())
    named = [name.strip('“”"《》 ') for name in re.split(r"、|；|，", found["list"]) if name.strip()]
    said = count(found["n"]) if found["n"] else None
    if said is not None and said != len(chapters):
        yield Remark(f"前言说报告有{said}个部分，正文有{len(chapters)}章。", (place,))
    missing = [n for n in named if len(n) > 1 and not any(_alike(n, c.title) for c in chapters)]
    if missing:
        yield Remark(f"前言列出“{'”“'.join(missing)}”，正文没有这样的章。", (place,))


def _alike(name: str, title: str) -> bool:
    return partial_ratio(name, title) >= ALIKE


def complete(case: Case) -> Remarks:
    """M-6: a fixed chapter that no heading stands for (reports from 2019 with their form)."""
    template = case.forms.template if case.forms else None
    chapters = _chapters(case)
    if template not in ("2019", "2021") or len(chapters) < 3:
        return
    titles = [c.title for c in chapters]
    for chapter in _data()["chapters"]:
        if not any(word in title for word in chapter["words"] for title in titles):
            place = (chapters[-1].heading.start, chapters[-1].heading.end)
            yield Remark(f"没有“{chapter['name']}”一章。", (place,))


def furniture(case: Case) -> Remarks:
    """M-5: no period, no contact, no date under the report."""
    if not case.is_report:
        return
    meta = case.document.meta
    contact = any((meta.contact.address, meta.contact.phone, meta.contact.email))
    lacking = [
        name
        for name, there in (
            ("统计期限", meta.period),
            ("联系方式", contact or CONTACT.search(case.text)),
            ("落款日期", meta.date or case.profile.date or meta.published),
        )
        if not there
    ]
    if lacking:
        yield Remark(f"报告没有{'、'.join(lacking)}。", ())


def leftovers(case: Case) -> Remarks:
    """L-4: chapters and indicators of forms that no longer held."""
    template = case.forms.template if case.forms else None
    if template not in ("2019", "2021") and not (case.is_report and (case.year or 0) >= FIXED_SINCE):
        return
    firsts = [(case.text.find(entry["words"]), entry) for entry in _data()["leftovers"]]
    end = 0
    for start, entry in sorted(((at, e) for at, e in firsts if at >= 0), key=lambda found: found[0]):
        if start >= end:
            end = start + len(entry["words"])
            yield Remark(f"“{entry['words']}”是{entry['form']}。", ((start, end),))
