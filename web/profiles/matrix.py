"""Agencies by years: how often each cites a policy, each count with the list that it counts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.store.rows import Tie
from web import links
from web.library import Visit

UNDATED = 0
"""The column of relations without a year."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell: how many places, and their list."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Citing:
    """An agency that cites: its id and name, its cells by year, all of them in one."""

    id: str
    name: str
    cells: Mapping[int, Counted]
    whole: Counted


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows of `total`, most citations first; the years they run over (`UNDATED` last, if there are any); how
    many citations there are in all."""

    rows: tuple[Citing, ...]
    total: int
    years: tuple[int, ...]
    count: int


def matrix(
    here: Visit,
    policy: str,
    documents: Collection[str] | None = None,
    most: int | None = None,
    narrow: links.Params | None = None,
) -> Matrix:
    """Who cites the policy in which year; only in these `documents`, and the first `most` rows, if given.

    `narrow` are the parameters by which the lists of the cells leave just these documents.
    """
    ties = [
        tie
        for tie in here.snapshot.ties(policy, "cites", outgoing=False)
        if documents is None or tie.document_id in documents
    ]
    gathered: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        gathered[tie.source].append(tie)
    ranked = sorted(gathered, key=lambda source: (-len(gathered[source]), source))[:most]
    rows = tuple(
        _row(here, gathered[source], {"source": source, "target": policy, "kind": "cites", **(narrow or {})})
        for source in ranked
    )
    return Matrix(rows, len(gathered), _years(ties), len(ties))


def _row(here: Visit, some: Iterable[Tie], ends: links.Params) -> Citing:
    counts, source = Counter(tie.year or UNDATED for tie in some), str(ends["source"])
    cells = {
        year: Counted(count, links.with_query("/relations", {**ends, "year": year or "-"}))
        for year, count in counts.items()
    }
    only = next(iter(cells.values())).url if len(cells) == 1 else links.with_query("/relations", ends)
    whole = Counted(counts.total(), only)
    return Citing(source, here.entity(source).name, cells, whole)


def _years(ties: Iterable[Tie]) -> tuple[int, ...]:
    found = {tie.year or UNDATED for tie in ties}
    dated = sorted(found - {UNDATED})
    run = tuple(range(dated[0], dated[-1] + 1)) if dated and dated[-1] - dated[0] < 40 else tuple(dated)
    return (*run, *(found & {UNDATED}))
