"""Sending in bulk: what the cluster refuses for the moment comes again, smaller; nothing is lost or sent in vain."""

import json
import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from opensearchpy import OpenSearch, TransportError

from index.opensearch import bulk
from index.opensearch.bulk import Sending, delete, put
from index.opensearch.client import ClusterError, client
from index.opensearch.engine import create
from tests.cluster.search.test_states import held


class Moody:
    """Takes what a real cluster would, after all the ways in which one refuses; keeps what it took."""

    def __init__(self, seed: int, largest: int) -> None:
        self._chance, self._largest = random.Random(seed), largest
        self.taken: dict[str, Any] = {}

    def bulk(self, body: bytes, params: Mapping[str, object]) -> dict[str, Any]:
        mood = self._chance.random()
        if len(body) > self._largest:
            raise TransportError(413, "too large")
        if mood < 0.2:
            raise TransportError(self._chance.choice([429, 503, "N/A"]), "busy")
        lines = [json.loads(line) for line in body.splitlines()]
        items = []
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            busy = self._chance.random() < 0.2
            if not busy:
                self.taken[action["index"]["_id"]] = document
            items.append({"index": {"status": 429 if busy else 201}})
        if mood > 0.9:
            raise TransportError("N/A", "taken, but the answer was lost")
        return {"items": items}


@pytest.mark.parametrize("seed", range(20))
def test_all_is_taken_whatever_is_refused_for_the_moment(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    cluster = Moody(seed, largest=400)
    documents = {str(n): {"text": "公" * (n % 30)} for n in range(100)}
    Sending(cluster, size=5000).send(put("i", name, each) for name, each in documents.items())  # type: ignore[arg-type]
    assert cluster.taken == documents


def test_what_is_too_large_alone_or_refused_for_good_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(ClusterError, match="太大"):
        Sending(Moody(1, largest=10)).send([put("i", "1", {"text": "公" * 100})])  # type: ignore[arg-type]
    with pytest.raises(ClusterError, match="拒收"):
        Sending(client()).send([put(create(client()), "1", {"no such field": 1})])


def test_a_cluster_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PATIENCE", 0.1)
    with pytest.raises(ClusterError, match="没有应答"):
        Sending(OpenSearch(["http://127.0.0.1:9"], max_retries=0)).send([put("i", "1", {})])


def test_a_real_cluster_is_pressed_and_has_every_document_once(nodes: OpenSearch) -> None:
    """The nodes of `make cluster-test` take 1 MB at once and little at a time: they refuse by 413 and by 429."""
    index, keys = create(nodes), range(1, 401)
    long = "公开 " * 4000

    def send(part: range) -> None:
        Sending(nodes).send(put(index, str(key), {"key": key, "body": long}) for key in part)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, [keys[at::4] for at in range(4)] + [keys[:50]]))
    assert held(nodes, index) == list(keys)
    Sending(nodes).send(delete(index, str(key)) for key in [*keys[::2], 10_000])
    assert held(nodes, index) == list(keys[1::2])
