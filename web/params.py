"""Parameters of a request, checked: what is wrong becomes a sentence and status 400."""

from collections.abc import Sequence

from flask import request

from corpus.errors import SuwenError
from corpus.model import Span
from web.texts import english, text

MOST_PAGES = 100_000
MOST_CHARACTERS = 20_000


def _wrong(key: str, **values: object) -> SuwenError:
    return SuwenError(text(key, **values), english(key, **values))


def check_lengths() -> None:
    """Refuse a parameter longer than any use could need."""
    for name, values in request.args.lists():
        length = max(map(len, values))
        if length > MOST_CHARACTERS:
            raise _wrong("params.long", name=name[:50], length=length, most=MOST_CHARACTERS)


def integer(name: str, default: int, least: int, most: int) -> int:
    """A whole number between `least` and `most`, both allowed."""
    value = request.args.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and least <= int(value) <= most):
        raise _wrong("params.number", name=name, value=value[:20], least=least, most=most)
    return int(value)


def page() -> int:
    """The page wanted, from 1."""
    return integer("page", 1, 1, MOST_PAGES)


def choice(name: str, choices: Sequence[str], default: str) -> str:
    """One of `choices`."""
    value = request.args.get(name) or default
    if value not in choices:
        raise _wrong("params.choice", name=name, value=value[:20], choices="、".join(choices))
    return value


def several(name: str, choices: Sequence[str]) -> tuple[str, ...]:
    """Some of `choices`, in their order."""
    values = [value for value in request.args.getlist(name) if value]
    for value in values:
        if value not in choices:
            raise _wrong("params.choice", name=name, value=value[:20], choices="、".join(choices))
    return tuple(code for code in choices if code in values)


def place(name: str, length: int) -> Span | None:
    """A place in a text of `length` code points, written start-end."""
    value = request.args.get(name)
    if not value:
        return None
    start, dash, end = value.partition("-")
    if dash and all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (start, end)):
        span = Span(int(start), int(end))
        if span.start < span.end <= length:
            return span
    raise _wrong("params.place", value=value[:30], length=length)
