"""Documents through a worker into PostgreSQL, their index in OpenSearch: the answers are those of one machine."""

from pathlib import Path

import pytest
from opensearchpy import OpenSearch

from index.build.ingest import forget, ingest, rebuild
from index.build.walk import walk
from index.opensearch import sending
from index.opensearch.state import read_state
from kb.home import Home
from kb.store.session import reading
from tests.cluster.test_workers import kill, workers
from tests.conftest import ROOT
from tests.ops.homes import REPORT, exported, found, wrong

pytest.importorskip("procrastinate", reason="LOUD SKIP: no procrastinate (suwen[cluster]): no worker ran")

from index.build import queued

QUERIES = [
    '"坚持以公开为常态"',
    '"主动公开政府信息1007条"',
    "政务公开 NOT 局长",
    "年份:2020 教育局",
    "“公开” 同句 “条例”",
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files of which each names its own number."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(30):
        text = REPORT.format(name="济南市教育局", count=1000 + number)
        (folder / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("database")
def test_documents_through_workers_into_both_give_what_one_machine_gives(
    tmp_path: Path, files: Path, nodes: OpenSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queued, "JOB", 5)
    monkeypatch.setattr(sending, "APART_FROM", 0)
    monkeypatch.setattr(sending, "LOT", 7)
    home = Home(tmp_path / "home")
    with workers(home, 1):
        assert ingest(home, walk([files])).read == 30
        first = read_state(home.index(1))
        assert ingest(home, walk([ROOT / "corpus" / "seed"])).read == 5
    second = read_state(home.index(2))
    assert (second.index, len(second)) == (first.index, 35)
    forget(home, first.ids[0])
    assert rebuild(home).failed == []
    fourth = read_state(home.index(4))
    assert fourth.index != first.index
    assert wrong(home) == []
    answers = {query: found(home, query) for query in QUERIES}
    said = exported(home)
    monkeypatch.delenv("SUWEN_STORE")
    monkeypatch.setenv("SUWEN_ENGINE", "whoosh")
    other = Home(tmp_path / "other")
    ingest(other, walk([files]))
    ingest(other, walk([ROOT / "corpus" / "seed"]))
    forget(other, first.ids[0])
    rebuild(other)
    assert {query: found(other, query) for query in QUERIES} == answers
    assert exported(other) == said


@pytest.mark.usefixtures("database")
def test_a_worker_that_dies_costs_no_document_in_either(
    tmp_path: Path, files: Path, nodes: OpenSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queued, "JOB", 5)
    home = Home(tmp_path / "home")
    with workers(home, 1) as (worker,):
        killed: list[bool] = []

        def watch(_: object) -> None:
            if not killed:
                killed.append(True)
                kill(worker)

        assert ingest(home, walk([files]), watch).read == 30
    state = read_state(home.index(1))
    assert nodes.count(index=state.index)["count"] == len(set(state.keys)) == 30
    assert wrong(home) == []
    with reading(home) as store, store.snapshot() as snapshot:
        assert len(snapshot.summaries()) == 30
    assert killed
