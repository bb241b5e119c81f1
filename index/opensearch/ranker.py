"""Ranking by the cluster: BM25 of the words over title, headings and body."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from index.engine import Scores
from index.exact.contract import Numbers
from index.opensearch.asking import Asking
from index.opensearch.schema import RANKED, ranked

CLAUSES = 1000
"""So many words in fields one question has at most (servers allow 1024)."""


class ClusterRanker:
    """Scores the documents of one state; frequencies count what the index has beside it, too: they are but weights."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def scores(self, words: Mapping[str, float], among: Numbers | None = None) -> Scores:
        """The rank of every document for weighted words; of those `among`, if they are few enough to be named."""
        total = np.zeros(len(self._asking.state))
        left = iter(sorted(words.items()))
        while some := dict(islice(left, CLAUSES // len(RANKED))):
            numbers, scores = self._asking.scored(self._asking.named(ranked(some), among))
            total[numbers] += scores
        return total

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many documents each of some words stands."""
        return self._asking.frequencies(words)

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of the bodies with the number of documents that have them, sorted by word."""
        return self._asking.words()
