"""Many fixed words found in a text at once, leftmost and longest first."""

from collections.abc import Callable, Iterable, Iterator

import ahocorasick


def word_automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """The automaton that finds these words, for `longest_words` only: it reads them and the text from the right.

    Names of divisions, agencies, laws and posts begin with a thousand different characters and end with a
    few (市, 局, 法, 长), so that from the right nearly every character of a text is passed over at once.
    """
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word[::-1], word)
    automaton.make_automaton()
    return automaton


def longest_words(
    automaton: ahocorasick.Automaton, text: str, fits: Callable[[int], object] | None = None
) -> Iterator[tuple[int, str]]:
    """(start, word) of each word in `text`: at each place the longest that begins there, none inside another.

    `fits(end)` tells whether a word may end there; a shorter one is taken where the longest does not fit.
    The automaton's own `iter_long` leaves out a short word that a longer one began with but did not become
    (委 in 管理委 beside 管理委员会), so the choice is made here.
    """
    size = len(text) - 1
    at = 0
    for start, _, word in sorted(
        (size - last, -len(word), word) for last, word in automaton.iter(text[::-1])
    ):
        if start >= at and (fits is None or fits(start + len(word))):
            yield start, word
            at = start + len(word)
