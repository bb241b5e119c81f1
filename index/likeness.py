"""More like this: the documents that share a document's weightiest words."""

from collections import Counter

import numpy as np

from index.model import Similar
from index.opened import Opened

WORDS = 30
SHORTEST = 2
"""So many words stand for a document; words of one character say too little."""


def similar(opened: Opened, number: int, limit: int) -> tuple[Similar, ...]:
    """The `limit` documents most like the one with this number, itself left out."""
    words = _weighty(opened, number)
    scores = opened.ranker.scores(words)
    scores[number] = 0
    best = np.lexsort((opened.catalogue.by_id, -np.round(scores, 9)))[:limit]
    return tuple(
        Similar(opened.catalogue.documents[n], float(scores[n]), _shared(opened, n, words))
        for n in best.tolist()
        if scores[n] > 0
    )


def _weighty(opened: Opened, number: int) -> dict[str, float]:
    """The words by frequency here and rarity elsewhere, weights adding up to one."""
    counts = Counter(
        word for word in opened.segmenter.words(opened.exact.text(number)) if len(word) >= SHORTEST
    )
    size, frequencies = len(opened.catalogue), opened.ranker.frequencies(tuple(counts))
    weights = {
        word: float((1 + np.log(count)) * np.log(1 + size / (1 + frequencies[word])))
        for word, count in counts.items()
        if frequencies[word] > 1
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
    whole = sum(weights[word] for word in best)
    return {word: weights[word] / whole for word in best}


def _shared(opened: Opened, number: int, words: dict[str, float]) -> tuple[str, ...]:
    text = opened.exact.reading(number).lowered
    return tuple(word for word in words if word in text)[:10]
