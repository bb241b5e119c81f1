"""Charts keep order and proportion, break where a year or a value is missing, and label with round figures."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts import COLOURS, Line, Reading, chart, label

series = st.dictionaries(
    st.integers(2000, 2030), st.one_of(st.none(), st.integers(-10_000, 10**7)), min_size=1, max_size=12
)


def line(values: dict[int, float | None], name: str = "a") -> Line:
    return Line(name, tuple(Reading(year, values[year]) for year in sorted(values)))


@given(series)
def test_higher_values_stand_higher_and_within_the_drawing(values: dict[int, float | None]) -> None:
    drawn = chart([line(values)])
    if drawn is None:
        assert all(value is None for value in values.values())
        return
    dots = drawn.lines[0].dots
    assert [d.reading.value for d in dots] == [values[y] for y in sorted(values) if values[y] is not None]
    for one in dots:
        assert 0 <= one.x <= drawn.size[0]
        assert 0 <= one.y <= drawn.size[1]
        assert all((one.reading.value or 0) <= (two.reading.value or 0) or one.y <= two.y for two in dots)


@given(series)
def test_lines_join_only_years_that_follow_each_other(values: dict[int, float | None]) -> None:
    drawn = chart([line(values)])
    if drawn:
        dots = drawn.lines[0].dots
        joined = sum(b.reading.year == a.reading.year + 1 for a, b in pairwise(dots))
        assert sum(path.count(" ") for path in drawn.lines[0].paths) == joined


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (0, ["0", "1"]),
        (3, ["0", "1", "2", "3", "4", "5"]),
        (11, ["0", "5", "10", "15", "20"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (0.45, ["0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
        (180_000, ["0", "50,000", "10万", "15万", "20万"]),
    ],
)
def test_ticks_are_round(top: float, ticks: list[str]) -> None:
    drawn = chart([line({2020: 0, 2021: top})])
    assert drawn
    assert [text for _, text in drawn.ticks] == ticks


def test_breaks_stand_between_years_and_colours_are_kept() -> None:
    some = [line({2019: n, 2021: None if n == 0 else 1}, str(n)) for n in range(COLOURS + 2)]
    drawn = chart(some, [2021, 2030])
    assert drawn
    assert len(drawn.breaks) == 1
    assert [line.number for line in drawn.lines] == list(range(COLOURS))
    assert drawn.left_out == 2


def test_labels() -> None:
    assert [label(v) for v in (0, 12, 0.25, 99_999, 1_200_000)] == ["0", "12", "0.25", "99,999", "120万"]
