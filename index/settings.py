"""Limits of a search, so that no query can hold up the others; each may be set in the environment."""

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may ask. Each is read from `SUWEN_` and its name in capitals, if that is set.

    `query_length` in Unicode code points; `query_depth`, brackets within brackets; `query_leaves`, words,
    phrases and field conditions; `near_distance`, the widest NEAR in code points; `per_page`, documents;
    `wildcards` in one pattern; `similar_names`, names that a ~ may stand for; `facet_values`, of one facet
    with a result; `seconds_per_query`, of processor time; `seconds_per_stream`, the same while a concordance is
    told line by line; `megabytes_per_query`, what a query may remember while it runs.
    """

    query_length: int = 2000
    query_depth: int = 20
    query_leaves: int = 200
    near_distance: int = 1000
    per_page: int = 10_000
    wildcards: int = 8
    similar_names: int = 20
    facet_values: int = 200
    seconds_per_query: int = 5
    seconds_per_stream: int = 60
    megabytes_per_query: int = 256


_NAMES = {field.name: f"SUWEN_{field.name.upper()}" for field in fields(Limits)}


_held: ContextVar[Limits | None] = ContextVar("_held", default=None)


def limits() -> Limits:
    """The limits in force."""
    return _held.get() or _limits(
        tuple((key, os.environ[name]) for key, name in _NAMES.items() if name in os.environ)
    )


@contextlib.contextmanager
def held_limits() -> Iterator[Limits]:
    """The limits in force now stay in force for what is done within: they are read once a query."""
    now = limits()
    token = _held.set(now)
    try:
        yield now
    finally:
        _held.reset(token)


@lru_cache(maxsize=8)
def _limits(given: tuple[tuple[str, str], ...]) -> Limits:
    return Limits(**{key: int(value) for key, value in given if value.isdecimal()})
