"""Names printed in a row with nothing between them (委员：吕希强刘建华刘平), as blanks lost in conversion leave them."""

from kb.leaders.lexicon import surnames
from kb.leaders.names import is_name, usual

LONGEST = 90
"""The longest run that is read, in characters."""

Reading = tuple[int, int, tuple[int, ...]]
"""Doubtful names, names, and the length of each name."""


def split_names(run: str) -> tuple[int, ...]:
    """The lengths of the names that make up `run`; () where it holds no two names or two readings are as good.

    Names of usual characters are better than others, and of as good readings the one with fewer names.
    """
    if not 4 <= len(run) <= LONGEST:
        return ()
    best: list[list[Reading]] = [[] for _ in run] + [[(0, 0, ())]]
    for at in range(len(run) - 1, -1, -1):
        readings = [
            (doubt(run[at : at + length]) + rest[0], rest[1] + 1, (length, *rest[2]))
            for length in (2, 3, 4)
            if at + length <= len(run) and is_name(run[at : at + length], listed=True)
            for rest in best[at + length]
        ]
        best[at] = sorted(readings)[:2]
    found = best[0]
    tied = len(found) > 1 and found[0][:2] == found[1][:2]
    return found[0][2] if found and found[0][1] > 1 and not tied else ()


def doubt(name: str) -> int:
    """How doubtful a name is by its characters."""
    return int(not usual(name)) + int(name[:2] in surnames().words)
