"""Reading: one transaction, one state, however long a page takes and whoever writes meanwhile."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, or_, select

from corpus.errors import NotFoundError
from corpus.model import Document, Span
from kb.model import (
    AgencyMention,
    Entity,
    Evidence,
    Extract,
    Finding,
    Kind,
    LeaderMention,
    Mention,
    PlatformMention,
    PolicyMention,
    RegionMention,
    Relation,
    RelationKind,
)
from kb.store import schema
from kb.store.codec import decode, decode_each
from kb.store.rows import Listed, Placed, Record, State, Summary

_documents, _entities, _mentions = schema.documents, schema.entities, schema.mentions
_relations, _findings = schema.relations, schema.findings

_visible = _documents.c.added.is_not(None)
_PAGE = 100
_summary = [
    _documents.c[name]
    for name in (
        "id",
        "source",
        "title",
        "agency",
        "region",
        "year",
        "type",
        "number",
        "date",
        "length",
        "work",
    )
]

mention_types: dict[Kind, type[Mention]] = {
    "agency": AgencyMention,
    "policy": PolicyMention,
    "leader": LeaderMention,
    "platform": PlatformMention,
    "region": RegionMention,
}
"""The dataclass of each kind's mentions."""


@contextlib.contextmanager
def snapshot(engine: Engine) -> Iterator["Snapshot"]:
    """A view of the store as it is now; it does not change while it is open."""
    with engine.begin() as connection:
        yield Snapshot(connection)


class Snapshot:
    """Everything that can be read, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        return iter(self._connection.execution_options(yield_per=200).execute(query))

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.scalar(select(func.count()).select_from(query.subquery())) or 0)

    # -- the state ---------------------------------------------------------------------------------

    def value(self, key: str) -> str | None:
        """A value of the state table."""
        return self._connection.scalar(select(schema.state.c.value).where(schema.state.c.key == key))

    @property
    def generation(self) -> int:
        """The number of the publication that made this state; 0 before the first."""
        return int(self.value("generation") or 0)

    def state(self) -> State:
        """The state with its counts."""
        kinds = self._rows(select(_entities.c.kind, func.count().label("total")).group_by(_entities.c.kind))
        return State(
            generation=self.generation,
            fingerprint=self.value("fingerprint") or "",
            documents=self._count(select(_documents.c.id).where(_visible)),
            entities={row.kind: row.total for row in kinds},
            relations=self._count(select(_relations.c.ordinal)),
            unresolved=self._count(select(_mentions.c.ordinal).where(_mentions.c.entity_id.is_(None))),
        )

    # -- documents ---------------------------------------------------------------------------------

    def summaries(self, ids: Iterable[str] | None = None) -> tuple[Summary, ...]:
        """The visible documents, all or those named, in the order of their ids."""
        query = select(*_summary).where(_visible).order_by(_documents.c.id)
        if ids is not None:
            query = query.where(_documents.c.id.in_(tuple(ids)))
        return tuple(_to_summary(row) for row in self._rows(query))

    def find(self, name: str) -> str:
        """The id of the document with this id, source, source's file name or stem.

        Raises `NotFoundError` if there is none, or if several fit (it names them).
        """
        ids = [row.id for row in self._rows(_named(name))]
        if len(ids) == 1:
            return str(ids[0])
        if ids:
            raise NotFoundError(
                f"“{name}”有多篇文档：{'、'.join(ids)}；请用其中一个编号", "several documents fit"
            )
        raise NotFoundError(f"没有文档“{name}”；suwen search 可以查到编号", "no such document")

    def record(self, document_id: str) -> Record:
        """The document with this id and its extract; raises `NotFoundError`."""
        query = select(_documents).where(_visible, _documents.c.id == document_id)
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFoundError(f"没有编号为 {document_id} 的文档", "no document has this id")
        return to_record(row)

    def records(self) -> Iterator[Record]:
        """All visible documents in the order of their ids, a few at a time in memory."""
        last = ""
        while rows := self._page(last):
            yield from map(to_record, rows)
            last = rows[-1].id

    def _page(self, after: str) -> list[Row[Any]]:
        query = select(_documents).where(_visible, _documents.c.id > after).order_by(_documents.c.id)
        return list(self._connection.execute(query.limit(_PAGE)))

    def extracts(self) -> Iterator[Extract]:
        """The extracts of all visible documents in the order of their ids."""
        query = select(_documents.c.extract).where(_visible).order_by(_documents.c.id)
        return (decode(row.extract, Extract) for row in self._rows(query))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The canonical texts of the documents named."""
        query = select(_documents.c.id, _documents.c.text).where(_visible, _documents.c.id.in_(tuple(ids)))
        return {row.id: row.text for row in self._rows(query)}

    def versions(self, document_id: str) -> tuple[Summary, ...]:
        """The other versions of a document's text (a page and its PDF, a mirror), by source."""
        work = select(_documents.c.work).where(_documents.c.id == document_id).scalar_subquery()
        query = select(*_summary).where(_visible, _documents.c.work == work, _documents.c.id != document_id)
        return tuple(
            _to_summary(row) for row in self._rows(query.order_by(_documents.c.source, _documents.c.id))
        )

    def sources(self, document_id: str) -> tuple[str, ...]:
        """The names of all files that hold this document, byte for byte."""
        query = select(schema.sources.c.source).where(schema.sources.c.document_id == document_id)
        return tuple(sorted({row.source for row in self._rows(query)}))

    # -- knowledge ---------------------------------------------------------------------------------

    def entity(self, entity_id: str) -> Listed:
        """The entity with this id; raises `NotFoundError`."""
        row = self._connection.execute(select(_entities).where(_entities.c.id == entity_id)).first()
        if row is None:
            raise NotFoundError(f"没有“{entity_id}”这个条目", "no entity has this id")
        return _to_listed(row)

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
            query = query.where(_entities.c.name.contains(contains, autoescape=True))
        return tuple(_to_listed(row) for row in self._rows(query.limit(limit).offset(offset)))

    def lookup(self, name: str) -> tuple[str, ...]:
        """The ids of the entities with this name or alias."""
        query = select(schema.aliases.c.entity_id).where(schema.aliases.c.name == name)
        return tuple(sorted(row.entity_id for row in self._rows(query)))

    def mentions_in(self, document_id: str) -> tuple[Placed, ...]:
        """The mentions in a document, in the order of the text."""
        query = select(_mentions).where(_mentions.c.document_id == document_id)
        return tuple(
            _to_placed(row) for row in self._rows(query.order_by(_mentions.c.start, _mentions.c.ordinal))
        )

    def mentions_of(self, entity_id: str, *, limit: int | None = None, offset: int = 0) -> tuple[Placed, ...]:
        """The mentions of an entity, by document and place."""
        query = select(_mentions).where(_mentions.c.entity_id == entity_id).order_by(_mentions.c.ordinal)
        return tuple(_to_placed(row) for row in self._rows(query.limit(limit).offset(offset)))

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
        return tuple((_to_placed(row), row.total) for row in rows)

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
        return tuple(_to_placed(row) for row in self._rows(query.limit(limit).offset(offset)))

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
        return tuple(_to_relation(row) for row in self._rows(query))

    def forms(self, document_id: str) -> bytes | None:
        """The statutory tables of a document as `kb.forms` encoded them; `None` where there are none."""
        query = select(_documents.c.forms).where(_visible, _documents.c.id == document_id)
        return self._connection.scalar(query)

    def reports(self) -> tuple[Summary, ...]:
        """The documents with statutory tables, by agency and year."""
        query = select(*_summary).where(_visible, _documents.c.forms.is_not(None))
        order = (_documents.c.agency, _documents.c.year, _documents.c.source, _documents.c.id)
        return tuple(_to_summary(row) for row in self._rows(query.order_by(*order)))

    def staged_findings(self) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """What each document's own audit found, as it was staged, in the order of the ids."""
        query = select(_documents.c.id, _documents.c.findings).where(_visible).order_by(_documents.c.id)
        return ((row.id, decode_each(row.findings, Finding)) for row in self._rows(query))

    def findings(self, document_id: str | None = None) -> tuple[tuple[str, Finding], ...]:
        """What does not add up, as (document id, finding), all or one document's."""
        query = select(_findings).order_by(_findings.c.ordinal)
        if document_id:
            query = query.where(_findings.c.document_id == document_id)
        return tuple((row.document_id, decode(row.data, Finding)) for row in self._rows(query))


def _named(name: str) -> Select[Any]:
    source = _documents.c.source
    tail = source.endswith("/" + name, autoescape=True)
    stem = source.contains("/" + name + ".", autoescape=True) | source.startswith(name + ".", autoescape=True)
    exact = (_documents.c.id == name) | (source == name)
    held = select(schema.sources.c.document_id).where(schema.sources.c.source == name)
    return (
        select(_documents.c.id)
        .where(_visible, exact | tail | stem | _documents.c.id.in_(held))
        .order_by(_documents.c.id)
    )


def _to_summary(row: Row[Any]) -> Summary:
    values = dict(row._mapping)
    work = values["work"] or values["id"]
    return Summary(**{**values, "region": split_region(values["region"]), "work": work})


def split_region(path: str) -> tuple[str, ...]:
    """A region's path from the form of the store (山东省/青岛市)."""
    return tuple(path.split("/")) if path else ()


def to_record(row: Row[Any]) -> Record:
    """A row of `documents` as the record it stores."""
    document = replace(decode(row.structure, Document), text=row.text)
    return Record(document, decode(row.extract, Extract))


def _to_listed(row: Row[Any]) -> Listed:
    return Listed(decode(row.data, Entity), row.mentions, row.documents)


def _to_placed(row: Row[Any]) -> Placed:
    mention = decode(row.data, mention_types[row.kind])
    sentence = Span(row.sentence_start, row.sentence_end)
    return Placed(row.document_id, row.kind, row.entity_id, mention, sentence)


def _to_relation(row: Row[Any]) -> Relation:
    evidence = Evidence(row.document_id, row.start, row.end, row.sentence_start, row.sentence_end)
    return Relation(row.source, row.kind, row.target, evidence, row.year, row.detail)
