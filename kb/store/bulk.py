"""Many rows at once, in the words of each database."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from kb.store.encoding import Values
from kb.store.postgres import copy_rows

_COPIED = 50
"""From so many rows on COPY is worth its two round trips."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write new rows of one shape: by COPY on PostgreSQL."""
    if connection.dialect.name == "postgresql" and len(rows) >= _COPIED:
        copy_rows(connection, table, rows)
    elif rows:
        connection.execute(table.insert(), list(rows))


def take_stock(connection: Connection, table: Table) -> None:
    """Let a server know what a table has become in this transaction: it plans by what it last saw of it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {connection.dialect.identifier_preparer.format_table(table)}")


def put(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write rows of one shape; what is there under the same key gets the new values, its other columns stay."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = {column.name for column in table.primary_key}
    fresh = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), list(rows))
