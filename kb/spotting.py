"""Many fixed words found in a text at once, leftmost and longest first."""

from collections.abc import Iterable, Iterator

import ahocorasick


def word_automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """The automaton that finds these words."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def longest_words(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, str]]:
    """(start, word) of each word in `text`: at each place the longest that begins there, none inside another.

    The automaton's own `iter_long` leaves out a short word that a longer one began with but did not become
    (委 in 管理委 beside 管理委员会), so the choice is made here.
    """
    ends = ((last + 1 - len(word), last + 1, word) for last, word in automaton.iter(text))
    at = 0
    for start, end, word in sorted(ends, key=lambda hit: (hit[0], -hit[1])):
        if start >= at:
            yield start, word
            at = end
