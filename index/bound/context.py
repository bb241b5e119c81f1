"""What a condition is bound against."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SuwenError
from corpus.model import Span
from index.catalogue import Catalogue
from index.exact.probes import Probe
from index.names import Names
from index.query.errors import QueryError, at
from index.words import Segmenter


@dataclass(frozen=True, slots=True)
class Context:
    """The query as typed, the catalogue, the segmenter, the names, who mentions an entity, whether a run of
    characters stands anywhere in the texts, how many of some probes each document has, and whether all words of a
    run must stand (`strict`) even where hardly any document has them all.
    """

    query: str
    catalogue: Catalogue
    segmenter: Segmenter
    names: Callable[[], Names]
    documents_with: Callable[[Iterable[str]], Iterable[str]]
    stands: Callable[[str], bool]
    holding: Callable[[Iterable[Probe]], NDArray[np.int32]]
    strict: bool = False

    def error(self, zh: str, en: str, place: Span) -> SuwenError:
        """An error that names its place in the query."""
        return QueryError(f"{at(self.query, place)}：{zh}", en, place)


MANY = 4
"""So many names are told in a sentence; of more, the number."""


def listed(names: Iterable[str]) -> str:
    """Names for a sentence: A、B、C等 9 个."""
    every = list(dict.fromkeys(names))
    shown = "、".join(every[:MANY])
    return shown if len(every) <= MANY else f"{shown}等 {len(every)} 个"
