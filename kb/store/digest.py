"""Hashes of what the store holds, so that a changed byte is seen wherever it lies."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from kb.store import schema

DERIVED = (
    schema.state,
    schema.sources,
    schema.entities,
    schema.aliases,
    schema.mentions,
    schema.relations,
    schema.findings,
    schema.cells,
    schema.passages,
)
"""The tables that only a publication changes."""


def table_digests(connection: Connection) -> dict[str, str]:
    """The hash of each derived table, all rows in the order of their keys."""
    return {table.name: _digest(connection, table) for table in DERIVED}


def document_digests(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Each visible document's id, the version of its reader, and the hash of its row."""
    query = select(schema.documents).where(schema.documents.c.added.is_not(None))
    rows = connection.execute(query.order_by(schema.documents.c.id), execution_options={"yield_per": 100})
    for row in rows:
        yield (
            row.id,
            row.reader,
            hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).hexdigest(),
        )


def _digest(connection: Connection, table: Table) -> str:
    digest = hashlib.sha256()
    query = select(table).order_by(*table.primary_key)
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
