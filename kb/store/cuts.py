"""Reading what the index is made of: texts, structures, and words cut before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from corpus.model import Document
from kb.store import schema
from kb.store.batches import batches
from kb.store.codec import decode
from kb.store.documents import visible
from kb.store.encoding import Cut, Staged
from kb.store.view import View

_documents, _cuts, _readings = schema.documents, schema.cuts, schema.readings
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Stamp:
    """A visible document with the digest of what the index is to hold of it; `None` if that is not known.

    `length` in Unicode code points.
    """

    id: str
    digest: str | None
    length: int


@dataclass(frozen=True, slots=True)
class Indexable:
    """A document as the index takes it: with its resolved title, and its words if they were cut before."""

    document: Document
    title: str | None
    cut: Cut | None


class CutsView(View):
    """Documents on their way into the index, those not yet visible too."""

    def stamps(self, version: str) -> Iterator[Stamp]:
        """All visible documents in the order of their ids, with digests where words were cut by `version`."""
        joined = (_cuts.c.document_id == _documents.c.id) & (_cuts.c.version == version)
        query = select(_documents.c.id, _cuts.c.digest, _documents.c.length).outerjoin(_cuts, joined)
        return (
            Stamp(row.id, row.digest, row.length)
            for row in self._rows(query.where(visible).order_by(_documents.c.id))
        )

    def indexables(self, ids: Iterable[str]) -> Iterator[Indexable]:
        """The documents with these ids, in their order, a few at a time in memory; read anew, as they will be."""
        columns = [_documents.c[name] for name in ("id", "title", "text", "structure")]
        query = select(*columns, *_cuts.c).outerjoin(_cuts, _cuts.c.document_id == _documents.c.id)
        anew = select(_readings.c.staged)
        for page in batches(ids, _PAGE):
            rows = self._connection.execute(query.where(_documents.c.id.in_(page)))
            found = {row.id: _to_indexable(row) for row in rows}
            for data in self._connection.scalars(anew.where(_readings.c.document_id.in_(page))):
                staged = decode(data, Staged)
                found[staged.document.id] = Indexable(
                    staged.document, staged.extract.profile.title, staged.cut
                )
            yield from (found[key] for key in page)


def _to_indexable(row: Row[Any]) -> Indexable:
    document = replace(decode(row.structure, Document), text=row.text)
    return Indexable(document, row.title, Cut(row.version, row.digest, row.words) if row.version else None)
