"""Writing a Whoosh index: one segment, in which Whoosh's numbers of documents are their places.

So the order is kept and nothing is ever merged; the lengths of fields lie beside as an array.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from index.engine import FIELD_BOOSTS, Counted, Words

FIELDS = tuple(FIELD_BOOSTS)
LENGTHS = "lengths.npy"

BLOCK = 8192
"""Postings in a block: they are always read whole, so large blocks cost nothing and save calls."""

MEGABYTES = 32
"""Whoosh sorts postings in memory up to about so much, and then on disk."""


class CountedText(TEXT):  # type: ignore[misc]
    """Words with frequencies, counted before."""

    def __init__(self) -> None:
        super().__init__(phrase=False)

    def index(self, value: Counted, **_: object) -> list[tuple[bytes, int, float, Any]]:
        """The postings of one document; their weights are the frequencies, so that they need no value beside."""
        return sorted((word.encode(), n, float(n), b"") for word, n in value.items())


def write_shard(folder: Path, documents: Iterable[Words]) -> None:
    """One index with one segment."""
    folder.mkdir(parents=True)
    schema = Schema(**{field: CountedText() for field in FIELDS})
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=MEGABYTES, codec=W3Codec(blocklimit=BLOCK))
    lengths = []
    for document in documents:
        fields: dict[str, Counted] = {field: getattr(document, field) for field in FIELDS}
        lengths.append([sum(words.values()) for words in fields.values()])
        writer.add_document(**{field: words for field, words in fields.items() if words})
    writer.commit(optimize=True)
    np.save(folder / LENGTHS, np.array(lengths, dtype=np.int32).reshape(-1, len(FIELDS)))
