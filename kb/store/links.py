"""Walking the relations without holding them all: who is linked with whom, a bounded part at a time."""

from collections.abc import Collection, Iterator

from sqlalchemy import func, select, union, union_all

from kb.model import Relation, RelationKind
from kb.store import schema
from kb.store.batches import batches
from kb.store.decoding import to_listed, to_relation
from kb.store.rows import Bundle, Listed, Tie
from kb.store.view import View

_entities, _relations = schema.entities, schema.relations
_source, _target = _relations.c.source, _relations.c.target
_number, _document = _relations.c.ordinal, _relations.c.document_id
_PAGE = 500


class LinksView(View):
    """The entities as far as relations link them."""

    def listed(self, ids: Collection[str]) -> dict[str, Listed]:
        """The entities of these ids, those that there are."""
        found = (
            to_listed(row)
            for page in batches(ids, _PAGE)
            for row in self._rows(select(_entities).where(_entities.c.id.in_(page)))
        )
        return {listed.entity.id: listed for listed in found}

    def neighbours(self, ids: Collection[str], without: Collection[str], most: int) -> tuple[str, ...]:
        """The ids linked with any of these, either way: those in most documents first, at most `most`."""
        linked = union(select(_target).where(_source.in_(ids)), select(_source).where(_target.in_(ids)))
        query = select(_entities.c.id).where(_entities.c.id.in_(linked), _entities.c.id.not_in(without))
        ranked = query.order_by(_entities.c.documents.desc(), _entities.c.id).limit(most)
        return tuple(row.id for row in self._rows(ranked))

    def links(self, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Each of these ids with each that it is linked with, either way, in no order."""
        for page in batches(ids, _PAGE):
            leaving = select(_source.label("one"), _target.label("other")).where(_source.in_(page))
            arriving = select(_target.label("one"), _source.label("other")).where(_target.in_(page))
            yield from ((row.one, row.other) for row in self._rows(union(leaving, arriving)))

    def relations_among(self, ids: Collection[str]) -> Iterator[tuple[int, Relation]]:
        """All relations with both ends among these ids, with their numbers, in the order of the store."""
        query = select(_relations).where(_source.in_(ids), _target.in_(ids)).order_by(_relations.c.ordinal)
        return ((row.ordinal, to_relation(row)) for row in self._rows(query))

    def bundles(self, ids: Collection[str]) -> tuple[Bundle, ...]:
        """The relations with both ends among these ids, by ends and kind, in the order of these."""
        columns = (_source, _target, _relations.c.kind)
        query = select(*columns, func.count(), func.min(_number)).group_by(*columns).order_by(*columns)
        rows = self._connection.execute(query.where(_source.in_(ids), _target.in_(ids)))
        return tuple(Bundle(*row) for row in rows.all())

    def ties(self, entity_id: str, kind: RelationKind | None = None, *, outgoing: bool) -> tuple[Tie, ...]:
        """One entity's relations (of a kind), from it or to it, without their evidence, in the order of the store."""
        columns = (
            _number,
            _source,
            _relations.c.kind,
            _target,
            _document,
            _relations.c.year,
            _relations.c.detail,
        )
        end = _source if outgoing else _target
        query = select(*columns).where(end == entity_id).order_by(_number)
        query = query.where(_relations.c.kind == kind) if kind else query
        return tuple(Tie(*row) for row in self._connection.execute(query).all())

    def relations_numbered(self, numbers: Collection[int]) -> dict[int, Relation]:
        """The relations with these numbers."""
        pages = (select(_relations).where(_number.in_(page)) for page in batches(numbers, _PAGE))
        return {row.ordinal: to_relation(row) for query in pages for row in self._rows(query)}

    def ends(self, kind: RelationKind) -> Iterator[tuple[str, str, str, int]]:
        """Which entity has relations of this kind to which, by which document, and how many, in no order."""
        columns = (_source, _target, _document)
        query = (
            select(*columns, func.count().label("size")).where(_relations.c.kind == kind).group_by(*columns)
        )
        return ((row.source, row.target, row.document_id, row.size) for row in self._rows(query))

    def most_linked(self, most: int) -> tuple[str, ...]:
        """The ids linked with most others, each direction counted for itself; then in the order of ids."""
        count = func.count
        leaving = select(_source.label("id"), count(_target.distinct()).label("links")).group_by(_source)
        arriving = select(_target.label("id"), count(_source.distinct()).label("links")).group_by(_target)
        ends = union_all(leaving, arriving).subquery()
        query = select(ends.c.id).group_by(ends.c.id).order_by(func.sum(ends.c.links).desc(), ends.c.id)
        return tuple(row.id for row in self._rows(query.limit(most)))
