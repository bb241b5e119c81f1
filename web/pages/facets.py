"""Facets as lists of links: a click narrows the result, a second one widens it again, the query stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, request

from index.fields import UNKNOWN, facets
from index.model import FacetValue
from web.links import with_query
from web.texts import known, name_of, text

OPEN = 8
"""Values shown of a facet; the others unfold."""

MOST = 60
"""Values told of a facet, those with most items first; of years all are."""

UNSTATED = "-"
"""How an address names the documents that do not say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: `depth` in the tree of regions, `chosen` or not, `url` the other way round."""

    value: str
    label: str
    count: int
    depth: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year in the histogram: where it stands and how high, of 100 by 100."""

    choice: Choice
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with the values shown at once and the rest; `left`, how many values more there are."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left: int = 0

    @property
    def histogram(self) -> tuple[Bar, ...]:
        """Of years: a bar each, in the order of time, years without items left blank; () if there is one only."""
        told = {int(c.value): c for c in (*self.shown, *self.more) if c.value.isdecimal()}
        if self.name != "year" or len(told) < 2:
            return ()
        first, most = min(told), max(choice.count for choice in told.values())
        width = 100 / (max(told) - first + 1)
        return tuple(
            Bar(
                c,
                round((year - first) * width, 2),
                round(width * 0.86, 2),
                round(max(100 * c.count / most, 2), 1),
            )
            for year, c in sorted(told.items())
        )


def drawn(name: str, title: str, values: Sequence[FacetValue], chosen: Mapping[str, Sequence[str]]) -> Facet:
    """A facet of a result; regions stand as a tree, the others in the order given."""
    told = (
        [*values]
        if name == "year"
        else [v for n, v in enumerate(values) if n < MOST or v.value in chosen.get(name, ())]
    )
    ordered = _as_tree(told) if name == "region" else told
    choices = [_choice(name, value, chosen.get(name, ())) for value in ordered]
    first = tuple(c for number, c in enumerate(choices) if number < OPEN or c.chosen)
    rest = tuple(c for c in choices if c not in first)
    return Facet(name, title, first, rest, max(len(values), getattr(values, "size", 0)) - len(choices))


def titled(name: str) -> str:
    """What to call a facet of the search."""
    label = next((field.label for field in facets() if field.name == name), name)
    return text(f"facet.{name}") if known(f"facet.{name}") else label


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
        value.value,
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
    if value == UNKNOWN:
        return text(f"facet.no_{name}" if name in ("cites", "platform") else "facet.unstated")
    return f"{label}（{name_of('channel', value.partition('/')[0])}）" if name == "platform" else label


def toggled(name: str, value: str, chosen: Sequence[str]) -> str:
    """The address of the result with this value chosen, or no longer so; back on its first page."""
    values = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
    return with_query(_without(name), {name: [v or UNSTATED for v in values]})


def _without(name: str) -> str:
    """The address of the first page without any value of this facet, made once a request."""
    known: dict[str, str] = g.setdefault("without", {})
    if name not in known:
        kept = {key: given for key, given in request.args.lists() if key not in (name, "page")}
        known[name] = with_query(request.path, kept)
    return known[name]


def given(name: str) -> tuple[str, ...]:
    """The values of a facet that the request chooses, each once."""
    values = dict.fromkeys(request.args.getlist(name))
    return tuple(UNKNOWN if value == UNSTATED else value for value in values if value)
