"""One node is killed while people search and while documents come: nothing is lost, doubled or answered by halves."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from operator import lt
from pathlib import Path
from threading import Event

import pytest
from opensearchpy import OpenSearch

from corpus.model import Document
from index.model import Request
from index.opensearch.client import ClusterError
from index.opensearch.state import read_state
from tests.cluster.search.conftest import node
from tests.cluster.search.test_states import held
from tests.index.support import Library, document, publish, staged

QUERIES = ["“公开”", "公开 号", "“第1” NOT “公开公开”", "第*号", "“公开” 同句 “号”"]


def made(count: int, first: int = 0) -> list[Document]:
    """Documents of some length that are all different."""
    rest = "政府信息应当及时、准确地公开，以公开为常态、不公开为例外。" * 40
    return [
        document("公开" * (n % 3) + f"第{n}号。\n{rest}", f"{n}.txt") for n in range(first, first + count)
    ]


def answers(library: Library, query: str) -> tuple[int, int]:
    """The totals; memory of earlier answers is no help."""
    searcher = library.searcher()
    searcher.exact._counted._known.clear()  # type: ignore[attr-defined]
    with library.snapshot() as snapshot:
        result = searcher.search(snapshot, Request(query, snippets=1))
    assert all(hit.snippets for hit in result.hits)
    return result.total, result.occurrences


@pytest.fixture(autouse=True, scope="module")
def _alone(nodes: OpenSearch) -> None:
    """What tests before left would only make the nodes slow to come back; theirs it is only in a cluster of ours."""
    if "SUWEN_CLUSTER" in os.environ:
        nodes.indices.delete(index="suwen-*")


@pytest.fixture
def _whole_again() -> Iterator[None]:
    yield
    node("start", "2")
    node("whole")


@pytest.mark.usefixtures("_whole_again")
def test_a_node_is_killed_while_people_search(tmp_path: Path) -> None:
    library = publish(tmp_path, [staged(each) for each in made(60)])
    expected = {query: answers(library, query) for query in QUERIES}
    over, refused, rounds = Event(), [], [0, 0]

    def ask(asker: int) -> None:
        while not over.is_set():
            for query in QUERIES:
                try:
                    assert answers(library, query) == expected[query]
                except ClusterError as error:
                    refused.append(error.status)
            rounds[asker] += 1

    def asked_on(more: int) -> bool:
        """Whether each has asked everything so many times more, within two minutes."""
        goal, until = [done + more for done in rounds], time.monotonic() + 120
        while any(map(lt, rounds, goal)) and time.monotonic() < until and not any(map(Future.done, asking)):
            time.sleep(0.05)
        return not any(map(lt, rounds, goal))

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask, asker) for asker in range(2)]
        before = asked_on(1)
        node("kill", "2")
        after = asked_on(3)
        over.set()
        assert [each.result() for each in asking] == [None, None]
        assert before
        assert after
    assert set(refused) <= {503}
    assert {query: answers(library, query) for query in QUERIES} == expected


@pytest.mark.usefixtures("_whole_again")
def test_a_node_is_killed_while_documents_come(tmp_path: Path, nodes: OpenSearch) -> None:
    documents = made(600)
    with ThreadPoolExecutor(1) as pool:
        before = set(nodes.indices.get(index="*"))
        publishing = pool.submit(publish, tmp_path, [staged(each) for each in documents])
        wait_for(nodes, 100, before)
        node("kill", "2")
        assert not publishing.done()
        library = publishing.result()
    state = read_state(library.home.index(1))
    assert len(state) == len(documents)
    assert held(nodes, state.index) == sorted(state.keys)
    node("start", "2")
    node("whole")
    assert held(nodes, state.index) == sorted(state.keys)
    with library.snapshot() as snapshot:
        assert library.searcher().verify(snapshot) == []
    assert library.search("“公开公开”").total == 200


def wait_for(nodes: OpenSearch, count: int, before: set[str]) -> None:
    """Until so many documents have come into an index that was not there before, and its copies stand."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if new := sorted(set(nodes.indices.get(index="*")) - before):
            told = nodes.indices.stats(index=new[0], metric="indexing")["_all"]["primaries"]
            if told["indexing"]["index_total"] >= count:
                assert nodes.cluster.health(index=new[0])["status"] == "green"
                return
        time.sleep(0.05)
    raise AssertionError("no documents came")
