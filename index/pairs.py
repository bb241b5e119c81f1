"""Ranking by pairs of neighbouring characters, beside words: what is cut differently elsewhere still counts.

The exact layer has every pair's tally for every document, so that this needs no index of its own.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.engine import FIELD_BOOSTS, K1, B, Scores
from index.exact.contract import ExactLayer, Having, Numbers, far
from index.exact.grams import Keys, lower, pairs

CONSIDERED = 100
"""So many pairs of a query are ranked by; longer ones were pasted."""

COVER_WEIGHT = 5.0
"""How much it counts that a title says what was asked for, and nothing else."""

_FEW = 16
"""Hits are looked for one by one where so many times more documents have a pair."""

_RUN = re.compile(r"\w+")


class Titles:
    """The pairs of all titles; a document's number is its place among them."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.sizes = np.array([max(len(title) - 1, 0) for title in titles], dtype=np.int64)
        text = "\n".join(title.replace("\n", " ") for title in titles)
        every = pairs(text)
        codes = np.frombuffer(lower(text).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        inside = (codes[:-1] != ord("\n")) & (codes[1:] != ord("\n"))
        owners = np.cumsum(codes[:-1] == ord("\n"))[inside]
        order = np.argsort(every[inside], kind="stable")
        self._keys, self._owners = every[inside][order], owners[order]

    def having(self, key: np.uint64) -> NDArray[np.int64]:
        """The documents with the pair in their titles, each as often as it stands there."""
        low, high = self._keys.searchsorted(key), self._keys.searchsorted(key, "right")
        found: NDArray[np.int64] = self._owners[low:high]
        return found


class PairRanker:
    """BM25F over the pairs of title and text, and how far query and title are the same."""

    def __init__(self, exact: ExactLayer, titles: Titles, lengths: NDArray[np.int64]) -> None:
        self._exact, self._titles = exact, titles
        self._afar = far(exact)
        self._norms, self._title_norms = _norms(lengths), _norms(titles.sizes)

    def scores(self, runs: Iterable[str], hits: NDArray[np.int64]) -> Scores:
        """The rank of each of the documents `hits` for runs of characters as typed."""
        total, shared, covered = np.zeros(len(hits)), np.zeros(len(hits)), np.zeros(len(hits))
        norms, title_norms, known = self._norms[hits], self._title_norms[hits], 0.0
        size, keys = len(self._norms), wanted(runs)
        for key, ((having, tallies), spread) in zip(keys, self._tallies(keys, hits), strict=True):
            rarity = _rarity(size, spread)
            frequency = _of_hits(having, tallies, hits, size) / norms
            title = self._titles.having(key)
            if len(title):
                counts = np.bincount(title, minlength=size)[hits]
                frequency += FIELD_BOOSTS["title"] * counts / title_norms
                shared += rarity * (counts > 0)
                covered += counts > 0
            total += rarity * frequency / (K1 + frequency)
            known += rarity
        sizes = np.maximum(self._titles.sizes[hits], 1)
        return total + COVER_WEIGHT * (shared / known if known else shared) * (covered / sizes)

    def considered(self, scores: Scores) -> NDArray[np.int64] | slice:
        """Which of the documents with these scores by words are worth looking up pairs for, ascending."""
        if self._afar is None or len(scores) <= self._afar.ranked:
            return slice(None)
        return np.sort(np.argsort(-scores, kind="stable")[: self._afar.ranked])

    def _tallies(self, keys: Keys, hits: NDArray[np.int64]) -> Sequence[tuple[Having, int]]:
        """For each pair documents that have it, those of `hits` at least, and how many have it in all."""
        if self._afar is not None:
            return self._afar.tallies(keys, hits)
        return [(having, len(having[0])) for having in self._exact.having(keys)]


def _of_hits(having: Numbers, tallies: NDArray[np.uint8], hits: Numbers, size: int) -> NDArray[np.uint8]:
    """The tally of each of `hits`, 0 for those that are not among `having`; of few hits each is looked for."""
    if len(hits) * _FEW > len(having):
        every = np.zeros(size, tallies.dtype)
        every[having] = tallies
        return every[hits]
    at = np.minimum(having.searchsorted(hits), len(having) - 1)
    return np.where(having[at] == hits, tallies[at], 0)


def wanted(runs: Iterable[str]) -> Keys:
    """The pairs of letters, digits and characters in `runs`, each once, the first `CONSIDERED`."""
    every = (key for run in runs for part in _RUN.findall(run) for key in pairs(part))
    return np.array(list(islice(dict.fromkeys(every), CONSIDERED)), dtype=np.uint64)


def _rarity(size: int, having: int) -> float:
    return float(np.log(1 + (size - having + 0.5) / (having + 0.5)))


def _norms(lengths: NDArray[np.int64]) -> Scores:
    mean = max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    return (1 - B + B * lengths / mean).astype(np.float64)
