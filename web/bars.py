"""Values of kinds without an order (regions, types) drawn as bars, the longest first: the same figures, the same drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web.charts import BOTTOM, intervals, label, top_of

WIDTH, LEFT, RIGHT, TOP = 880.0, 190.0, 24.0, 10.0
THICK, GAP = 13.0, 9.0
"""Height of a bar, and room between those of one value and the next."""

MOST = 20
"""Values drawn."""

LETTERS = 14
"""Characters of a value's name beside its bars; the whole is its title."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a series for a value (`None`: there is none), what to say of it, and where it stands."""

    value: float | None
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure drawn."""

    x: float
    y: float
    width: float
    measured: Measured


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one series: `number` its colour; `readings` as (place among the values, figure)."""

    name: str
    number: int
    bars: tuple[Bar, ...]
    readings: tuple[tuple[int, Measured], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars: `names` of the values as (place, short, whole), `ticks` as (place, label), `total` how many
    values there are, drawn or not."""

    lines: tuple[Series, ...]
    names: tuple[tuple[float, str, str], ...]
    ticks: tuple[tuple[float, str], ...]
    total: int
    size: tuple[float, float]
    left_out: int = 0

    @property
    def data(self) -> dict[str, object]:
        """The same for charts.js: `values` and of each series its readings as (place, value, title, address, doubted)."""
        return {
            "since": (),
            "values": [whole for _, _, whole in self.names],
            "lines": [
                {
                    "name": line.name,
                    "number": line.number,
                    "readings": [(place, m.value, m.title, m.url, False) for place, m in line.readings],
                }
                for line in self.lines
            ],
        }


def bars(names: Sequence[str], rows: Sequence[tuple[str, Sequence[Measured]]]) -> Bars | None:
    """Bars of series with these `names`; each row is a value with a figure a series. `None` without any figure but 0."""
    shown = sorted((row for row in rows if _longest(row[1])), key=lambda row: (-_longest(row[1]), row[0]))[
        :MOST
    ]
    if not shown:
        return None
    top = top_of(_longest(shown[0][1]))
    step = THICK * len(names) + GAP
    starts = [TOP + step * number for number in range(len(shown))]
    return Bars(
        lines=tuple(_series(name, number, shown, starts, top) for number, name in enumerate(names)),
        names=tuple(
            (round(start + step / 2 - GAP / 2, 1), _short(name), name)
            for start, (name, _) in zip(starts, shown, strict=True)
        ),
        ticks=tuple(_ticks(top, [m.value for _, some in shown for m in some if m.value is not None])),
        total=len(rows),
        size=(WIDTH, TOP + step * len(shown) + BOTTOM),
    )


def _longest(some: Sequence[Measured]) -> float:
    return max((measured.value or 0 for measured in some), default=0)


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"


def _x(value: float, top: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * value / top, 1)


def _ticks(top: float, values: Sequence[float]) -> Iterator[tuple[float, str]]:
    count = intervals(top, values)
    for number in range(count + 1):
        yield _x(top * number / count, top), label(top * number / count)


def _series(
    name: str,
    number: int,
    rows: Sequence[tuple[str, Sequence[Measured]]],
    starts: Sequence[float],
    top: float,
) -> Series:
    some = [measured[number] for _, measured in rows]
    drawn = (
        Bar(LEFT, start + THICK * number, round(_x(measured.value, top) - LEFT, 1), measured)
        for start, measured in zip(starts, some, strict=True)
        if measured.value
    )
    return Series(name, number, tuple(drawn), tuple(enumerate(some)))
