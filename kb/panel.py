"""The panel over the store: which reports, with their tables, findings and codes."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from kb.forms import Forms
from kb.forms.panel import Report
from kb.model import Finding, Profile
from kb.regions.table import full_names
from kb.store.codec import decode
from kb.store.reader import Snapshot
from kb.store.rows import Summary


def reports(
    snapshot: Snapshot,
    *,
    agencies: Collection[str] = (),
    regions: Collection[str] = (),
    years: Collection[int] = (),
) -> list[Report]:
    """The reports with statutory tables, by agency and year; of several versions of one text, one.

    `agencies` by full name, `regions` by a name or path (山东省/青岛市) including what lies below, `years`;
    an empty filter keeps all.
    """
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for document_id, finding in snapshot.findings():
        findings[document_id].append(finding)
    return [
        _report(snapshot, summary, tuple(findings[summary.id]))
        for summary in snapshot.reports()
        if summary.work == summary.id and _wanted(summary, agencies, regions, years)
    ]


def select(
    found: Iterable[Report],
    *,
    agencies: Collection[str] = (),
    regions: Collection[str] = (),
    years: Collection[int] = (),
) -> list[Report]:
    """Those of some reports that the filters of `reports` keep, for callers that hold all of them."""
    return [report for report in found if _wanted(report.profile, agencies, regions, years)]


def _wanted(
    of: Summary | Profile, agencies: Collection[str], regions: Collection[str], years: Collection[int]
) -> bool:
    return (
        (not agencies or of.agency in agencies)
        and (not years or of.year in years)
        and (not regions or any(_lies_in(of.region, region) for region in regions))
    )


def _lies_in(path: tuple[str, ...], region: str) -> bool:
    """Whether the path goes through the region, named by itself or by its own path."""
    wanted = tuple(region.split("/"))
    return any(path[i : i + len(wanted)] == wanted for i in range(len(path)))


def _report(snapshot: Snapshot, summary: Summary, findings: tuple[Finding, ...]) -> Report:
    record, forms = snapshot.record(summary.id), snapshot.forms(summary.id)
    assert forms is not None  # noqa: S101 - `reports` gives only documents with tables
    return Report(
        summary.id,
        summary.source,
        record.profile,
        decode(forms, Forms),
        findings,
        _code(summary.region),
        record.document.meta.url,
    )


def _code(path: tuple[str, ...]) -> str | None:
    """The GB/T 2260 code of the region with exactly this path."""
    return (
        next((region.code for region in full_names().get(path[-1], ()) if region.path == path), None)
        if path
        else None
    )
