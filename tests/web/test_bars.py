"""Bars are as long as their figures, the longest values are drawn, and the page's bars say what its table says."""

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from web.bars import LEFT, MOST, Measured, bars

values = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=2, max_size=2), max_size=40)


def rows(given: Sequence[Sequence[float | None]]) -> list[tuple[str, list[Measured]]]:
    return [(f"值{n:02}", [Measured(v, str(v), None) for v in some]) for n, some in enumerate(given)]


@given(values)
def test_longer_bars_for_larger_values_and_none_for_nothing(given: list[list[int | None]]) -> None:
    drawn = bars(["甲", "乙"], rows(given))
    filled = sorted((max(v or 0 for v in some) for some in given), reverse=True)
    if not filled or not filled[0]:
        assert drawn is None
        return
    assert drawn
    assert len(drawn.names) == min(MOST, sum(v > 0 for v in filled))
    told = [reading.value for line in drawn.lines for _, reading in line.readings if reading.value]
    every = sorted(
        (bar for line in drawn.lines for bar in line.bars), key=lambda bar: bar.measured.value or 0
    )
    assert sorted(bar.measured.value or 0 for bar in every) == sorted(told)
    assert [bar.width for bar in every] == sorted(bar.width for bar in every)
    assert all(bar.x == LEFT and bar.x + bar.width <= drawn.size[0] for bar in every)
    assert all(bar.y + 11 < drawn.size[1] for bar in every)
    assert drawn.total == len(given)


def test_long_names_are_cut_beside_the_bars_and_whole_for_the_script() -> None:
    drawn = bars(["甲"], [("很" * 30, [Measured(1, "", "/x")])])
    assert drawn
    assert drawn.names[0][1] == "很" * 13 + "…"
    assert drawn.data["values"] == ["很" * 30]


@pytest.mark.parametrize(
    "url", ["by=region&level=2", "by=type", "by=type&measure=share", "by=region&measure=documents"]
)
def test_the_page_draws_what_its_table_says(site: FlaskClient, url: str) -> None:
    tree = LexborHTMLParser(site.get(f"/trend?q=公开&q=微博&{url}").get_data(as_text=True))
    found = tree.css(".plot rect")
    assert found
    said = {node.text() for node in tree.css(".plot rect title")}
    assert len(said) == len(found)
    for node in tree.css(".plot a[href]")[:4]:
        assert site.get(node.attributes["href"]).status_code == 200
    if "measure" not in url:
        api = site.get(f"/api/v1/trend?q=公开&q=微博&{url}").json["series"]
        counted = sorted(
            count["occurrences"] for each in api for count in each["counts"] if count["occurrences"]
        )
        assert sorted(int(text.rpartition("：")[2].split()[0]) for text in said) == counted
