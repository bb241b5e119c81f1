"""The documents of a state on their way into the cluster: of many, by one process a core."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from index import cutting
from index.opensearch import schema
from index.opensearch.bulk import Body, Sending, put
from index.opensearch.client import client
from kb.home import Home
from kb.store.batches import batches
from kb.store.reader import Snapshot
from kb.store.rows import Summary
from kb.store.session import reading

APART_FROM = 2_000_000
"""Code points: with fewer, starting processes costs more than it saves."""

LOT = 2_000
"""Documents that a process is given at a time."""

Keys = dict[str, int]


def send(snapshot: Snapshot, index: str, fresh: Sequence[Summary], home: Home | None) -> Keys:
    """Send these documents; gives their keys by id. `home`: where they are staged, for processes of its own."""
    cores = os.cpu_count() or 1
    if home is None or cores == 1 or sum(summary.length for summary in fresh) < APART_FROM:
        return _send(snapshot, index, fresh)
    keys: Keys = {}
    under_way: deque[Future[Keys]] = deque()
    with ProcessPoolExecutor(cores, mp_context=get_context("forkserver")) as pool:
        for lot in batches(fresh, LOT):
            if len(under_way) > cores:
                keys |= under_way.popleft().result()
            under_way.append(pool.submit(_send_apart, home, index, lot))
        for sent in under_way:
            keys |= sent.result()
    return keys


def _send_apart(home: Home, index: str, lot: Sequence[Summary]) -> Keys:
    """Send them from a process of its own, with its own view of the store."""
    with reading(home) as store, store.snapshot() as snapshot:
        return _send(snapshot, index, lot)


def _send(snapshot: Snapshot, index: str, lot: Sequence[Summary]) -> Keys:
    keys: Keys = {}
    Sending(client()).send(_bodies(snapshot, index, lot, keys))
    return keys


def _bodies(snapshot: Snapshot, index: str, lot: Sequence[Summary], keys: Keys) -> Iterator[Body]:
    """What is sent; notes the keys. Words that were not cut before are cut now."""
    for summary, item in zip(lot, snapshot.indexables(each.id for each in lot), strict=True):
        kept = item.cut if item.cut and item.cut.version == cutting.version() else None
        cut = kept or cutting.cut(item.document, item.title)
        key = keys[summary.id] = schema.key_of(summary.id, cut.digest, summary)
        words = cutting.words_of(replace(item, cut=cut))
        yield put(index, schema.name_of(key), schema.source(key, item.document, words, summary))
