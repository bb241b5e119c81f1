"""What every engine's ranking must do, done by the cluster's; and the frequencies and words it tells."""

from pathlib import Path

import pytest

from index.engine import Ranker
from index.opensearch import schema
from index.opensearch.bulk import Sending, put
from index.opensearch.client import client
from index.opensearch.engine import ENGINE, create
from index.opensearch.state import State, write_state
from kb.store.rows import Summary
from tests.index import test_engines as contract
from tests.index.support import document

SUMMARY = Summary("", "", None, None, (), None, None, None, None, 0, "")


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    """The documents of the contract as counted words; nothing else of them is asked for."""
    folder, index = tmp_path_factory.mktemp("ranker"), create(client())
    keys = tuple(range(100, 100 + len(contract.DOCUMENTS)))
    sources = [
        schema.source(key, document("无"), words, SUMMARY)
        for key, words in zip(keys, contract.DOCUMENTS, strict=True)
    ]
    names = map(schema.name_of, keys)
    Sending(client()).send(put(index, name, source) for name, source in zip(names, sources, strict=True))
    client().indices.refresh(index=index)
    write_state(folder, State(index, tuple(map(str, keys)), keys))
    return ENGINE.attach(Path(folder)).ranker


test_only_documents_with_the_word_have_a_score = contract.test_only_documents_with_the_word_have_a_score
test_titles_and_rare_words_count_more = contract.test_titles_and_rare_words_count_more
test_frequencies_and_vocabulary = contract.test_frequencies_and_vocabulary


def test_more_words_than_a_question_may_have(ranker: Ranker) -> None:
    many = {f"词{n}": 1.0 for n in range(5000)} | {"书籍": 1.0}
    assert ranker.scores(many).tolist() == ranker.scores({"书籍": 1}).tolist()
