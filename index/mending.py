"""Mending a run of characters that stands nowhere: one of them changed so that it does stand somewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

from index.exact.contract import ExactLayer
from index.exact.probes import literal

WINDOW = (2, 3, 4)
"""Lengths of words that are tried."""

LONGEST = 40
"""Longer runs are not mended: they were pasted, not typed."""


class Mender:
    """The words of the index by what is left of them when one character is taken out."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._words = {word: count for word, count in vocabulary if len(word) in WINDOW}
        self._holed: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in self._words:
            for at in range(len(word)):
                self._holed[at, word[:at] + word[at + 1 :]].append(word)

    def mended(self, run: str, exact: ExactLayer) -> list[tuple[str, str, str]]:
        """(the run mended, the word as typed, the word put in) for a run that stands nowhere: words that
        sound the same first, then the commonest.
        """
        if not 2 <= len(run) <= LONGEST or exact.stands(literal(run, cased=False)):
            return []
        tried = sorted(set(self._changes(run)), key=lambda change: self._rank(*change[1:]))
        stands = (change for change in tried if exact.stands(literal(change[0], cased=False)))
        return [change for change, _ in zip(stands, range(3), strict=False)]

    def _changes(self, run: str) -> Iterator[tuple[str, str, str]]:
        for size in WINDOW:
            for start in range(len(run) - size + 1):
                word = run[start : start + size]
                for at in range(size):
                    for other in self._holed.get((at, word[:at] + word[at + 1 :]), ()):
                        if other != word:
                            yield run[:start] + other + run[start + size :], word, other

    def _rank(self, was: str, now: str) -> tuple[bool, int, str, str]:
        return lazy_pinyin(was) != lazy_pinyin(now), -self._words[now], now, was
