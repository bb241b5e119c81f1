"""Whoosh, the embedded default: words with frequencies only; a word's postings read whole into arrays.

Whoosh's own searcher asks every posting in Python; here they come from a table of arrays that is written beside the
index with the same postings (`index.whoosh_table`). `slow=True` goes through Whoosh's matcher instead; a test holds that
both give the same. The index folder holds pickles: never open one from a stranger.
"""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
import whoosh
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from index.budget import check
from index.engine import FIELD_BOOSTS, K1, B, Index, Scores, Words
from index.exact.contract import Numbers
from index.whoosh_shards import FIELDS, LENGTHS, write_shard
from index.whoosh_table import PostingTable, Table

REMEMBERED = 500
"""How many words' postings are kept in memory."""

Postings = tuple[NDArray[np.int32], NDArray[np.float32]]

_NONE: Postings = np.zeros(0, np.int32), np.zeros(0, np.float32)


class WhooshEngine:
    """Builds and opens Whoosh indices."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))
    by_segment = True

    def write(self, folder: Path, documents: Iterable[Words]) -> None:
        """An index of one segment with the documents in order."""
        write_shard(folder, documents)

    def open(self, indices: Sequence[Index]) -> "WhooshRanker":
        """The indices in a row."""
        return WhooshRanker(indices)


class _Shard:
    """One index, open; documents that were dropped from it are invisible, the others numbered from `base`."""

    def __init__(self, index: Index, base: int) -> None:
        folder, dropped = index
        self.reader = FileStorage(str(folder)).open_index().reader()
        self._table = PostingTable(folder)
        lengths = np.load(folder / LENGTHS)
        if len(lengths) != self.reader.doc_count_all():
            raise ValueError("the field lengths do not fit the index")
        kept = np.ones(len(lengths), dtype=np.bool_)
        kept[list(dropped)] = False
        self.lengths = lengths[kept]
        self.whole = not dropped
        self._base, self._kept = base, kept
        self._numbers = (base + np.cumsum(kept) - 1).astype(np.int32)

    def postings(self, field: str, word: str, *, slow: bool = False) -> Postings:
        """The documents that have a word in a field, ascending, and how often."""
        ids, counts = self._matched(field, word) if slow else self._table.find(field, word)
        if not len(ids):
            return _NONE
        if self.whole:
            return np.add(ids, self._base, dtype=np.int32), counts.astype(np.float32)
        kept = self._kept[ids]
        return self._numbers[ids[kept]], counts[kept].astype(np.float32)

    def _matched(self, field: str, word: str) -> Table:
        """The same, as Whoosh finds it."""
        found = []
        with contextlib.suppress(TermNotFound):
            matcher = self.reader.postings(field, word)
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight()))
                matcher.next()
        ids, counts = zip(*found, strict=True) if found else ((), ())
        return np.array(ids, dtype=np.uint16), np.array(counts, dtype=np.uint32)

    def vocabulary(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, and how many documents have each."""
        for word, info in self.reader.iter_field(field):
            text = word.decode()
            having = info.doc_frequency() if self.whole else len(self.postings(field, text)[0])
            if having:
                yield text, having


class WhooshRanker:
    """BM25F over Whoosh's postings. Whoosh's files have a reading position, so of them one thread reads at a time."""

    def __init__(self, indices: Sequence[Index], *, slow: bool = False) -> None:
        self._slow = slow
        self._lock = Lock()
        self._shards: list[_Shard] = []
        self._size = 0
        for index in indices:
            self._shards.append(_Shard(index, self._size))
            self._size += len(self._shards[-1].lengths)
        each = [shard.lengths for shard in self._shards]
        lengths = np.concatenate([np.zeros((0, len(FIELDS)), np.int32), *each])
        norms = 1 - B + B * lengths / np.maximum(lengths.mean(axis=0), 1) if self._size else lengths
        self._norms = [np.ascontiguousarray(column) for column in norms.T]
        self._postings = lru_cache(maxsize=REMEMBERED)(self._read)

    def scores(self, words: Mapping[str, float], among: Numbers | None = None) -> Scores:
        """BM25F: a word's frequencies, weighted by field and length, are added before they saturate."""
        every = np.zeros(self._size)
        at = slice(None) if among is None else among
        total, norms = every[at], [column[at] for column in self._norms]
        for word, weight in sorted(words.items()):
            check()
            frequency = np.zeros_like(total)
            for (field, boost), norm in zip(FIELD_BOOSTS.items(), norms, strict=True):
                documents, counts = self._postings(field, word)
                if len(documents):
                    having = np.zeros(self._size, counts.dtype)
                    having[documents] = counts
                    frequency += boost * having[at] / norm
            total += weight * self._rarity(word) * frequency / (K1 + frequency)
        every[at] = total
        return every

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many documents each of some words stands."""
        return {word: len(self._postings("body", word)[0]) for word in words}

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of the bodies, sorted."""
        total: Counter[str] = Counter()
        with self._lock:
            for shard in self._shards:
                for word, having in shard.vocabulary("body"):
                    total[word] += having
        yield from sorted(total.items())

    def _rarity(self, word: str) -> float:
        having = len(self._postings("body", word)[0])
        return float(np.log(1 + (self._size - having + 0.5) / (having + 0.5)))

    def _read(self, field: str, word: str) -> Postings:
        with self._lock if self._slow else contextlib.nullcontext():
            parts = [shard.postings(field, word, slow=self._slow) for shard in self._shards]
        ids, counts = zip(_NONE, *parts, strict=True)
        return np.concatenate(ids), np.concatenate(counts)


ENGINE = WhooshEngine()
