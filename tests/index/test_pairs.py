"""Ranking by pairs of characters: titles that say what is asked for come first, however the words are cut."""

import numpy as np
import pytest

from index.exact.grams import pairs
from index.pairs import CONSIDERED, Titles, wanted
from tests.index.conftest import Library
from tests.index.support import document, publish, staged

TITLES = ("公开条例", "", "信息公开\n公开", "ABC")


@pytest.mark.parametrize(("pair", "having"), [("公开", [0, 2, 2]), ("条例", [0]), ("ab", [3]), ("例信", [])])
def test_pairs_of_titles_do_not_reach_from_one_to_the_next(pair: str, having: list[int]) -> None:
    titles = Titles(TITLES)
    assert titles.having(pairs(pair)[0]).tolist() == having
    assert titles.sizes.tolist() == [3, 0, 6, 2]


def test_no_titles_at_all() -> None:
    assert Titles(()).having(pairs("公开")[0]).tolist() == []


def test_pairs_of_a_query_stand_within_runs_of_letters_and_are_bounded() -> None:
    assert wanted(["公开，信息"]).tolist() == [*pairs("公开").tolist(), *pairs("信息").tolist()]
    assert wanted(["公开", "公开"]).tolist() == pairs("公开").tolist()
    assert len(wanted(["".join(map(chr, range(0x4E00, 0x4F00)))])) == CONSIDERED


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three documents of the same text under other titles."""
    body = "\n第一条　机动车停车和养犬，适用本规定。"
    titles = ("养犬规定", "机动车停车规定", "北京市机动车停车条例实施细则的说明")
    return publish(tmp_path_factory.mktemp("laws"), [staged(document(t + body, t), title=t) for t in titles])


@pytest.mark.parametrize(
    ("query", "first"),
    [("养犬规定", "养犬规定"), ("机动车停车", "机动车停车规定"), ("“停车”", "机动车停车规定")],
)
def test_the_title_that_says_it_and_nothing_else_comes_first(laws: Library, query: str, first: str) -> None:
    hits = laws.search(query).hits
    assert hits[0].document.title == first
    assert len({hit.document.id for hit in hits}) == len(hits)
    assert np.all(np.diff([hit.score for hit in hits]) <= 0)
