"""Relations of an entity, grouped by what stands at the other end, each group with its evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.model import Entity, Relation, RelationKind
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


Ranked = Sequence[tuple[str, list[Tie]]]


def groups_of(here: Visit, entity_id: str, wanted: Sequence[tuple[RelationKind, bool]]) -> tuple[Groups, ...]:
    """For each kind wanted the relations from the entity (`True`) or to it, by their targets (or sources)."""
    ties = {way: here.snapshot.ties(entity_id, outgoing=way) for way in {outgoing for _, outgoing in wanted}}
    ranked = [_ranked((tie for tie in ties[way] if tie.kind == kind), outgoing=way) for kind, way in wanted]
    first = [some[0].number for every in ranked for _, some in every[:MOST]]
    relations = here.snapshot.relations_numbered(first)
    quotes = Quotes(here, (relation.evidence.document_id for relation in relations.values()))
    return tuple(
        _groups(here, every, {"source" if way else "target": entity_id, "kind": kind}, relations, quotes)
        for (kind, way), every in zip(wanted, ranked, strict=True)
    )


def _ranked(ties: Iterable[Tie], *, outgoing: bool) -> Ranked:
    gathered: dict[str, list[Tie]] = {}
    for tie in ties:
        gathered.setdefault(tie.target if outgoing else tie.source, []).append(tie)
    return sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))


def _groups(
    here: Visit, ranked: Ranked, ends: links.Params, relations: Mapping[int, Relation], quotes: Quotes
) -> Groups:
    return Groups(
        shown=tuple(
            _group(here.entity(other), some, quotes.of(relations[some[0].number].evidence))
            for other, some in ranked[:MOST]
        ),
        total=len(ranked),
        count=sum(len(some) for _, some in ranked),
        url=links.with_query("/relations", ends),
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
