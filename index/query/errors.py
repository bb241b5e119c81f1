"""What a user is told when a query cannot be read."""

from corpus.errors import SuwenError
from corpus.model import Span


class QueryError(SuwenError):
    """A query that cannot be read; `place` is where (code points of the query as typed)."""

    def __init__(self, zh: str, en: str, place: Span) -> None:
        super().__init__(zh, en)
        self.place = place


def at(query: str, place: Span) -> str:
    """Where it is, for people: 第 7 个字「与」."""
    quoted = place.of(query)
    shown = quoted if len(quoted) <= 20 else quoted[:20] + "…"
    where = f"第 {place.start + 1} 个字"
    return f"{where}「{shown}」" if shown.strip() else f"{where}处" if place.start < len(query) else "末尾"
