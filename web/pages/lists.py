"""The lists of documents and of entities of each kind: their sides, orders, and what a state keeps of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from flask import request

from corpus.lexicon import type_names
from kb.model import Kind
from kb.store.rows import Listed, Summary
from web import params
from web.library import Visit
from web.pages.narrowing import Narrowed, Side, heads, last, narrowed, newest
from web.profiles.documents import agencies, newest_first
from web.texts import name_of
from web.visits import visit

T = TypeVar("T")
Order = Callable[[T], object]

LEVELS = ("central", "province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Item:
    """An entity in its list: `regions` the paths of where it belongs, `holders` the agencies that it belongs to
    (a leader's, a platform's, a policy's issuers), `issued` how many documents an agency issued."""

    listed: Listed
    regions: tuple[tuple[str, ...], ...]
    holders: tuple[str, ...]
    issued: int = 0


def _fact(name: str) -> Callable[[Item], tuple[str, ...]]:
    return lambda item: (item.listed.entity.facts.get(name, ""),)


def _regions(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(head for path in item.regions for head in heads(path))) or ("",)


def _level(item: Item) -> tuple[str, ...]:
    return (LEVELS[min(item.listed.entity.id.count("/"), len(LEVELS) - 1)],)


_REGION: Side[Item] = Side("region", _regions, label=last)
_AGENCY: Side[Item] = Side(
    "agency", lambda item: item.holders or ("",), label=lambda v: v or name_of("facet", "unstated")
)
SIDES: Mapping[Kind, tuple[Side[Item], ...]] = {
    "agency": (
        Side("role", lambda i: ("issues" if i.issued else "mentioned",), label=lambda v: name_of("role", v)),
        _REGION,
    ),
    "policy": (
        Side("text", lambda i: ("here" if i.listed.entity.facts.get("document") else "not_here",), label=lambda v: name_of("held", v)),
        Side("issuer", lambda i: i.holders or ("",), label=lambda v: v or name_of("facet", "unstated")),
    ),
    "leader": (_AGENCY, _REGION),
    "platform": (Side("channel", _fact("channel"), label=lambda v: name_of("channel", v or None)), _AGENCY, _REGION),
    "region": (
        Side("level", _level, LEVELS.index, lambda v: name_of("level", v)),
        Side("region", lambda i: heads(i.listed.entity.id.split("/")[1:]), label=last),
    ),
}  # fmt: skip
ORDERS: Mapping[str, Order[Item]] = {
    "documents": lambda i: (-i.listed.documents, -i.listed.mentions, i.listed.entity.id),
    "mentions": lambda i: (-i.listed.mentions, i.listed.entity.id),
    "name": lambda i: (i.listed.entity.name, i.listed.entity.id),
}
DOCUMENT_SIDES: tuple[Side[Summary], ...] = (
    Side("type", lambda s: (s.type or "",), label=lambda v: name_of("type", v or "unknown"), allowed=("", *type_names())),
    Side("year", lambda s: (str(s.year or ""),), newest, lambda v: v or name_of("facet", "unstated")),
    Side("region", lambda s: heads(s.region), label=last),
    Side("agency", lambda s: agencies(s) or ("",), label=lambda v: v or name_of("facet", "unstated")),
)  # fmt: skip
DOCUMENT_ORDERS = ("date", "title", "length")


def entities(kind: Kind) -> Narrowed[Item]:
    """The entities of a kind that the request asks for: `q` in the name, its sides, in its `sort`."""
    needle = request.args.get("q", "").strip()
    every = items(visit(), kind)
    named = [i for i in every if needle in i.listed.entity.name] if needle else every
    found = narrowed(named, SIDES[kind], "" if needle else kind)
    order = params.choice("sort", tuple(ORDERS), "documents")
    return found if order == "documents" else _sorted(found, ORDERS[order])


def documents() -> Narrowed[Summary]:
    """The documents that the request asks for: `q` in the title, their sides, in its `sort`."""
    here, needle = visit(), request.args.get("q", "").strip()
    every = cast("tuple[Summary, ...]", here.kept("newest", lambda: newest_first(here.summaries)))
    named = [s for s in every if needle in s.label] if needle else every
    found = narrowed(named, DOCUMENT_SIDES, "" if needle else "documents")
    orders: Mapping[str, Order[Summary]] = {
        "title": lambda s: (s.label, s.id),
        "length": lambda s: (-s.length, s.id),
    }
    order = params.choice("sort", DOCUMENT_ORDERS, "date")
    return found if order == "date" else _sorted(found, orders[order])


def _sorted(found: Narrowed[T], order: Order[T]) -> Narrowed[T]:
    items = sorted(found.items, key=order)  # type: ignore[arg-type]
    return replace(found, items=items)


def items(here: Visit, kind: Kind) -> Sequence[Item]:
    """All entities of a kind, those in most documents first."""
    everything = cast("Mapping[str, Sequence[Item]]", here.kept("items", lambda: _items(here)))
    return everything.get(kind, ())


def _items(here: Visit) -> dict[str, Sequence[Item]]:
    places, holders = _located(here), _holders(here)
    issued: dict[str, int] = {}
    for summary in here.summaries:
        for name in agencies(summary):
            issued[name] = issued.get(name, 0) + 1
    found: dict[str, list[Item]] = {}
    for listed in here.entities.values():
        entity = listed.entity
        held = holders.get(entity.id, {})
        where = {places[key]: None for key in (entity.id, *held) if key in places}
        names = tuple(key.partition("/")[2] for key in held)
        count = issued.get(entity.name, 0) if entity.kind == "agency" else 0
        found.setdefault(entity.kind, []).append(Item(listed, tuple(where), names, count))
    return {kind: tuple(some) for kind, some in found.items()}


def _located(here: Visit) -> dict[str, tuple[str, ...]]:
    """The region's path of each agency that is located in one."""
    edges: Iterable[tuple[str, str, str]] = here.graph.edges(data="kind")
    return {source: tuple(target.split("/")[1:]) for source, target, kind in edges if kind == "located_in"}


def _holders(here: Visit) -> dict[str, dict[str, None]]:
    """The agencies that leaders lead, platforms are run by, and policies are issued by."""
    found: dict[str, dict[str, None]] = {}
    edges: Iterable[tuple[str, str, str]] = here.graph.edges(data="kind")
    for source, target, kind in edges:
        if kind in ("led_by", "runs"):
            found.setdefault(target, {})[source] = None
        elif kind == "issued_by":
            found.setdefault(source, {})[target] = None
    return found
