"""Writing: documents are staged in small commits, then published with their knowledge in one transaction."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update

from kb.model import Entity, Finding, Relation
from kb.store import schema
from kb.store.batches import batches
from kb.store.bulk import insert_rows, put, take_stock
from kb.store.codec import decode
from kb.store.encoding import (
    Source,
    Staged,
    Values,
    cut_row,
    document_row,
    entity_row,
    finding_row,
    mention_row,
    reading_row,
    relation_row,
    source_row,
)
from kb.store.passages import Passage, passage_row, settle
from kb.store.rows import Placed

_documents, _sources, _cuts, _failures = schema.documents, schema.sources, schema.cuts, schema.failures
_readings = schema.readings
_BATCH = 500
_PLACED = 50


class Writer:
    """Changes the store, in the transaction of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- staging -----------------------------------------------------------------------------------

    def known(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """The documents held, staged ones too, all or of these ids, with the reader version that made each last."""
        found: dict[str, str] = {}
        for key, reader in (
            (_documents.c.id, _documents.c.reader),
            (_readings.c.document_id, _readings.c.reader),
        ):
            query = select(key, reader)
            rows = self._connection.execute(query if ids is None else query.where(key.in_(ids)))
            found.update((row[0], row[1]) for row in rows)
        return found

    def sources(self) -> dict[str, Source]:
        """What was ingested so far, by path."""
        rows = self._connection.execute(select(_sources))
        return {row.path: Source(row.path, row.source, row.document_id, row.sha256) for row in rows}

    def stage(self, staged: Sequence[Staged]) -> None:
        """Put documents in, not yet visible; one that waits to become so is replaced by the new reading.

        A visible document that is read anew (its reader's version changed) stays as it is until `adopt`.
        """
        staged = sorted(staged, key=lambda item: item.document.id)  # two workers never wait for each other
        ids = [item.document.id for item in staged]
        query = select(_documents.c.id).where(_documents.c.added.is_not(None), _documents.c.id.in_(ids))
        seen = set(self._connection.scalars(query))
        put(self._connection, _readings, [reading_row(item) for item in staged if item.document.id in seen])
        self._place([item for item in staged if item.document.id not in seen])

    def _place(self, staged: Sequence[Staged]) -> None:
        """Put documents where they are read from, in place of what is there."""
        put(self._connection, _documents, [document_row(item) for item in staged])
        self._connection.execute(
            delete(_cuts).where(_cuts.c.document_id.in_([i.document.id for i in staged]))
        )
        put(self._connection, _cuts, [cut_row(item.document.id, item.cut) for item in staged if item.cut])

    def _place_readings(self) -> None:
        """Put visible documents that were read anew in place of what they were."""
        ids = self._connection.scalars(
            select(_readings.c.document_id).order_by(_readings.c.document_id)
        ).all()
        for batch in batches(ids, _PLACED):
            query = select(_readings.c.staged).where(_readings.c.document_id.in_(batch))
            self._place([decode(data, Staged) for data in self._connection.scalars(query)])
        self._connection.execute(delete(_readings))

    def fail(self, asked: Collection[str], reasons: Mapping[str, str]) -> None:
        """Note of the originals `asked` (by SHA-256) which could not be read, and why."""
        self._connection.execute(delete(_failures).where(_failures.c.sha256.in_(asked)))
        rows = [{"sha256": sha256, "reason": reason} for sha256, reason in sorted(reasons.items())]
        put(self._connection, _failures, rows)

    def failures(self, asked: Collection[str]) -> dict[str, str]:
        """What was noted of these originals that could not be read, by SHA-256."""
        query = select(_failures).where(_failures.c.sha256.in_(asked))
        return {row.sha256: row.reason for row in self._connection.execute(query)}

    # -- publishing --------------------------------------------------------------------------------

    def adopt(self, sources: Iterable[Source], forgotten: Iterable[str] = ()) -> int:
        """Make visible what the sources hold, drop what no source holds any more; gives the new generation.

        `forgotten`: ids of documents to drop with all their sources.
        """
        generation = int(self._value("generation") or 0) + 1
        self._place_readings()
        for batch in batches(sources, _BATCH):
            self._connection.execute(delete(_sources).where(_sources.c.path.in_([s.path for s in batch])))
            insert_rows(self._connection, _sources, [source_row(s) for s in batch])
        self._connection.execute(delete(_sources).where(_sources.c.document_id.in_(tuple(forgotten))))
        held = exists().where(_sources.c.document_id == _documents.c.id)
        self._connection.execute(delete(_documents).where(~held))
        there = exists().where(_documents.c.id == _cuts.c.document_id)
        self._connection.execute(delete(_cuts).where(~there))
        self._connection.execute(
            update(_documents).where(_documents.c.added.is_(None)).values(added=generation)
        )
        self._name_documents()
        take_stock(self._connection, _documents)
        return generation

    def forget_sources(self) -> None:
        """Drop what is known of files, to write it anew from the journal."""
        self._connection.execute(delete(_sources))

    def _name_documents(self) -> None:
        """A document held by several files goes by the first of their names."""
        first = (
            select(_sources.c.source)
            .where(_sources.c.document_id == _documents.c.id)
            .order_by(_sources.c.source)
            .limit(1)
        )
        name = first.scalar_subquery()
        self._connection.execute(update(_documents).where(_documents.c.source != name).values(source=name))

    def works(self, works: Mapping[str, str]) -> None:
        """Link versions of one text: document id → the id of the document that stands for them."""
        self._connection.execute(update(_documents).where(_documents.c.work.is_not(None)).values(work=None))
        statement = update(_documents).where(_documents.c.id == bindparam("version"))
        for batch in batches(sorted(works.items()), _BATCH):
            rows = [{"version": document_id, "work": work} for document_id, work in batch]
            self._connection.execute(statement.values(work=bindparam("work")), rows)

    def clear_knowledge(self) -> None:
        """Forget all knowledge, to write it anew."""
        for table in schema.KNOWLEDGE:
            self._connection.execute(delete(table))

    def mentions(self, start: int, placed: Sequence[Placed]) -> int:
        """Write mentions, numbered from `start`; gives the next number."""
        rows = [mention_row(start + i, place) for i, place in enumerate(placed)]
        return start + self._insert(schema.mentions, rows)

    def relations(self, start: int, relations: Sequence[Relation]) -> int:
        """Write relations, numbered from `start`; gives the next number."""
        rows = [relation_row(start + i, relation) for i, relation in enumerate(relations)]
        return start + self._insert(schema.relations, rows)

    def findings(self, start: int, document_id: str, findings: Sequence[Finding]) -> int:
        """Write a document's findings, numbered from `start`; gives the next number."""
        rows = [finding_row(start + i, document_id, finding) for i, finding in enumerate(findings)]
        return start + self._insert(schema.findings, rows)

    def entities(self, entities: Iterable[Entity], counts: Callable[[str], tuple[int, int]]) -> None:
        """Write entities; `counts` tells each id's mentions and documents."""
        for batch in batches(entities, _BATCH):
            self._insert(
                schema.entities,
                [entity_row(entity, counts(entity.id)) for entity in batch],
            )
            names = {(name, e.id) for e in batch for name in (e.name, *e.aliases)}
            self._insert(schema.aliases, [{"name": name, "entity_id": key} for name, key in sorted(names)])

    def passages(self, passages: Iterable[Passage]) -> None:
        """Write sentences that may stand in two works."""
        for batch in batches(passages, _BATCH):
            self._insert(schema.passages, [passage_row(passage) for passage in batch])

    def settle_passages(self, *, statutes: Collection[str], limits: Mapping[str, int]) -> None:
        """Drop the passages that do not, and mark boilerplate; see `kb.store.passages.settle`."""
        take_stock(self._connection, schema.passages)
        settle(self._connection, statutes=statutes, limits=limits)

    def finish(self, generation: int) -> None:
        """Name the new state; with the commit of this transaction it is what readers see."""
        ids = self._connection.execute(select(_documents.c.id, _documents.c.reader).order_by(_documents.c.id))
        digest = hashlib.sha256("\n".join(f"{row.id} {row.reader}" for row in ids).encode())
        self.note("generation", str(generation))
        self.note("fingerprint", digest.hexdigest()[:16])

    def note(self, key: str, value: str) -> None:
        """Set a value of the state table."""
        self._connection.execute(delete(schema.state).where(schema.state.c.key == key))
        self._connection.execute(schema.state.insert().values(key=key, value=value))

    def _value(self, key: str) -> str | None:
        return self._connection.scalar(select(schema.state.c.value).where(schema.state.c.key == key))

    def _insert(self, table: Table, rows: list[Values]) -> int:
        insert_rows(self._connection, table, rows)
        return len(rows)
