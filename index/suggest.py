"""What to search for: names and titles while typing, and a mended query where one finds nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from pypinyin import Style, lazy_pinyin

from index.model import Suggestion
from index.names import Names
from kb.store.rows import Summary

SHORTEST_INNER = 2
"""So many characters must be typed before names that hold them inside are offered."""

SHORTEST_SPARSE, LONGEST_SPARSE = 3, 12
"""So many initials must be typed, and at most, for names that have others between them to be offered."""

SPARSEST = 4
"""Initials of a name for each one typed, at most."""

Item = tuple[str, str]
"""A name and its kind."""

QUERY_OF = {"agency": "机关", "policy": "引用", "platform": "平台", "leader": "领导", "region": "地区"}


class Suggestions:
    """The names of entities and the titles of documents, each once, the most used first."""

    def __init__(self, names: Names, documents: Iterable[Summary]) -> None:
        known: dict[tuple[str, str], int] = {}
        for named in names.every:
            known.setdefault((named.name, named.kind), named.documents)
        for document in documents:
            if document.title:
                known[document.title, "title"] = known.get((document.title, "title"), 0) + 1
        self._all = sorted(known, key=lambda item: (-known[item], len(item[0]), item))

    def matching(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Names that begin with `typed`, or with these pinyin initials, then names that hold it."""
        typed = typed.strip('“”"「」《》 ')
        if not typed:
            return ()
        found = dict.fromkeys(self._beginning(typed))
        if len(typed) >= SHORTEST_INNER:
            found.update(dict.fromkeys(item for item in self._all if typed in item[0]))
        return tuple(_suggestion(*item) for item in list(found)[:limit])

    def _beginning(self, typed: str) -> Iterator[tuple[str, str]]:
        yield from (item for item in self._all if item[0].startswith(typed))
        if typed.isascii() and typed.isalpha():
            yield from self._sounding(typed.lower())

    def _sounding(self, typed: str) -> Iterator[tuple[str, str]]:
        """The names whose initials begin so, then those that have the letters in this order from the first on
        (zbwlj: 淄博市文化和旅游局), then those that have all of them but one."""
        sounds = list(zip(self._all, self._initials, strict=True))
        yield from (item for item, sound in sounds if sound.startswith(typed))
        if SHORTEST_SPARSE <= len(typed) <= LONGEST_SPARSE:
            yield from _sparse(sounds, [typed])
            if len(typed) > SHORTEST_SPARSE:
                yield from _sparse(sounds, [typed[:n] + typed[n + 1 :] for n in range(1, len(typed))])

    @cached_property
    def _initials(self) -> list[str]:
        return [initials(name) for name, _ in self._all]


def _sparse(sounds: Iterable[tuple[Item, str]], typed: Sequence[str]) -> Iterator[Item]:
    """Names that have the letters of any typed word in this order from their first letter on, unless they are so
    long that nearly anything would."""
    # l[^d]*d[^w]*w: each letter at its next place, so that nothing is ever tried twice
    words = (word[0] + "".join(f"[^{letter}]*{letter}" for letter in word[1:]) for word in typed)
    fits, most = re.compile("|".join(words)).match, SPARSEST * len(typed[0])
    return (item for item, sound in sounds if len(sound) <= most and fits(sound))


@lru_cache(maxsize=200_000)
def initials(name: str) -> str:
    """The first letters of the name's syllables: 青岛市 → qds; other characters as they are, letters small."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def _suggestion(name: str, kind: str) -> Suggestion:
    field = "标题" if kind == "title" else QUERY_OF[kind]
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("*", "\\*").replace("?", "\\?")
    return Suggestion(name, kind, f'{field}:"{escaped}"')
