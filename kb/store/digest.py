"""Hashes of what the store holds, so that a changed byte is seen wherever it lies."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from kb.store import schema

DERIVED = (schema.state, schema.sources, *schema.KNOWLEDGE)
"""The tables that only a publication changes."""


_documents = schema.documents.c
NAMING = (_documents.source, _documents.added, _documents.work)
"""What a publication says of a document; all else of its row comes from its bytes and never changes."""


def table_digests(connection: Connection) -> dict[str, str]:
    """The hash of each derived table, all rows in the order of their keys; of the documents what is said of them."""
    found = {table.name: _digest(connection, select(table).order_by(*table.primary_key)) for table in DERIVED}
    said = select(_documents.id, *NAMING).where(_documents.added.is_not(None)).order_by(_documents.id)
    return {**found, schema.documents.name: _digest(connection, said)}


def document_digests(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Each visible document's id, the version of its reader, and the hash of what its bytes gave."""
    given = [column for column in _documents if column.name not in {named.name for named in NAMING}]
    query = select(*given).where(_documents.added.is_not(None)).order_by(_documents.id)
    rows = connection.execute(query, execution_options={"yield_per": 100})
    for row in rows:
        yield (
            row.id,
            row.reader,
            hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).hexdigest(),
        )


def _digest(connection: Connection, query: Select[Any]) -> str:
    digest = hashlib.sha256()
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
