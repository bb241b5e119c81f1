"""Reading: one transaction, one state, however long a page takes and whoever writes meanwhile."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Engine, func, select

from kb.store import schema
from kb.store.cuts import CutsView
from kb.store.digest import document_digests, table_digests
from kb.store.documents import DocumentsView, visible
from kb.store.knowledge import KnowledgeView
from kb.store.links import LinksView
from kb.store.passages import PassagesView
from kb.store.rows import State

_documents, _entities, _mentions = schema.documents, schema.entities, schema.mentions


@contextlib.contextmanager
def snapshot(engine: Engine) -> Iterator["Snapshot"]:
    """A view of the store as it is now; it does not change while it is open."""
    with engine.begin() as connection:
        yield Snapshot(connection)


class Snapshot(DocumentsView, CutsView, KnowledgeView, LinksView, PassagesView):
    """Everything that can be read, in one transaction."""

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
            documents=self._count(select(_documents.c.id).where(visible)),
            entities={row.kind: row.total for row in kinds},
            relations=self._count(select(schema.relations.c.ordinal)),
            unresolved=self._count(select(_mentions.c.ordinal).where(_mentions.c.entity_id.is_(None))),
        )

    def table_digests(self) -> dict[str, str]:
        """The hash of each table that only a publication changes."""
        return table_digests(self._connection)

    def document_digests(self) -> Iterator[tuple[str, str, str]]:
        """Each visible document's id, the version of its reader, and the hash of its row."""
        return document_digests(self._connection)
