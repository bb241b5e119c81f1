"""Relations of an entity, grouped by what stands at the other end, each group with its evidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Entity, RelationKind
from kb.store.rows import Tie
from web import links
from web.library import Visit
from web.profiles.quotes import Quote, Quotes

MOST = 40
"""Groups shown of a list; its link leads to all of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """What an entity has with `other`: how often, in which years and documents, and in which words.

    `details` are the relation's details (citation kinds, posts) with their counts and the list of each;
    `quote` the first place, `url` the list of all.
    """

    other: Entity
    count: int
    documents: int
    years: tuple[int, ...]
    details: tuple[tuple[str, int, str], ...]
    quote: Quote
    url: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of `total` that are `shown`, the most frequent first; `count` relations in all, at `url`."""

    shown: tuple[Group, ...]
    total: int
    count: int
    url: str


def groups_of(here: Visit, entity_id: str, kind: RelationKind, *, outgoing: bool) -> Groups:
    """The relations of this kind from (or to) the entity, by their targets (or sources)."""
    gathered: dict[str, list[Tie]] = {}
    for tie in here.snapshot.ties(entity_id, kind, outgoing=outgoing):
        gathered.setdefault(tie.target if outgoing else tie.source, []).append(tie)
    ranked = sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))
    end = "source" if outgoing else "target"
    return Groups(
        shown=_shown(here, ranked[:MOST]),
        total=len(ranked),
        count=sum(map(len, gathered.values())),
        url=links.with_query("/relations", {end: entity_id, "kind": kind}),
    )


def _shown(here: Visit, ranked: Sequence[tuple[str, list[Tie]]]) -> tuple[Group, ...]:
    first = here.snapshot.relations_numbered([tie.number for _, (tie, *_) in ranked])
    quotes = Quotes(here, (relation.evidence.document_id for relation in first.values()))
    return tuple(
        _group(here.entity(other), some, quotes.of(first[some[0].number].evidence)) for other, some in ranked
    )


def _group(other: Entity, ties: list[Tie], quote: Quote) -> Group:
    first = ties[0]
    ends = {"source": first.source, "kind": first.kind, "target": first.target}
    return Group(
        other=other,
        count=len(ties),
        documents=len({tie.document_id for tie in ties}),
        years=tuple(sorted({tie.year for tie in ties if tie.year})),
        details=_details(ties, ends),
        quote=quote,
        url=links.with_query("/relations", ends),
    )


def _details(ties: list[Tie], ends: links.Params) -> tuple[tuple[str, int, str], ...]:
    counts = Counter(tie.detail for tie in ties if tie.detail)
    return tuple(
        (detail, count, links.with_query("/relations", {**ends, "detail": detail}))
        for detail, count in counts.most_common()
    )
