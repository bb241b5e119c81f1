"""One contract for all engines: the same hits, totals, places, facets and snippets; ranking may differ."""

import os
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import SuwenError
from corpus.read import read_document
from index import engine as engines
from index.engine import Ranker, Words
from index.whoosh_engine import WhooshRanker
from tests.index.support import Library, publish, staged
from tests.index.test_language import ANSWERS
from tests.index.test_properties import combination


def words(title: list[str], headings: list[str], body: list[str]) -> Words:
    return Words(Counter(title), Counter(headings), Counter(body))


DOCUMENTS = [
    words(["年度", "报告"], ["总体", "情况"], ["公开", "公开", "信息", "年度", "报告"]),
    words([], [], ["公开", "书籍", "covid", "12.5"]),
    words(["书籍"], [], ["书籍"] * 300),
    words([], [], []),
]


def written(engine: engines.Engine, folder: Path, documents: Iterable[Words]) -> Ranker:
    engine.write(folder, documents)
    return engine.open([(folder, ())])


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest) -> engines.Engine:
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="LOUD SKIP: tantivy is not installed, its contract did not run")
    return engines.engine(request.param)


@pytest.fixture
def ranker(engine: engines.Engine, tmp_path: Path) -> Ranker:
    return written(engine, tmp_path / "index", DOCUMENTS)


def test_only_documents_with_the_word_have_a_score(ranker: Ranker) -> None:
    assert [bool(score) for score in ranker.scores({"公开": 1})] == [True, True, False, False]
    assert [bool(score) for score in ranker.scores({"公开": 1, "书籍": 2})] == [True, True, True, False]
    assert ranker.scores({"没有": 1}).tolist() == ranker.scores({}).tolist() == [0, 0, 0, 0]


def test_titles_and_rare_words_count_more(ranker: Ranker) -> None:
    alone = ranker.scores({"书籍": 1})
    assert alone[2] > alone[1]
    common, rare = ranker.scores({"公开": 1})[1], ranker.scores({"covid": 1})[1]
    assert rare > common
    assert np.allclose(ranker.scores({"公开": 2}), 2 * ranker.scores({"公开": 1}), rtol=1e-5)


def test_frequencies_and_vocabulary(ranker: Ranker) -> None:
    assert ranker.frequencies(["公开", "书籍", "总体", "没有"]) == {
        "公开": 2,
        "书籍": 2,
        "总体": 0,
        "没有": 0,
    }
    assert list(ranker.vocabulary()) == sorted(
        [("12.5", 1), ("covid", 1), ("书籍", 2), ("信息", 1), ("公开", 2), ("年度", 1), ("报告", 1)]
    )


@pytest.mark.parametrize("among", [[], [3], [0, 17, 99], list(range(0, 100, 2))])
def test_the_scores_of_some_documents_are_those_they_have_among_all(
    engine: engines.Engine, tmp_path: Path, among: list[int]
) -> None:
    chance = random.Random(3)
    documents = [words(["题"] * (i % 3), [], chance.choices("甲乙丙丁", k=9)) for i in range(100)]
    ranker = written(engine, tmp_path / "index", documents)
    asked = {"题": 1.0, "甲": 2.0, "没有": 1.0}
    some = ranker.scores(asked, np.array(among, dtype=np.int64))
    assert some[among].tolist() == pytest.approx(ranker.scores(asked)[among].tolist())


def test_an_index_of_nothing(engine: engines.Engine, tmp_path: Path) -> None:
    assert written(engine, tmp_path / "index", []).scores({"公开": 1}).tolist() == []


@pytest.mark.parametrize("alike", [False, True])
def test_the_table_of_postings_has_what_whoosh_s_own_matcher_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, alike: bool
) -> None:
    """Enough documents for several blocks, each word in every second, third … document; `alike`: with one hash for
    all words.
    """
    if alike:
        monkeypatch.setattr("index.whoosh_table._hash", lambda _: 7)
    chance = random.Random(5)
    vocabulary = [f"词{n}" for n in range(1, 9)]
    documents = [
        words(
            [], [], [w for n, w in enumerate(vocabulary, 1) if not i % n for _ in range(chance.randint(1, 4))]
        )
        for i in range(1000)
    ]
    engines.engine("whoosh").write(tmp_path / "index", documents)
    for dropped in [(), tuple(range(0, 1000, 3))]:
        indices = [(tmp_path / "index", dropped)]
        fast, slow = WhooshRanker(indices), WhooshRanker(indices, slow=True)
        left = [document for place, document in enumerate(documents) if place not in dropped]
        for word in (*vocabulary, "没有"):
            assert fast.scores({word: 1}).tolist() == slow.scores({word: 1}).tolist()
            assert fast.frequencies([word]) == {word: sum(word in document.body for document in left)}


def test_several_indices_with_documents_dropped_rank_as_one_without_them(tmp_path: Path) -> None:
    chance = random.Random(7)
    documents = [words(["题"] * (i % 3 == 0), [], chance.choices("甲乙丙丁", k=9)) for i in range(50)]
    documents[11] = words([], [], ["独"])
    whoosh = engines.engine("whoosh")
    whoosh.write(tmp_path / "1", documents[:20])
    whoosh.write(tmp_path / "2", iter(documents[20:]))
    many = whoosh.open([(tmp_path / "1", (0, 7, 11)), (tmp_path / "2", (29,))])
    left = [document for place, document in enumerate(documents) if place not in (0, 7, 11, 49)]
    one = written(whoosh, tmp_path / "one", left)
    assert list(one.vocabulary()) == list(many.vocabulary())
    for word in "甲乙丙丁题独":
        assert one.scores({word: 1}).tolist() == many.scores({word: 1}).tolist()
        assert one.frequencies([word]) == many.frequencies([word])


def test_an_unknown_engine_is_an_error_of_the_user() -> None:
    with pytest.raises(SuwenError, match="可用的有 whoosh、tantivy、opensearch"):
        engines.engine("lucene")


OTHERS = ["tantivy", *(["opensearch"] if os.environ.get("SUWEN_SEARCH_URL") else [])]
"""The engines that must answer as Whoosh does; the one in a cluster, where there is a cluster."""


@pytest.fixture(scope="module", params=OTHERS)
def two(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]
) -> tuple[Library, Library]:
    """The five seeds in Whoosh and in another engine."""
    if request.param == "tantivy":
        pytest.importorskip(
            "tantivy", reason="LOUD SKIP: tantivy is not installed, the engines were not compared"
        )
    documents = [staged(read_document(path), year=2018 + at) for at, path in enumerate(seeds)]
    patch = pytest.MonkeyPatch()
    libraries = []
    for name in ("whoosh", request.param):
        patch.setenv("SUWEN_ENGINE", name)
        libraries.append(publish(tmp_path_factory.mktemp(name), documents))
    patch.undo()
    return libraries[0], libraries[1]


def beside(chance: random.Random, texts: list[str]) -> str:
    """Two runs near each other, in one sentence or paragraph, or with anything between them."""
    first, second = (run(chance, texts, 2, 3) for _ in range(2))
    sign = chance.choice(["NEAR/10", "NEAR/300", "同句", "同段"])
    return chance.choice([f"“{first}” {sign} “{second}”", f"“{first}*{second}”", f"“{first}?{second}”"])


def typed(chance: random.Random, texts: list[str]) -> str:
    """Runs of words without quotes, often more than any document has all of."""
    return chance.choice(["", "NOT "]) + run(chance, texts, 2, 12) + run(chance, texts, 0, 12)


def run(chance: random.Random, texts: list[str], least: int, most: int) -> str:
    """Neighbouring Han characters of any text."""
    every = [
        found for found in re.findall("[\u4e00-\u9fff]+", chance.choice(texts)) if len(found) >= max(least, 2)
    ]
    found = chance.choice(every)
    start = chance.randrange(len(found) - least + 1) if least else 0
    return found[start : start + chance.randint(least, most)]


def test_both_engines_answer_alike(two: tuple[Library, Library]) -> None:
    """The queries of the table, random combinations, neighbourhoods, and runs of words as they are typed."""
    searcher, chance = two[0].searcher(), random.Random(11)
    texts = {d.id: searcher.exact.text(n) for n, d in enumerate(searcher.catalogue.documents)}
    queries = [row[0] for row in ANSWERS] + [combination(chance, texts, 2)[0] for _ in range(260)]
    queries += [beside(chance, sorted(texts.values())) for _ in range(60)]
    queries += [typed(chance, sorted(texts.values())) for _ in range(60)]
    assert len(set(queries)) > 500
    for query in queries:
        one, other = (library.search(query) for library in two)
        assert one.understood == other.understood
        assert (one.total, one.occurrences, one.facets, one.tree) == (
            other.total, other.occurrences, other.facets, other.tree,
        )  # fmt: skip
        assert {h.document.id: (h.occurrences, h.snippets) for h in one.hits} == {
            h.document.id: (h.occurrences, h.snippets) for h in other.hits
        }


def test_an_index_is_searched_by_the_engine_that_built_it(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUWEN_ENGINE", "whoosh")
    assert "whoosh" not in type(two[1].searcher().opened.ranker).__module__
