"""BM25 by the book, for comparison: one field, any tokens, every posting in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75


class Bm25:
    """Documents as sequences of tokens; a query's score for each, in their order."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        self._postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        lengths = []
        for number, tokens in enumerate(documents):
            lengths.append(len(tokens))
            for token, count in Counter(tokens).items():
                numbers, counts = self._postings[token]
                numbers.append(number)
                counts.append(count)
        sizes = np.array(lengths, dtype=np.float64)
        self._norms = K1 * (1 - B + B * sizes / sizes.mean())

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float64]:
        """Any of the tokens may stand in a document; the more and the rarer, the better."""
        total = np.zeros(len(self._norms))
        for token in dict.fromkeys(tokens):
            if token in self._postings:
                numbers, counts = map(np.array, self._postings[token])
                rarity = np.log(1 + (len(total) - len(numbers) + 0.5) / (len(numbers) + 0.5))
                total[numbers] += rarity * counts * (K1 + 1) / (counts + self._norms[numbers])
        return total
