"""The rules one by one over a document, or over one agency's reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import Document
from kb.audit import (
    chapters,
    citations,
    claims,
    dates,
    headings,
    leftovers,
    lists,
    names,
    percents,
    repeats,
    series,
    source,
)
from kb.audit import tables as form
from kb.audit.model import Case, Remark, Remarks, rules
from kb.forms.model import Forms
from kb.model import Finding, Profile

SINGLE: dict[str, Callable[[Case], Remarks]] = {
    "T3-A": form.balance,
    "T3-B": form.results,
    "T3-C": form.applicants,
    "T4-A": form.review,
    "T4-B": form.direct,
    "T4-C": form.after_review,
    "X-2": form.counts,
    "S-1": form.definitions,
    "T2-A": form.published,
    "T2-C": form.stock,
    "M-7": form.headers,
    "D-1": dates.closing,
    "M-1": dates.form,
    "T4-D": claims.disputes,
    "P-1": claims.received,
    "P-2": claims.parts,
    "P-3": lists.parts,
    "P-4": percents.percentages,
    "M-2": chapters.preface,
    "M-3": headings.numbering,
    "M-4": headings.title,
    "M-5": chapters.furniture,
    "M-6": chapters.complete,
    "M-8": source.doubtful,
    "C-1": citations.wrong,
    "C-2": citations.twice,
    "C-3": citations.brackets,
    "L-1": leftovers.fields,
    "L-2": leftovers.agency,
    "L-3": leftovers.year,
    "L-4": chapters.leftovers,
    "N-1": names.turned,
    "R-1": repeats.passages,
}
"""The rules over a single document."""

SERIES: dict[str, Callable[[Sequence[series.Pair]], series.Found]] = {
    "X-1": series.carried,
    "T2-B": series.items,
    "T2-C": series.in_force,
}
"""The rules over two reports of one agency on years that follow each other."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report for `audit_series`: the document, its fields and its tables."""

    document: Document
    profile: Profile
    forms: Forms | None


def audit(document: Document, profile: Profile, forms: Forms | None) -> tuple[Finding, ...]:
    """What does not add up in one document, in the order of the table of rules. It reports, never repairs.

    Parameters: `profile`, the document's own fields after resolution; `forms`, its statutory tables
    (`kb.forms.read_forms`) or `None`.
    """
    case = Case(document, profile, forms)
    found = [_finding(rule, remark) for rule, check in SINGLE.items() for remark in check(case)]
    return tuple(sorted(found, key=_order))


def audit_series(reports: Sequence[Report]) -> dict[str, tuple[Finding, ...]]:
    """What does not follow from one year to the next in one agency's reports, by the id of the later document.

    The spans are in the later document. Reports without year or tables are left aside; two reports on years
    that do not follow each other are not compared.
    """
    pairs = series.successive([Case(r.document, r.profile, r.forms) for r in reports])
    found: dict[str, list[Finding]] = {}
    for rule, check in SERIES.items():
        for case, remark in check(pairs):
            found.setdefault(case.document.id, []).append(_finding(rule, remark))
    return {id_: tuple(sorted(findings, key=_order)) for id_, findings in sorted(found.items())}


def _finding(rule: str, remark: Remark) -> Finding:
    return Finding(rule, rules()[rule].severity, remark.message, remark.spans, remark.reading)


def _order(finding: Finding) -> tuple[int, tuple[tuple[int, int], ...], str]:
    return list(rules()).index(finding.rule), finding.spans, finding.message
