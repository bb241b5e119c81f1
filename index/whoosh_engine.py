"""Whoosh, the embedded default: words with frequencies only; posting blocks read whole into arrays.

Whoosh's own searcher asks every posting in Python; here a block of 128 becomes an array at once, through methods
that are private to the one pinned version. `slow=True` goes through Whoosh's public matcher instead; a test
holds that both give the same. The index folder holds pickles: never open one from a stranger.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import whoosh
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from index.engine import FIELD_BOOSTS, K1, B, Scores, Words

FIELDS = tuple(FIELD_BOOSTS)
REMEMBERED = 2000
"""How many words' postings are kept in memory."""

Postings = tuple[NDArray[np.int64], NDArray[np.float64]]


class WhooshEngine:
    """Builds and opens Whoosh indices."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))

    def build(self, folder: Path, documents: Iterable[Words]) -> None:
        """One segment, in which Whoosh's numbers of documents are ours; field lengths lie beside it."""
        schema = Schema(**{field: TEXT(phrase=False, stored=False) for field in FIELDS})
        writer = FileStorage(str(folder)).create_index(schema).writer(limitmb=256)
        lengths = []
        for document in documents:
            fields = {field: getattr(document, field) for field in FIELDS}
            lengths.append([len(words) for words in fields.values()])
            writer.add_document(**{field: words for field, words in fields.items() if words})
        writer.commit(optimize=True)
        np.save(folder / "lengths.npy", np.array(lengths, dtype=np.int32).reshape(-1, len(FIELDS)))

    def open(self, folder: Path) -> "WhooshRanker":
        """The index in `folder`."""
        return WhooshRanker(folder)


class WhooshRanker:
    """BM25F over Whoosh's postings. Whoosh's files have a reading position, so one thread reads at a time."""

    def __init__(self, folder: Path, *, slow: bool = False) -> None:
        self._reader = FileStorage(str(folder)).open_index().reader()
        self._slow = slow
        self._lock = Lock()
        lengths = np.load(folder / "lengths.npy")
        if len(lengths) != self._reader.doc_count_all():
            raise ValueError("the field lengths do not fit the index")
        self._size = len(lengths)
        self._norms = 1 - B + B * lengths / np.maximum(lengths.mean(axis=0), 1) if self._size else lengths
        self._postings = lru_cache(maxsize=REMEMBERED)(self._read)

    def scores(self, words: Mapping[str, float]) -> Scores:
        """BM25F: a word's frequencies, weighted by field and length, are added before they saturate."""
        total = np.zeros(self._size)
        for word, weight in sorted(words.items()):
            frequency = np.zeros(self._size)
            for number, (field, boost) in enumerate(FIELD_BOOSTS.items()):
                documents, counts = self._postings(field, word)
                frequency[documents] += boost * counts / self._norms[documents, number]
            total += weight * self._rarity(word) * frequency / (K1 + frequency)
        return total

    def frequency(self, word: str) -> int:
        """In how many documents the word stands."""
        return len(self._postings("body", word)[0])

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of the bodies, sorted."""
        with self._lock:
            infos = [(word.decode(), info.doc_frequency()) for word, info in self._reader.iter_field("body")]
        yield from infos

    def _rarity(self, word: str) -> float:
        having = self.frequency(word)
        return float(np.log(1 + (self._size - having + 0.5) / (having + 0.5)))

    def _read(self, field: str, word: str) -> Postings:
        with self._lock:
            parts = [
                _shifted(leaf, base, field, word, slow=self._slow)
                for leaf, base in self._reader.leaf_readers()
            ]
        ids = np.fromiter(chain.from_iterable(ids for ids, _ in parts), dtype=np.int64)
        counts = np.fromiter(chain.from_iterable(counts for _, counts in parts), dtype=np.float64)
        return ids, counts


def _shifted(leaf: Any, base: int, field: str, word: str, *, slow: bool) -> tuple[list[int], list[float]]:
    try:
        matcher = leaf.postings(field, word)
    except TermNotFound:
        return [], []
    fast = isinstance(matcher, W3LeafMatcher) and not slow
    ids, counts = _blocks(matcher) if fast else _one_by_one(matcher)
    return [base + number for number in ids], counts


def _blocks(matcher: Any) -> tuple[list[int], list[float]]:
    ids: list[int] = []
    counts: list[float] = []
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        ids.extend(matcher._ids)
        counts.extend(matcher._weights)
        matcher._next_block()
    return ids, counts


def _one_by_one(matcher: Any) -> tuple[list[int], list[float]]:
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return [number for number, _ in found], [count for _, count in found]


ENGINE = WhooshEngine()
