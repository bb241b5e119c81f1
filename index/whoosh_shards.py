"""Writing Whoosh indices: one after another in this process, or side by side in others.

Each shard is an index of its own with one segment, in which Whoosh's numbers of documents are their places in
the shard; so the order is kept, nothing is ever merged, and the lengths of fields lie beside as an array.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.system import pack_uint

from index.engine import FIELD_BOOSTS, Counted, Words

FIELDS = tuple(FIELD_BOOSTS)
LENGTHS = "lengths.npy"

PARALLEL_FROM = 1000
"""With fewer documents starting processes costs more than it saves."""

BLOCK = 8192
"""Postings in a block: they are always read whole, so large blocks cost nothing and save calls."""

SMALLEST_SHARD = 500
LARGEST_SHARD = 5000
"""Documents in a shard: few shards make words quick to look up, small ones take little memory to hand over."""


class CountedText(TEXT):  # type: ignore[misc]
    """Words with frequencies, counted before."""

    def __init__(self) -> None:
        super().__init__(phrase=False)

    def index(self, value: Counted, **_: object) -> list[tuple[bytes, int, float, Any]]:
        """The postings of one document."""
        return sorted((word.encode(), n, float(n), pack_uint(n)) for word, n in value.items())


def build_shards(folder: Path, documents: Iterable[Words], expected: int) -> None:
    """Write `documents` in their order to shards in `folder`."""
    workers = min(os.cpu_count() or 1, 8)
    if expected < PARALLEL_FROM or workers == 1:
        write_shard(folder / "0000", documents)
        return
    size = min(max(SMALLEST_SHARD, -(-expected // workers)), LARGEST_SHARD)
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        pending: list[Future[None]] = []
        for number, block in enumerate(_blocks(documents, size)):
            pending.append(pool.submit(write_shard, folder / f"{number:04d}", block))
            if len(pending) > workers:
                pending.pop(0).result()
        for future in pending:
            future.result()


def _blocks(documents: Iterable[Words], size: int) -> Iterator[list[Words]]:
    rest = iter(documents)
    while block := list(islice(rest, size)):
        yield block


def write_shard(folder: Path, documents: Iterable[Words]) -> None:
    """One index with one segment."""
    folder.mkdir()
    schema = Schema(**{field: CountedText() for field in FIELDS})
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256, codec=W3Codec(blocklimit=BLOCK))
    lengths = []
    for document in documents:
        fields: dict[str, Counted] = {field: getattr(document, field) for field in FIELDS}
        lengths.append([sum(words.values()) for words in fields.values()])
        writer.add_document(**{field: words for field, words in fields.items() if words})
    writer.commit(optimize=True)
    np.save(folder / LENGTHS, np.array(lengths, dtype=np.int32).reshape(-1, len(FIELDS)))
