"""What searching asks of an exact layer, wherever it lies: how often things stand in documents, and the documents."""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.exact.grams import Keys
from index.exact.layout import Layout
from index.exact.probes import Probe
from index.exact.reading import Reading

Counts = NDArray[np.int32]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Having = tuple[Numbers, NDArray[np.uint8]]
"""Documents, ascending, and how often each has something, up to `index.exact.postings.MAX_TALLY`."""


class ExactLayer(Protocol):
    """A document's number is its place among the documents of the index; arrays have one value for each of them."""

    def __len__(self) -> int: ...

    def text(self, number: int) -> str:
        """The canonical text of a document."""

    def reading(self, number: int) -> Reading:
        """A document made ready to look through."""

    def layout(self, number: int) -> Layout:
        """Where its sentences, paragraphs and sections lie."""

    def having(self, keys: Keys) -> Sequence[Having]:
        """For each character or pair the documents that have it; Latin letters of either case."""

    def stands(self, probe: Probe) -> bool:
        """Whether any document has it."""

    def holding(self, probes: Iterable[Probe]) -> Counts:
        """How many of the probes each document has."""

    def counts(self, probe: Probe) -> Counts:
        """How many places each document has."""


@runtime_checkable
class Afar(Protocol):
    """An exact layer that is far away, so that what is asked of it must be little.

    `ranked`: so many documents, the best by words, are ranked by pairs of characters.
    """

    ranked: int

    def tallies(self, keys: Keys, among: Numbers) -> Sequence[tuple[Having, int]]:
        """For each character or pair the documents `among` that have it, and how many of the index have it."""

    def counts(self, probe: Probe, within: Mask | None = None) -> Counts:
        """How many places each document has; with `within` the numbers of the others mean nothing."""


def far(exact: ExactLayer) -> Afar | None:
    """The layer, if it is far away; to be asked once, the look at a protocol takes long."""
    return exact if isinstance(exact, Afar) else None
