"""Ranking by pairs of neighbouring characters, beside words: what is cut differently elsewhere still counts.

The exact layer has every pair's tally for every document, so that this needs no index of its own.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.engine import FIELD_BOOSTS, K1, B, Scores
from index.exact.contract import ExactLayer
from index.exact.grams import Keys, lower, pairs

CONSIDERED = 100
"""So many pairs of a query are ranked by; longer ones were pasted."""

COVER_WEIGHT = 5.0
"""How much it counts that a title says what was asked for, and nothing else."""

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
        self._norms, self._title_norms = _norms(lengths), _norms(titles.sizes)

    def scores(self, runs: Iterable[str], hits: NDArray[np.int64]) -> Scores:
        """The rank of each of the documents `hits` for runs of characters as typed."""
        total, shared, covered = np.zeros(len(hits)), np.zeros(len(hits)), np.zeros(len(hits))
        norms, title_norms, known = self._norms[hits], self._title_norms[hits], 0.0
        places = np.full(len(self._norms), -1)
        places[hits] = np.arange(len(hits))
        keys = wanted(runs)
        for key, (having, tallies) in zip(keys, self._exact.having(keys), strict=True):
            title = _kept(places[self._titles.having(key)])
            rarity = _rarity(len(places), len(having))
            frequency, at = np.zeros(len(hits)), places[having]
            frequency[at[at >= 0]] = tallies[at >= 0]
            frequency /= norms
            if len(title):
                counts = np.bincount(title, minlength=len(hits))
                frequency += FIELD_BOOSTS["title"] * counts / title_norms
                shared += rarity * (counts > 0)
                covered += counts > 0
            total += rarity * frequency / (K1 + frequency)
            known += rarity
        sizes = np.maximum(self._titles.sizes[hits], 1)
        return total + COVER_WEIGHT * (shared / known if known else shared) * (covered / sizes)


def _kept(places: NDArray[np.int64]) -> NDArray[np.int64]:
    return places[places >= 0]


def wanted(runs: Iterable[str]) -> Keys:
    """The pairs of letters, digits and characters in `runs`, each once, the first `CONSIDERED`."""
    every = (key for run in runs for part in _RUN.findall(run) for key in pairs(part))
    return np.array(list(islice(dict.fromkeys(every), CONSIDERED)), dtype=np.uint64)


def _rarity(size: int, having: int) -> float:
    return float(np.log(1 + (size - having + 0.5) / (having + 0.5)))


def _norms(lengths: NDArray[np.int64]) -> Scores:
    mean = max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    return (1 - B + B * lengths / mean).astype(np.float64)
