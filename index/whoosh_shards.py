"""Writing a Whoosh index: one segment, in which Whoosh's numbers of documents are their places.

So the order is kept and nothing is ever merged; the lengths of fields lie beside as an array. Whoosh's own writer
sorts every posting in Python; here they are gathered in sorted runs, and the codec is given each word's postings at
once, through methods that are private to the one pinned version.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from index.engine import FIELD_BOOSTS, Words
from index.exact.postings import PostingsWriter
from index.whoosh_table import Table, TableWriter

FIELDS = tuple(FIELD_BOOSTS)
LENGTHS = "lengths.npy"

BLOCK = 8192
"""Postings in a block: they are always read whole, so large blocks cost nothing and save calls."""

Term = tuple[str, bytes, NDArray[np.uint16], NDArray[np.uint32]]
"""A field, a word, the documents that have it, and how often."""


def write_shard(folder: Path, documents: Iterable[Words]) -> None:
    """One index with one segment."""
    folder.mkdir(parents=True)
    schema = Schema(**{field: TEXT(phrase=False) for field in FIELDS})
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(codec=_Codec(blocklimit=BLOCK))
    with TemporaryDirectory(dir=folder) as beside, TableWriter(folder) as table:
        gathered = _Gathered(Path(beside), table)
        for document in documents:
            writer.add_document()
            gathered.add(document)
        writer.pool = gathered
        writer.commit(optimize=True)
    np.save(folder / LENGTHS, np.array(gathered.lengths, dtype=np.int32).reshape(-1, len(FIELDS)))


class _Gathered:
    """The postings of all documents, in the place of Whoosh's pool."""

    def __init__(self, folder: Path, table: TableWriter) -> None:
        self.lengths: list[list[int]] = []
        self._folder, self._table = folder, table
        self._words: dict[str, dict[str, int]] = {field: {} for field in FIELDS}
        self._writers = {field: _writer(folder / field) for field in FIELDS}

    def add(self, document: Words) -> None:
        """Take the words of one more document."""
        each = {field: getattr(document, field) for field in FIELDS}
        self.lengths.append([sum(counted.values()) for counted in each.values()])
        for field, counted in each.items():
            known = self._words[field]
            keys = [known.setdefault(word, len(known)) for word in counted]
            counts = np.fromiter(counted.values(), np.uint32, len(counted))
            self._writers[field].add(np.array(keys, dtype=np.uint64), counts)

    def iter_postings(self) -> Iterator[Term]:
        """All words in the order of fields and of words in UTF-8; they are kept as arrays on the way."""
        for field in sorted(field for field in FIELDS if self._words[field]):
            self._writers[field].close()
            for word, postings in self._sorted(field):
                self._table.add(field, word, postings)
                yield field, word, *postings

    def _sorted(self, field: str) -> Iterator[tuple[bytes, Table]]:
        names = ("starts", "documents", "tallies")
        starts, documents, counts = (np.load(self._folder / field / f"{n}.npy", mmap_mode="r") for n in names)
        for word, key in sorted((word.encode(), key) for word, key in self._words[field].items()):
            place = slice(int(starts[key]), int(starts[key + 1]))
            yield word, (documents[place], counts[place])

    def cleanup(self) -> None:
        """Nothing: the folder is removed as a whole."""


def _writer(folder: Path) -> PostingsWriter:
    folder.mkdir()
    return PostingsWriter(folder, "<u4")


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without lengths by document, which the ranker has as arrays."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> "_FieldWriter":
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes the postings of a word as arrays."""

    def add_postings(self, schema: Schema, lengths: object, terms: Iterable[Term]) -> None:  # noqa: ARG002
        for field, words in groupby(terms, key=itemgetter(0)):
            self.start_field(field, schema[field])
            for _, word, documents, counts in words:
                self._add_word(word, documents, counts)
            self.finish_field()

    def _add_word(self, word: bytes, documents: NDArray[np.uint16], counts: NDArray[np.uint32]) -> None:
        self.start_term(word)
        block = self._postwriter
        for start in range(0, len(documents), BLOCK):
            if len(block):
                block._write_block()
            block._ids = array("I", documents[start : start + BLOCK].tolist())
            block._weights = array("f", counts[start : start + BLOCK].tolist())
            block._maxweight = max(block._weights)
        self.finish_term()
