"""Which part of a search excludes everything: each part looked for alone, and the search without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.answer import answer
from index.facets import label
from index.fields import facets
from index.model import Request
from index.opened import Opened
from index.query.lexer import Token, tokens
from kb.store.reader import Snapshot

_BINDS_NEXT = ("field", "not", "near", "sentence", "paragraph")
_BINDS_BEFORE = ("near", "sentence", "paragraph")

MOST = 12
"""Of so many conditions it is told which one excludes: each costs two searches, the second one of all the others."""


@dataclass(frozen=True, slots=True)
class Part:
    """A condition of the query, or the filter by one facet.

    `said`, the part as typed or chosen; `facet`, which facet it filters by (`None`: a part of the query);
    `alone`, how many documents have it (whatever the filters); `rest`, the same search without it, and `without`,
    how many documents that finds (`None`: nothing would be left to search for).
    """

    said: str
    facet: str | None
    alone: int
    rest: Request | None
    without: int | None


def parts(opened: Opened, snapshot: Snapshot, request: Request) -> tuple[Part, ...]:
    """The parts of a search that all documents must have, () if there is but one or more than `MOST`; raises
    `QueryError`.
    """

    def total(asked: Request) -> int:
        return answer(opened, snapshot, asked).total

    typed = split(request.query)
    if len(typed) > MOST:
        return ()
    found = [_part(part, replace(request, query=" ".join(rest)), total(Request(part)), None)
             for part, rest in _each(typed)]  # fmt: skip
    for field in facets():
        if values := request.filters.get(field.name):
            filters = {name: given for name, given in request.filters.items() if name != field.name}
            said = f"{field.label}：{'、'.join(label(field.name, value) for value in values)}"
            alone = total(Request("", {field.name: values}))
            found.append(_part(said, replace(request, filters=filters), alone, field.name))
    whole = [part for part in found if part.rest] if len(found) > 1 else []
    return tuple(replace(part, without=total(part.rest)) for part in whole if part.rest)


def _part(said: str, rest: Request, alone: int, facet: str | None) -> Part:
    left = rest.query.strip() or any(rest.filters.values())
    return Part(said, facet, alone, replace(rest, page=1) if left else None, None)


def _each(found: list[str]) -> Iterator[tuple[str, list[str]]]:
    for at, part in enumerate(found):
        yield part, found[:at] + found[at + 1 :]


def split(query: str) -> list[str]:
    """The conditions of a query that must all hold, as typed; one, where they are alternatives.

    >>> split("主动公开 与 (微博 或 微信) 年份:2019")
    ['主动公开', '(微博 或 微信)', '年份:2019']
    """
    found: list[list[Token]] = []
    depth, bound = 0, False
    for token in tokens(query)[:-1]:
        if depth == 0 and token.kind == "or":
            return [query]
        if depth == 0 and token.kind == "and":
            bound = False
            continue
        if depth or bound or (found and token.kind in _BINDS_BEFORE):
            found[-1].append(token)
        else:
            found.append([token])
        depth += (token.kind == "open") - (token.kind == "close")
        bound = token.kind in _BINDS_NEXT
    return [query[part[0].place.start : part[-1].place.end] for part in found]
