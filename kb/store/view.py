"""What every part of a snapshot shares: the connection whose transaction it is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from kb.store import schema


class View:
    """A read-only view of the store in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        return iter(self._connection.execution_options(yield_per=200).execute(query))

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.scalar(select(func.count()).select_from(query.subquery())) or 0)

    def value(self, key: str) -> str | None:
        """A value of the state table."""
        return self._connection.scalar(select(schema.state.c.value).where(schema.state.c.key == key))
