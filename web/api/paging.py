"""Long answers in parts: `page` and `per_page`, or `cursor`, which walks one state of the store to its end."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request

from corpus.errors import SuwenError
from web import links, params
from web.texts import english, text
from web.visits import visit

T = TypeVar("T")


class StaleCursorError(SuwenError):
    """A cursor of a state that is no longer served: the list must be walked anew."""

    status = 410


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a list asked for: `page` from 1, of `per_page` items."""

    page: int
    per_page: int

    @property
    def offset(self) -> int:
        """How many items stand before it."""
        return (self.page - 1) * self.per_page

    def following(self, total: int) -> str | None:
        """The address of the next part of a list of `total` items; `None` after the last."""
        if self.page * self.per_page >= total or self.page >= params.MOST_PAGES:
            return None
        given = {key: values for key, values in request.args.lists() if key not in ("page", "cursor")}
        return links.with_query(request.path, {**given, "cursor": _cursor(self.page + 1)})

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Its items."""
        return items[self.offset : self.offset + self.per_page]

    def answer(self, total: int, results: Sequence[object]) -> dict[str, object]:
        """The head and the items that every list answers with."""
        return {
            "total": total,
            "page": self.page,
            "per_page": self.per_page,
            "next": self.following(total),
            "results": list(results),
        }


def window(usual: int, most: int) -> Window:
    """The part that the request asks for by `page` or `cursor`; `usual` items, at most `most`.

    Raises `SuwenError` for a cursor of another question, `StaleCursorError` for one of another state.
    """
    per_page = params.integer("per_page", usual, 1, most)
    given = request.args.get("cursor")
    if not given:
        return Window(params.page(), per_page)
    if "page" in request.args:
        raise SuwenError(text("cursor.page"), english("cursor.page"))
    state, question, page = _read(given)
    if question != _question():
        raise SuwenError(text("cursor.wrong"), english("cursor.wrong"))
    if state != visit().key:
        raise StaleCursorError(text("cursor.stale"), english("cursor.stale"))
    return Window(page, per_page)


def _question() -> str:
    """What tells one list from another: its address without the place in it."""
    given = sorted((k, v) for k, v in request.args.items(multi=True) if k not in ("page", "cursor"))
    return hashlib.sha256(json.dumps([request.path, given]).encode()).hexdigest()[:12]


def _cursor(page: int) -> str:
    plain = json.dumps([visit().key, _question(), page]).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, str, int]:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        parts: Any = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        state, question, page = parts
        named = isinstance(state, str) and isinstance(question, str)
        if named and type(page) is int and 1 <= page <= params.MOST_PAGES:
            return state, question, page
    except (ValueError, TypeError, RecursionError):
        pass
    raise SuwenError(text("cursor.wrong"), english("cursor.wrong"))
