"""Agencies by years: how often each cites a policy, each count with the list that it counts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.model import Relation
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
    relations = [
        relation
        for relation in here.snapshot.relations(policy, kind="cites", outgoing=False)
        if documents is None or relation.evidence.document_id in documents
    ]
    gathered: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        gathered[relation.source].append(relation)
    ranked = sorted(gathered, key=lambda source: (-len(gathered[source]), source))[:most]
    rows = tuple(
        _row(here, gathered[source], {"source": source, "target": policy, "kind": "cites", **(narrow or {})})
        for source in ranked
    )
    return Matrix(rows, len(gathered), _years(relations), len(relations))


def _row(here: Visit, some: Iterable[Relation], ends: links.Params) -> Citing:
    counts, source = Counter(relation.year or UNDATED for relation in some), str(ends["source"])
    cells = {
        year: Counted(count, links.with_query("/relations", {**ends, "year": year or "-"}))
        for year, count in counts.items()
    }
    only = next(iter(cells.values())).url if len(cells) == 1 else links.with_query("/relations", ends)
    whole = Counted(counts.total(), only)
    return Citing(source, here.entity(source).name, cells, whole)


def _years(relations: Iterable[Relation]) -> tuple[int, ...]:
    found = {relation.year or UNDATED for relation in relations}
    dated = sorted(found - {UNDATED})
    run = tuple(range(dated[0], dated[-1] + 1)) if dated and dated[-1] - dated[0] < 40 else tuple(dated)
    return (*run, *(found & {UNDATED}))
