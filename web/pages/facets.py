"""Facets as lists of links: a click narrows the result, a second one widens it again, the query stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import request

from index.fields import UNKNOWN
from index.model import FacetValue
from web.links import with_query
from web.texts import known, name_of, text

OPEN = 8
"""Values shown of a facet; the others unfold."""

UNSTATED = "-"
"""How an address names the documents that do not say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: `depth` in the tree of regions, `chosen` or not, `url` the other way round."""

    label: str
    count: int
    depth: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with the values shown at once and the rest."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]


class Named(Protocol):
    """What a facet narrows by: `name` its parameter, `label` what to call it."""

    @property
    def name(self) -> str:
        """The parameter."""

    @property
    def label(self) -> str:
        """What to call it."""


def drawn(field: Named, values: Sequence[FacetValue], chosen: Mapping[str, Sequence[str]]) -> Facet:
    """A facet of a result; regions stand as a tree, the others in the order given."""
    ordered = _as_tree(values) if field.name == "region" else list(values)
    choices = [_choice(field.name, value, chosen.get(field.name, ())) for value in ordered]
    first = tuple(c for number, c in enumerate(choices) if number < OPEN or c.chosen)
    rest = tuple(c for c in choices if c not in first)
    own = f"facet.{field.name}"
    return Facet(field.name, text(own) if known(own) else field.label, first, rest)


def _as_tree(values: Sequence[FacetValue]) -> list[FacetValue]:
    """Each region before those within it, among siblings those with most documents first."""
    rank = {value.value: (-value.count, value.value) for value in values}
    return sorted(values, key=lambda value: [rank.get(head, (0, head)) for head in _heads(value.value)])


def _heads(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def _choice(name: str, value: FacetValue, chosen: Sequence[str]) -> Choice:
    depth = value.value.count("/") if name == "region" else 0
    return Choice(
        called(name, value.value, value.label),
        value.count,
        depth,
        value.value in chosen,
        toggled(name, value.value, chosen),
    )


def called(name: str, value: str, label: str) -> str:
    """What to call a value of a facet in the language spoken: its Chinese `label`, unless it is a code."""
    if name == "type":
        return name_of("type", value or "unknown")
    return label if value != UNKNOWN else text("facet.unstated")


def toggled(name: str, value: str, chosen: Sequence[str]) -> str:
    """The address of the result with this value chosen, or no longer so; back on its first page."""
    values = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
    kept = {key: given for key, given in request.args.lists() if key not in (name, "page")}
    return with_query(request.path, {**kept, name: [v or UNSTATED for v in values]})


def given(name: str) -> tuple[str, ...]:
    """The values of a facet that the request chooses, each once."""
    values = dict.fromkeys(request.args.getlist(name))
    return tuple(UNKNOWN if value == UNSTATED else value for value in values if value)
