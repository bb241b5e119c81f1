"""What every part of a snapshot shares: the connection whose transaction it is."""

import string
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, Select, func, select

from kb.store import schema

_FOLD = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def folded(text: str) -> str:
    """The text as `lower` gives it in every database for columns of this schema: only A to Z are made small."""
    return text.translate(_FOLD)


class View:
    """A read-only view of the store in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any] | CompoundSelect[Any]) -> Iterator[Row[Any]]:
        return iter(self._connection.execute(query, execution_options={"yield_per": 200}))

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.scalar(select(func.count()).select_from(query.subquery())) or 0)

    def value(self, key: str) -> str | None:
        """A value of the state table."""
        return self._connection.scalar(select(schema.state.c.value).where(schema.state.c.key == key))
