"""Reading knowledge: entities, mentions, relations, findings."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from corpus.errors import NotFoundError
from kb.model import Finding, Kind, Relation, RelationKind
from kb.store import schema
from kb.store.codec import decode
from kb.store.decoding import to_listed, to_placed, to_relation
from kb.store.rows import Listed, Placed
from kb.store.view import View, folded

_entities, _mentions = schema.entities, schema.mentions
_relations, _findings = schema.relations, schema.findings


class KnowledgeView(View):
    """What the visible documents say."""

    def entity(self, entity_id: str) -> Listed:
        """The entity with this id; raises `NotFoundError`."""
        row = self._connection.execute(select(_entities).where(_entities.c.id == entity_id)).first()
        if row is None:
            raise NotFoundError(f"没有“{entity_id}”这个条目", "no entity has this id")
        return to_listed(row)

    def entities(
        self, kind: Kind | None = None, *, contains: str = "", limit: int | None = None, offset: int = 0
    ) -> tuple[Listed, ...]:
        """Entities, those in most documents first; `contains` narrows by name."""
        query = select(_entities).order_by(
            _entities.c.documents.desc(), _entities.c.mentions.desc(), _entities.c.id
        )
        if kind:
            query = query.where(_entities.c.kind == kind)
        if contains:
            query = query.where(func.lower(_entities.c.name).contains(folded(contains), autoescape=True))
        return tuple(to_listed(row) for row in self._rows(query.limit(limit).offset(offset)))

    def lookup(self, name: str) -> tuple[str, ...]:
        """The ids of the entities with this name or alias."""
        query = select(schema.aliases.c.entity_id).where(schema.aliases.c.name == name)
        return tuple(sorted(row.entity_id for row in self._rows(query)))

    def mentions_in(self, document_id: str) -> tuple[Placed, ...]:
        """The mentions in a document, in the order of the text."""
        query = select(_mentions).where(_mentions.c.document_id == document_id)
        return tuple(
            to_placed(row) for row in self._rows(query.order_by(_mentions.c.start, _mentions.c.ordinal))
        )

    def mentions_of(self, entity_id: str, *, limit: int | None = None, offset: int = 0) -> tuple[Placed, ...]:
        """The mentions of an entity, by document and place."""
        query = select(_mentions).where(_mentions.c.entity_id == entity_id).order_by(_mentions.c.ordinal)
        return tuple(to_placed(row) for row in self._rows(query.limit(limit).offset(offset)))

    def appearances(
        self, entity_id: str, *, limit: int | None = None, offset: int = 0
    ) -> tuple[tuple[Placed, int], ...]:
        """An entity's first mention in each document that has any, with the number of its mentions there."""
        first, count = func.min(_mentions.c.ordinal).label("first"), func.count().label("count")
        counted = (
            select(first, count)
            .where(_mentions.c.entity_id == entity_id)
            .group_by(_mentions.c.document_id)
            .order_by(count.desc(), first)
            .limit(limit)
            .offset(offset)
            .subquery()
        )
        query = select(_mentions, counted.c.count.label("total")).join(
            counted, _mentions.c.ordinal == counted.c.first
        )
        rows = self._rows(query.order_by(counted.c.count.desc(), counted.c.first))
        return tuple((to_placed(row), row.total) for row in rows)

    def named(self, kind: Kind) -> tuple[tuple[str, str], ...]:
        """Which entities of a kind are mentioned in which documents, as (document id, entity id), each once."""
        query = select(_mentions.c.document_id, _mentions.c.entity_id).where(
            _mentions.c.kind == kind, _mentions.c.entity_id.is_not(None)
        )
        return tuple((row.document_id, row.entity_id) for row in self._rows(query.distinct()))

    def documents_with(self, entity_ids: Iterable[str]) -> frozenset[str]:
        """The ids of the documents that mention any of these entities."""
        wanted = _mentions.c.entity_id.in_(tuple(entity_ids))
        return frozenset(
            row.document_id for row in self._rows(select(_mentions.c.document_id).where(wanted).distinct())
        )

    def unresolved(
        self, kind: Kind | None = None, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Placed, ...]:
        """The mentions that no entity could be told for, by document and place."""
        query = select(_mentions).where(_mentions.c.entity_id.is_(None)).order_by(_mentions.c.ordinal)
        if kind:
            query = query.where(_mentions.c.kind == kind)
        return tuple(to_placed(row) for row in self._rows(query.limit(limit).offset(offset)))

    def unresolved_count(self, kind: Kind | None = None) -> int:
        """How many mentions no entity could be told for."""
        query = select(_mentions.c.ordinal).where(_mentions.c.entity_id.is_(None))
        return self._count(query.where(_mentions.c.kind == kind) if kind else query)

    def relations(
        self, entity_id: str | None = None, *, kind: RelationKind | None = None, outgoing: bool | None = None
    ) -> tuple[Relation, ...]:
        """Relations, all or one entity's; `outgoing` True: from it, False: to it, None: both."""
        query = select(_relations).order_by(_relations.c.ordinal)
        if entity_id is not None:
            leaves, arrives = _relations.c.source == entity_id, _relations.c.target == entity_id
            query = query.where(or_(leaves, arrives) if outgoing is None else leaves if outgoing else arrives)
        if kind:
            query = query.where(_relations.c.kind == kind)
        return tuple(to_relation(row) for row in self._rows(query))

    def findings(self, document_id: str | None = None) -> tuple[tuple[str, Finding], ...]:
        """What does not add up, as (document id, finding), all or one document's."""
        query = select(_findings).order_by(_findings.c.ordinal)
        if document_id:
            query = query.where(_findings.c.document_id == document_id)
        return tuple((row.document_id, decode(row.data, Finding)) for row in self._rows(query))
