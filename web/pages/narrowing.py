"""Lists narrowed by their sides: what is chosen of each, what is left, and the counts of every other choice."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from corpus.errors import SuwenError
from index.model import FacetValue
from web.pages.facets import Facet, called, drawn, given, toggled
from web.texts import english, name_of, text
from web.visits import visit

T = TypeVar("T")
Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Side(Generic[T]):
    """A side of the items of a list: `name` its parameter, the `values` of an item ("" for what is not stated).

    `order` ranks the values (None: those with most items first), `label` says what to call one, `allowed` are all
    values that there can be (None: those of the items).
    """

    name: str
    values: Callable[[T], tuple[str, ...]]
    order: Callable[[str], object] | None = None
    label: Callable[[str], str] = str
    allowed: Iterable[str] | None = None


@dataclass(frozen=True, slots=True)
class Narrowed(Generic[T]):
    """The items that the choices of a request leave of `every`; `whole`, the name of the list if `every` is all of
    it, so that its counts can be kept for this state."""

    sides: Sequence[Side[T]]
    every: Sequence[T]
    chosen: Chosen
    items: Sequence[T]
    whole: str = ""

    @property
    def facets(self) -> list[Facet]:
        """Each side with its values, counted over the items that the other sides leave."""
        return [
            drawn(side.name, name_of("facet", side.name), self._ranked(side), self.chosen)
            for side in self.sides
        ]

    @property
    def removable(self) -> list[tuple[str, str]]:
        """Each choice with the address without it."""
        return [
            (called(side.name, value, side.label(value)), toggled(side.name, value, self.chosen[side.name]))
            for side in self.sides
            for value in self.chosen[side.name]
        ]

    def _counts(self, side: Side[T]) -> Counter[str]:
        """How many of the items that the other sides leave have each value."""
        if any(self.chosen.values()):
            return _counted(side, _left(self.sides, self.every, self.chosen, side.name))
        if not self.whole:
            return _counted(side, self.every)
        kept = visit().kept(f"{self.whole} by {side.name}", lambda: _counted(side, self.every))
        return cast("Counter[str]", kept)

    def _ranked(self, side: Side[T]) -> list[FacetValue]:
        counts = self._counts(side)
        order = side.order or (lambda value: (-counts[value], value))
        return [FacetValue(v, side.label(v), counts[v]) for v in sorted(counts, key=order)]  # type: ignore[arg-type]


def narrowed(every: Sequence[T], sides: Sequence[Side[T]], whole: str = "") -> Narrowed[T]:
    """The list as the request narrows it; `whole`, its name if it is all of a list. Raises `SuwenError` for a value that names nothing."""
    chosen = {side.name: given(side.name) for side in sides}
    for side in sides:
        _check(side, every, chosen[side.name])
    items = _left(sides, every, chosen) if any(chosen.values()) else every
    return Narrowed(sides, every, chosen, items, whole)


def _counted(side: Side[T], items: Iterable[T]) -> Counter[str]:
    return Counter(value for item in items for value in side.values(item))


def _left(sides: Sequence[Side[T]], every: Sequence[T], chosen: Chosen, but: str = "") -> Sequence[T]:
    asked = [(side, set(chosen[side.name])) for side in sides if side.name != but and chosen[side.name]]
    return [item for item in every if all(wanted & set(side.values(item)) for side, wanted in asked)]


def _check(side: Side[T], every: Sequence[T], values: Sequence[str]) -> None:
    there = set(side.allowed or (v for item in every for v in side.values(item))) if values else set()
    for value in values:
        if value and value not in there:
            shown = {"name": side.name, "value": value[:30], "choices": "、".join(sorted(there - {""}))[:600]}
            raise SuwenError(text("params.choice", **shown), english("params.choice", **shown))


def heads(path: Sequence[str]) -> tuple[str, ...]:
    """The paths of a region and of all above it: 山东省, 山东省/青岛市."""
    return tuple("/".join(path[: depth + 1]) for depth in range(len(path))) or ("",)


def last(path: str) -> str:
    """What to call a region of this path."""
    return path.rpartition("/")[2] or text("site.open")


def newest(year: str) -> int:
    """The order of years, the latest first."""
    return -int(year or 0)
