"""Relations of an entity, grouped by what stands at the other end, each group with its evidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Entity, Relation, RelationKind
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
    gathered: dict[str, list[Relation]] = {}
    for relation in here.snapshot.relations(entity_id, kind=kind, outgoing=outgoing):
        gathered.setdefault(relation.target if outgoing else relation.source, []).append(relation)
    ranked = sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))
    end = "source" if outgoing else "target"
    return Groups(
        shown=_shown(here, ranked[:MOST]),
        total=len(ranked),
        count=sum(len(relations) for relations in gathered.values()),
        url=links.with_query("/relations", {end: entity_id, "kind": kind}),
    )


def _shown(here: Visit, ranked: Sequence[tuple[str, list[Relation]]]) -> tuple[Group, ...]:
    quoted = [relation.evidence.document_id for _, (relation, *_) in ranked]
    quotes = Quotes(here, quoted)
    return tuple(_group(here.entity(other), some, quotes) for other, some in ranked)


def _group(other: Entity, relations: list[Relation], quotes: Quotes) -> Group:
    first = relations[0]
    ends = {"source": first.source, "kind": first.kind, "target": first.target}
    return Group(
        other=other,
        count=len(relations),
        documents=len({relation.evidence.document_id for relation in relations}),
        years=tuple(sorted({relation.year for relation in relations if relation.year})),
        details=_details(relations, ends),
        quote=quotes.of(first.evidence),
        url=links.with_query("/relations", ends),
    )


def _details(relations: list[Relation], ends: links.Params) -> tuple[tuple[str, int, str], ...]:
    counts = Counter(relation.detail for relation in relations if relation.detail)
    return tuple(
        (detail, count, links.with_query("/relations", {**ends, "detail": detail}))
        for detail, count in counts.most_common()
    )
