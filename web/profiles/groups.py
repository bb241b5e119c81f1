"""Relations of an entity, grouped by what stands at the other end, each group with its evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.model import Entity, Relation, RelationKind
from kb.store.reader import Snapshot
from web import links
from web.profiles.quotes import Quote, Quotes

SHOWN = 3
"""Quotes shown of a group; its link leads to all of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """What an entity has with `other`: how often, in which years and documents, and in which words.

    `details` are the relation's details (citation kinds, posts) with their counts and the list of each;
    `quotes` the first places, `url` the list of all.
    """

    other: Entity
    count: int
    documents: int
    years: tuple[int, ...]
    details: tuple[tuple[str, int, str], ...]
    quotes: tuple[Quote, ...]
    url: str


def relations_of(snapshot: Snapshot, entity_id: str, kind: RelationKind, *, outgoing: bool) -> list[Group]:
    """The relations of this kind from (or to) the entity: the most frequent first, then by name."""
    relations = snapshot.relations(entity_id, kind=kind, outgoing=outgoing)
    return grouped(snapshot, relations, outgoing=outgoing)


def grouped(snapshot: Snapshot, relations: Sequence[Relation], *, outgoing: bool) -> list[Group]:
    """Relations by their other end: their targets if `outgoing`, else their sources."""
    gathered: dict[str, list[Relation]] = {}
    for relation in relations:
        gathered.setdefault(relation.target if outgoing else relation.source, []).append(relation)
    shown = [relation for some in gathered.values() for relation in some[:SHOWN]]
    quotes = Quotes(snapshot, (relation.evidence.document_id for relation in shown))
    groups = [_group(snapshot, other, some, quotes) for other, some in gathered.items()]
    return sorted(groups, key=lambda group: (-group.count, group.other.name, group.other.id))


def _group(snapshot: Snapshot, other: str, relations: list[Relation], quotes: Quotes) -> Group:
    return Group(
        other=snapshot.entity(other).entity,
        count=len(relations),
        documents=len({relation.evidence.document_id for relation in relations}),
        years=tuple(sorted({relation.year for relation in relations if relation.year})),
        details=_details(relations),
        quotes=tuple(quotes.of(relation.evidence) for relation in relations[:SHOWN]),
        url=_url(relations[0]),
    )


def _details(relations: Iterable[Relation]) -> tuple[tuple[str, int, str], ...]:
    relations = list(relations)
    counts = Counter(relation.detail for relation in relations if relation.detail)
    url = _url(relations[0])
    return tuple(
        (detail, count, links.with_query(url, {"detail": detail})) for detail, count in counts.most_common()
    )


def _url(relation: Relation) -> str:
    return links.with_query(
        "/relations", {"source": relation.source, "kind": relation.kind, "target": relation.target}
    )
