"""The engine in a cluster: what is new of a state is sent to it, what no state has any more is deleted there."""

import contextlib
import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from opensearchpy import OpenSearch, RequestError

from corpus.errors import DamagedError, SuwenError
from index import cutting, fingerprint
from index.engine import Attached
from index.opensearch import schema, sending
from index.opensearch.asking import Asking
from index.opensearch.bulk import Sending, delete
from index.opensearch.client import asked, client, whole
from index.opensearch.layer import ClusterExact
from index.opensearch.ranker import ClusterRanker
from index.opensearch.state import State, only_in, read_state, write_state
from kb.home import Home
from kb.store.reader import Snapshot

ALIAS = "suwen"
"""What the present index is called, and what the names of all begin with, unless `SUWEN_SEARCH_ALIAS` says else."""

STANDING = 45
"""Seconds in which a new index is answered for: the cluster waits 30 for its copies, then goes on without them."""


class OpenSearchEngine:
    """Builds and opens states in a cluster. All states of a home share an index until one is written afresh."""

    name = "opensearch"
    version = schema.VERSION

    def build(self, snapshot: Snapshot, folder: Path, earlier: Path | None, home: Home | None = None) -> int:
        """Send what the state before does not have; gives the number of documents. Nothing of that state changes.

        The folder says what is to be sent before it is, so that what an ended run sent can be forgotten.
        """
        before = _standing(earlier)
        index = before.index if before else create(client())
        write_state(folder, State.of(index, {}))
        try:
            held = _held(snapshot, folder, index, before, home)
        except BaseException:
            if before is None:
                with contextlib.suppress(Exception):
                    client().indices.delete(index=index)
            raise
        return len(held)

    def attach(self, folder: Path) -> Attached:
        """The state of an index folder; raises `DamagedError` if the cluster does not have its documents."""
        state = read_state(folder)
        asking = Asking(state)
        if asking.count({"match_all": {}}) < len(state):
            raise fingerprint.unusable("集群中缺少文档", "documents are missing in the cluster")
        return Attached(state.ids, ClusterExact(asking), ClusterRanker(asking))

    def settle(self, folder: Path, kept: Path, gone: Iterable[Path]) -> None:
        """After a publish: the alias names the index of `folder`, and what only states that are `gone` have is
        deleted; `kept` is the state before.
        """
        now = read_state(folder)
        states = [now, *_states([kept])]
        for index, keys in only_in(_states(gone), states).items():
            if all(index != state.index for state in states):
                asked(partial(client().indices.delete, index=index, params={"ignore_unavailable": "true"}))
            else:
                Sending(client()).send(delete(index, schema.name_of(key)) for key in keys)
        _name(client(), now.index)


def _standing(earlier: Path | None) -> State | None:
    """The state before, if this program could have written it and the cluster has each of its documents."""
    if earlier is None:
        return None
    with contextlib.suppress(OSError, ValueError, DamagedError):
        if fingerprint.read(earlier).fits(ENGINE, cutting.version()):
            state = read_state(earlier)
            there, _ = Asking(state).scored({"match_all": {}})
            return state if len(there) == len(state) else None
    return None


def _states(folders: Iterable[Path]) -> list[State]:
    """The states in folders; folders of other engines have none."""
    found = []
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            found.append(read_state(folder))
    return found


def _held(
    snapshot: Snapshot, folder: Path, index: str, before: State | None, home: Home | None
) -> Mapping[str, int]:
    """The keys of all documents, by id, in the order of ids, once the cluster has them."""
    summaries = {summary.id: summary for summary in snapshot.summaries()}
    digests = {stamp.id: stamp.digest for stamp in snapshot.stamps(cutting.version())}
    known = frozenset(before.keys if before else ())
    keys = {
        key: schema.key_of(key, digest, summaries[key])
        for key, digest in digests.items()
        if digest is not None
    }
    fresh = [summaries[key] for key in sorted(digests) if keys.get(key) not in known]
    write_state(folder, State.of(index, keys))
    keys |= sending.send(snapshot, index, fresh, home)
    asked(lambda: whole(client().indices.refresh(index=index)))
    write_state(folder, State.of(index, keys))
    return keys


def create(nodes: OpenSearch) -> str:
    """A new index; `SUWEN_SEARCH_SHARDS` (1) and `SUWEN_SEARCH_REPLICAS` (1) say how it is spread.

    Its copies stand before it is given, so that a node lost a moment later takes nothing with it; not awaited where
    they cannot all be placed within half a minute, or where the answer to the first try was lost.
    """
    index = f"{alias()}-{uuid4().hex}"
    settings = {
        "number_of_shards": _number("SUWEN_SEARCH_SHARDS", 1),
        "number_of_replicas": _number("SUWEN_SEARCH_REPLICAS", 1),
        "refresh_interval": "-1",
    }
    others = max(asked(nodes.cluster.health)["number_of_data_nodes"] - 1, 0)
    wait = {
        "wait_for_active_shards": 1 + min(settings["number_of_replicas"], others),
        "request_timeout": STANDING,
    }
    body = {"settings": settings, "mappings": dict(schema.MAPPING)}
    asked(lambda: _create(nodes, index, body, wait))
    return index


def _create(nodes: OpenSearch, index: str, body: dict[str, Any], wait: dict[str, Any]) -> None:
    """Create it; that it is there already says only that the answer to an earlier try was lost."""
    try:
        nodes.indices.create(index=index, body=body, params=wait)
    except RequestError as error:
        if error.error != "resource_already_exists_exception":
            raise


def _name(nodes: OpenSearch, index: str) -> None:
    """Let the alias name this index only, in one step."""
    name = alias()
    actions = [
        {"remove": {"index": f"{name}-*", "alias": name, "must_exist": False}},
        {"add": {"index": index, "alias": name}},
    ]
    asked(lambda: nodes.indices.update_aliases(body={"actions": actions}))


def alias() -> str:
    """What the present index is called."""
    return os.environ.get("SUWEN_SEARCH_ALIAS") or ALIAS


def _number(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdecimal():
        raise SuwenError(f"{name} 应是数字，不是“{given}”", f"{name} must be a number")
    return int(given)


ENGINE = OpenSearchEngine()
