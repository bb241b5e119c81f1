"""Reading documents: summaries, records, texts, sources, versions."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, Select, func, select

from corpus.errors import NotFoundError
from kb.model import Extract, Finding
from kb.store import schema
from kb.store.batches import batches
from kb.store.codec import decode, decode_each
from kb.store.decoding import to_record, to_summary
from kb.store.encoding import Source
from kb.store.rows import Record, Summary
from kb.store.view import View, folded

_documents = schema.documents
visible = _documents.c.added.is_not(None)
_PAGE = 100
_MANY = 500
"""So many ids are named in one question; servers have bounds."""
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


class DocumentsView(View):
    """The visible documents."""

    def summaries(self, ids: Iterable[str] | None = None) -> tuple[Summary, ...]:
        """The visible documents, all or those named, in the order of their ids."""
        query = select(*_summary).where(visible).order_by(_documents.c.id)
        if ids is None:
            return tuple(to_summary(row) for row in self._rows(query))
        pages = batches(sorted(set(ids)), _MANY)
        found = (row for page in pages for row in self._rows(query.where(_documents.c.id.in_(page))))
        return tuple(map(to_summary, found))

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
        query = select(_documents).where(visible, _documents.c.id == document_id)
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
        query = select(_documents).where(visible, _documents.c.id > after).order_by(_documents.c.id)
        return list(self._connection.execute(query.limit(_PAGE)))

    def extracts(self) -> Iterator[Extract]:
        """The extracts of all visible documents in the order of their ids."""
        query = select(_documents.c.extract).where(visible).order_by(_documents.c.id)
        return (decode(row.extract, Extract) for row in self._rows(query))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The canonical texts of the documents named."""
        query = select(_documents.c.id, _documents.c.text).where(visible)
        return {
            row.id: row.text
            for page in batches(ids, _MANY)
            for row in self._rows(query.where(_documents.c.id.in_(page)))
        }

    def versions(self, document_id: str) -> tuple[Summary, ...]:
        """The other versions of a document's text (a page and its PDF, a mirror), by source."""
        work = select(_documents.c.work).where(_documents.c.id == document_id).scalar_subquery()
        query = select(*_summary).where(visible, _documents.c.work == work, _documents.c.id != document_id)
        return tuple(
            to_summary(row) for row in self._rows(query.order_by(_documents.c.source, _documents.c.id))
        )

    def sources(self, document_id: str) -> tuple[str, ...]:
        """The names of all files that hold this document, byte for byte."""
        query = select(schema.sources.c.source).where(schema.sources.c.document_id == document_id)
        return tuple(sorted({row.source for row in self._rows(query)}))

    def held(self) -> tuple[Source, ...]:
        """The files that the visible documents were read from, by path."""
        rows = self._rows(select(schema.sources).order_by(schema.sources.c.path))
        return tuple(Source(row.path, row.source, row.document_id, row.sha256) for row in rows)

    def hashes(self) -> tuple[str, ...]:
        """The SHA-256 of the bytes of all documents held, those not yet visible too."""
        return tuple(row.sha256 for row in self._rows(select(_documents.c.sha256).order_by(_documents.c.id)))

    def forms(self, document_id: str) -> bytes | None:
        """The statutory tables of a document as `kb.forms` encoded them; `None` where there are none."""
        query = select(_documents.c.forms).where(visible, _documents.c.id == document_id)
        return self._connection.scalar(query)

    def reports(self) -> tuple[Summary, ...]:
        """The documents with statutory tables, by agency and year."""
        query = select(*_summary).where(visible, _documents.c.forms.is_not(None))
        order = (
            _documents.c.agency.nulls_first(),
            _documents.c.year.nulls_first(),
            _documents.c.source,
            _documents.c.id,
        )
        return tuple(to_summary(row) for row in self._rows(query.order_by(*order)))

    def is_behind(self) -> bool:
        """Whether visible documents were read anew and wait for a publication; to be asked of a writer's store."""
        return bool(self._count(select(schema.readings.c.document_id)))

    def staged_findings(self) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """What each document's own audit found, as it was staged, in the order of the ids."""
        query = select(_documents.c.id, _documents.c.findings).where(visible).order_by(_documents.c.id)
        return ((row.id, decode_each(row.findings, Finding)) for row in self._rows(query))


def _named(name: str) -> Select[Any]:
    source, part = func.lower(_documents.c.source), folded(name)
    tail = source.endswith("/" + part, autoescape=True)
    stem = source.contains("/" + part + ".", autoescape=True) | source.startswith(part + ".", autoescape=True)
    exact = (_documents.c.id == name) | (_documents.c.source == name)
    held = select(schema.sources.c.document_id).where(schema.sources.c.source == name)
    return (
        select(_documents.c.id)
        .where(visible, exact | tail | stem | _documents.c.id.in_(held))
        .order_by(_documents.c.id)
    )
