"""States in the cluster: what is sent, what stays for readers, what goes, and what is told when something is lost."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from opensearchpy import OpenSearch, RequestError

from corpus.errors import DamagedError, SuwenError
from corpus.model import Document
from index import searcher as searchers
from index.build.publish import prune
from index.exact.probes import Literal, literal
from index.model import Request
from index.opensearch import asking, engine
from index.opensearch.bulk import Sending, put
from index.opensearch.client import ClusterError, client
from index.opensearch.schema import name_of
from index.opensearch.state import State, read_state, write_state
from index.searcher import Searcher, open_searcher
from index.write import build_index, settle_index
from kb.store.encoding import Source
from kb.store.session import writing
from tests.index.support import Library, document, publish, staged


def add(library: Library, documents: Iterable[Document], forgotten: Iterable[str] = ()) -> State:
    """Publish more documents beside those that are there."""
    home, held = library.home, [staged(each) for each in documents]
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.stage(held)
        sources = [
            Source(d.document.source, d.document.source, d.document.id, d.document.sha256) for d in held
        ]
        generation = now.writer.adopt(sources, list(forgotten))
        now.writer.finish(generation)
        build_index(now.snapshot, home.index(generation), earlier=home.index(generation - 1))
    return read_state(home.index(generation))


def held(nodes: OpenSearch, index: str) -> list[int]:
    """The keys of all documents in an index of the cluster."""
    nodes.indices.refresh(index=index)
    found = nodes.search(index=index, body={"size": 10_000, "docvalue_fields": ["key"], "_source": False})
    return sorted(hit["fields"]["key"][0] for hit in found["hits"]["hits"])


def total(searcher: Searcher, library: Library, query: str) -> int:
    with library.snapshot() as snapshot:
        return searcher.answer(snapshot, Request(query)).total


def test_a_small_publish_sends_what_is_new_and_readers_stay_on_their_state(
    tmp_path: Path, nodes: OpenSearch
) -> None:
    library = publish(tmp_path, [staged(document(f"公开{n}", f"{n}.txt")) for n in range(5)])
    before, old = read_state(library.home.index(1)), library.searcher()
    after = add(library, [document("公开九", "9.txt")], forgotten=[document("公开0", "0.txt").id])
    assert after.index == before.index
    assert len(set(after.keys) & set(before.keys)) == 4
    assert held(nodes, after.index) == sorted(set(before.keys) | set(after.keys))
    assert sum(old.exact.counts(probe).sum() for probe in _literals("公开")) == 5
    assert library.searcher().exact.counts(_literals("公开")[0]).tolist() == [1] * 5
    assert library.titles("公开九") == {"公开九"}


def _literals(*texts: str) -> list[Literal]:
    return [literal(text, cased=True) for text in texts]


def test_what_no_state_has_any_more_is_deleted_and_the_alias_names_the_present_index(
    tmp_path: Path, nodes: OpenSearch
) -> None:
    library = publish(tmp_path, [staged(document(f"公开{n}", f"{n}.txt")) for n in range(3)])
    home = library.home
    first = read_state(home.index(1))
    add(library, [], forgotten=[document("公开0", "0.txt").id])
    third = add(library, [document("公开七", "7.txt")], forgotten=[document("公开1", "1.txt").id])
    reader = library.searcher()
    settle_index(home.index(3), home.index(2), [home.index(1)])
    second = read_state(home.index(2))
    assert held(nodes, first.index) == sorted(set(second.keys) | set(third.keys))
    assert set(nodes.indices.get_alias(name=engine.alias())) == {first.index}
    assert total(reader, library, "公开") == 2
    settle_index(home.index(3), home.index(2), [home.index(1)])
    assert held(nodes, first.index) == sorted(set(second.keys) | set(third.keys))


def test_a_state_written_afresh_has_an_index_of_its_own(tmp_path: Path, nodes: OpenSearch) -> None:
    library = publish(tmp_path, [staged(document("公开", "0.txt"))])
    home, old = library.home, read_state(library.home.index(1))
    with library.snapshot() as snapshot:
        build_index(snapshot, home.index(2))
    new = read_state(home.index(2))
    assert new.index != old.index
    assert new.keys == old.keys
    settle_index(home.index(2), home.index(0), [home.index(1)])
    assert not nodes.indices.exists(index=old.index)
    assert set(nodes.indices.get_alias(name=engine.alias())) == {new.index}


def test_what_a_killed_run_left_goes_with_the_next_publish_and_nothing_of_others(
    tmp_path: Path, nodes: OpenSearch
) -> None:
    library = publish(tmp_path, [staged(document(f"公开{n}", f"{n}.txt")) for n in range(3)])
    home, present = library.home, read_state(library.home.index(1)).index
    new, shared, others = engine.create(nodes), 12345, engine.create(nodes)
    Sending(nodes).send([put(present, name_of(shared), {"key": shared})])
    for name, state in (("2.new", State(new, (), ())), ("3.new", State(present, ("x",), (shared,)))):
        folder = home.index(0).with_name(f"0000000{name}")
        folder.mkdir()
        write_state(folder, state)
    after = add(library, [document("公开七", "7.txt")])
    prune(home, 2)
    assert not nodes.indices.exists(index=new)
    assert nodes.indices.exists(index=others)
    assert held(nodes, present) == sorted(after.keys)


def test_the_copies_of_a_new_index_stand_before_anything_is_sent(nodes: OpenSearch) -> None:
    index = engine.create(nodes)
    health = nodes.cluster.health(index=index)
    spare = min(engine._number("SUWEN_SEARCH_REPLICAS", 1), health["number_of_data_nodes"] - 1)
    assert health["active_shards"] == health["active_primary_shards"] * (1 + spare)


def test_an_index_whose_first_answer_was_lost_is_taken_as_it_is(nodes: OpenSearch) -> None:
    index = engine.create(nodes)
    engine._create(nodes, index, {}, {})
    with pytest.raises(RequestError):
        engine._create(nodes, f"{index}-b", {"settings": {"number_of_shards": 0}}, {})


def test_more_documents_than_an_answer_holds_are_all_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["公开" * (n % 4) + f"。第{n}号" for n in range(300)]
    library = publish(tmp_path, [staged(document(text, f"{n}.txt")) for n, text in enumerate(texts)])
    monkeypatch.setattr(asking, "PAGE", 20)
    monkeypatch.setattr(asking, "_ASKED", {**asking._ASKED, "size": 20})
    searcher = library.searcher()
    counts = searcher.exact.counts(_literals("公开")[0]).tolist()
    assert sorted(counts) == sorted(n % 4 for n in range(300))
    assert library.search("公开", per_page=1000).total == 225
    assert library.search("第 号", per_page=1000).total == 300


@pytest.mark.parametrize("lost", ["document", "index", "state"])
def test_what_is_lost_is_told_and_never_searched_without(
    tmp_path: Path, nodes: OpenSearch, lost: str
) -> None:
    library = publish(tmp_path, [staged(document("公开甲")), staged(document("公开乙"))])
    folder = library.home.index(1)
    state = read_state(folder)
    if lost == "document":
        nodes.delete(index=state.index, id=name_of(state.keys[0]), params={"refresh": "true"})
    elif lost == "index":
        nodes.indices.delete(index=state.index)
    else:
        (folder / "cluster.json").write_text("{}")
    with library.snapshot() as snapshot, pytest.raises(DamagedError, match="suwen rebuild"):
        open_searcher(library.home, snapshot)


def test_the_next_publish_sends_all_anew_where_something_was_lost(tmp_path: Path, nodes: OpenSearch) -> None:
    library = publish(tmp_path, [staged(document(f"公开{n}", f"{n}.txt")) for n in range(3)])
    before = read_state(library.home.index(1))
    nodes.delete(index=before.index, id=name_of(before.keys[1]), params={"refresh": "true"})
    after = add(library, [document("公开九", "9.txt")])
    assert after.index != before.index
    assert held(nodes, after.index) == sorted(after.keys)
    assert library.search("“公开”").total == 4


def test_a_document_gone_under_a_reader_is_an_error_and_not_an_empty_text(
    tmp_path: Path, nodes: OpenSearch
) -> None:
    library = publish(tmp_path, [staged(document("公开甲"))])
    searcher, state = library.searcher(), read_state(library.home.index(1))
    nodes.delete(index=state.index, id=name_of(state.keys[0]), params={"refresh": "true"})
    with pytest.raises(ClusterError, match="重新检索"):
        searcher.exact.text(0)


def test_verify_tells_a_text_that_is_not_the_stores(tmp_path: Path, nodes: OpenSearch) -> None:
    library = publish(tmp_path, [staged(document("公开甲"))])
    state = read_state(library.home.index(1))
    with library.snapshot() as snapshot:
        assert library.searcher().verify(snapshot) == []
        source = nodes.get(index=state.index, id=name_of(state.keys[0]))["_source"]
        nodes.index(index=state.index, id=name_of(state.keys[0]),
                    body={"key": state.keys[0], **source, "text": "公开乙"}, params={"refresh": "true"})  # fmt: skip
        searchers._open.clear()
        (problem,) = library.searcher().verify(snapshot)
    assert "文本与数据库不同" in problem


def test_a_cluster_that_does_not_answer_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUWEN_SEARCH_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("index.opensearch.client.WAITS", (0.01,))
    with pytest.raises(ClusterError, match="暂时没有应答") as told:
        publish(tmp_path, [staged(document("公开甲"))])
    assert told.value.status == 503
    monkeypatch.setenv("SUWEN_SEARCH_URL", " ")
    with pytest.raises(SuwenError, match="SUWEN_SEARCH_URL"):
        client()


def test_a_shard_that_is_busy_is_asked_again_and_told_if_it_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = publish(tmp_path, [staged(document("公开甲"))])
    searcher, really = library.searcher(), client().search
    partial = {"_shards": {"failed": 1}, "hits": {"total": {"value": 0}}}
    answers = [partial, partial]
    monkeypatch.setattr(
        client(), "search", lambda **asked: answers.pop() if answers else really(**asked), raising=True
    )
    monkeypatch.setattr("index.opensearch.client.WAITS", (0.01, 0.01))
    assert searcher.exact.counts(_literals("公开")[0]).tolist() == [1]
    answers += [partial] * 3
    with pytest.raises(ClusterError, match="部分结果"):
        searcher.exact.counts(_literals("甲")[0])
