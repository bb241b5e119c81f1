"""D-1 and M-1: the year of a report against its dates and its form."""

import re

from kb.audit.model import Case, Remark, Remarks
from kb.forms.templates import templates

YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)年")


def closing(case: Case) -> Remarks:
    """D-1: signed or posted before the period reported on is over; another year in the period than in the title."""
    if not case.is_report:
        return
    yield from _period(case)
    end = _end(case)
    for name, day in (
        ("date", case.document.meta.date or case.profile.date),
        ("published", case.document.meta.published),
    ):
        if day and end and len(day) == 10 and day <= end:
            label = "落款日期" if name == "date" else "发布日期"
            span = case.document.meta.spans.get(name)
            later = f"{int(end[:4]) + 1}{day[4:]}" if day[:4] == end[:4] else None
            yield Remark(
                f"{label}{_said(day)}早于统计期末{_said(end)}。",
                ((span.start, span.end),) if span else (),
                _said(later) if later else None,
            )


def _end(case: Case) -> str | None:
    period = case.document.meta.period
    if period:
        return period[1]
    return f"{case.year}-12-31" if case.year else None


def _period(case: Case) -> Remarks:
    meta = case.document.meta
    title = YEAR.search((meta.title or case.profile.title or "").replace(" ", ""))
    if title and meta.period and title["year"] != meta.period[1][:4]:
        spans = [meta.spans[name] for name in ("title", "period") if name in meta.spans]
        yield Remark(
            f"标题为{title['year']}年，统计期限却到{_said(meta.period[1])}。",
            tuple((s.start, s.end) for s in spans),
        )


def _said(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def form(case: Case) -> Remarks:
    """M-1: the form's years do not hold the year reported on."""
    template = templates().get((case.forms.template if case.forms else None) or "")
    if template is None or case.year is None or case.forms is None:
        return
    first, last = template.years
    if not first <= case.year <= (last or case.year):
        span = next(iter(case.forms.labels.values()), None)
        yield Remark(
            f"{case.year}年度报告用的是{first}{f'—{last}' if last else '年起'}年度的表（{template.number or template.title}）。",
            (span,) if span else (),
        )
