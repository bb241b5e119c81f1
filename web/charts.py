"""Series over years drawn as lines: the same figures, the same drawing. What has no value leaves a gap."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 440.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 12.0, 14.0, 28.0
LABELS = 9
"""Years that are named below a drawing; of more only every second, third … is."""

COLOURS = 8
"""Lines of a drawing; more could not be told apart."""

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a series in a year (`None`: there is none), what to say of it, and where it stands."""

    year: int
    value: float | None
    title: str = ""
    url: str | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A series: `name`, and its readings by year."""

    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A reading drawn."""

    x: float
    y: float
    reading: Reading


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line drawn: `number` its colour, `paths` its unbroken parts, `dots` its readings."""

    name: str
    number: int
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `lines`, `ticks` of the values as (place, label), `years` as (place, year), `breaks` as places of
    years from which on values are not wholly comparable, `since` these years, `left_out` how many series were too
    many to draw; `size` its width and height.
    """

    lines: tuple[Drawn, ...]
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, int], ...]
    breaks: tuple[float, ...]
    left_out: int
    size: tuple[float, float] = (WIDTH, HEIGHT)
    since: tuple[int, ...] = ()

    @property
    def data(self) -> dict[str, object]:
        """The same for charts.js: of each line name, colour, and readings as (year, value, title, address, doubted)."""
        return {
            "since": self.since,
            "lines": [
                {"name": line.name, "number": line.number, "readings": [_told(d.reading) for d in line.dots]}
                for line in self.lines
            ],
        }


def chart(
    lines: Iterable[Line], breaks: Sequence[int] = (), size: tuple[float, float] = (WIDTH, HEIGHT)
) -> Chart | None:
    """The chart of the first lines, each with its colour whether it has a value or not; `None` if none has one.

    `breaks` are first years after a break; `size` is width and height.
    """
    told = list(lines)
    values = [r.value for line in told[:COLOURS] for r in line.readings if r.value is not None]
    if not values:
        return None
    years = sorted({r.year for line in told for r in line.readings})
    inner = tuple(since for since in breaks if years[0] < since <= years[-1])
    scale = _Scale(years[0], years[-1], top_of(max(values)), _bottom(min(values)), size)
    return Chart(
        lines=tuple(_drawn(line, number, scale) for number, line in enumerate(told[:COLOURS])),
        ticks=tuple(_ticks(scale, intervals(scale.top - scale.bottom, values))),
        years=tuple(
            (scale.x(y), y)
            for y in range(
                years[0], years[-1] + 1, 1 + (years[-1] - years[0]) // int(LABELS * size[0] / WIDTH)
            )
        ),
        breaks=tuple(scale.x(since - 0.5) for since in inner),
        left_out=max(0, len(told) - COLOURS),
        size=size,
        since=inner,
    )


def _told(reading: Reading) -> tuple[object, ...]:
    return reading.year, reading.value, reading.title, reading.url, reading.flagged


def top_of(value: float) -> float:
    """A round number not below the value."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    top = float(next(step * power for step in STEPS if step * power >= value * 0.999999))
    return math.ceil(top) if value == int(value) else top


def _bottom(value: float) -> float:
    return -top_of(-value) if value < 0 else 0.0


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    top: float
    bottom: float
    size: tuple[float, float] = (WIDTH, HEIGHT)

    def x(self, year: float) -> float:
        room = self.size[0] - LEFT - RIGHT
        if self.first == self.last:
            return LEFT + room / 2
        inner = room - 36
        return round(LEFT + 18 + inner * (year - self.first) / (self.last - self.first), 1)

    def y(self, value: float) -> float:
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(self.size[1] - BOTTOM - (self.size[1] - TOP - BOTTOM) * share, 1)


def intervals(room: float, values: Iterable[float]) -> int:
    """How many parts of `room` have round ends; whole numbers below five stand one by one."""
    if room <= 5 and all(value == int(value) for value in values):
        return max(1, math.ceil(room))
    return 4 if f"{room:e}".startswith(("2.0", "4.0", "8.0")) else 5


def _ticks(scale: _Scale, count: int) -> Iterator[tuple[float, str]]:
    for number in range(count + 1):
        value = scale.bottom + (scale.top - scale.bottom) * number / count
        yield scale.y(value), label(value)


def label(value: float) -> str:
    """A value as short as it is exact: 12, 0.25, 120万."""
    if value and abs(value) >= 100_000:
        return f"{value / 10_000:,.6g}万"
    return f"{value:,.6g}"


def _drawn(line: Line, number: int, scale: _Scale) -> Drawn:
    dots = [Dot(scale.x(r.year), scale.y(r.value), r) for r in line.readings if r.value is not None]
    return Drawn(line.name, number, tuple(_paths(dots)), tuple(dots))


def _paths(dots: Sequence[Dot]) -> Iterator[str]:
    """Lines between years that follow each other; where a year is missing, the line is broken."""
    run: list[Dot] = []
    for dot in (*dots, None):
        if dot is None or (run and dot.reading.year > run[-1].reading.year + 1):
            if len(run) > 1:
                yield " ".join(f"{d.x},{d.y}" for d in run)
            run = []
        if dot:
            run.append(dot)
