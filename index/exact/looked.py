"""What can be looked through: one text, or the texts of many documents in a row."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.exact.layout import Lines
from index.exact.places import Starts

SENTENCE_ENDS = "。！？；\n"
"""What no wildcard reaches across."""


class Looked(Protocol):
    """Offsets are code points; of documents in a row those of the whole row."""

    def starts(self, run: str, *, cased: bool) -> Starts:
        """Where a run stands, overlapping or not; without `cased`, one in small letters in whatever letters."""

    @property
    def stops(self) -> Starts:
        """Where a `SENTENCE_ENDS` stands or a text ends."""

    @property
    def bases(self) -> NDArray[np.int64]:
        """Where each text begins."""

    @property
    def layout(self) -> Lines:
        """Sentences, paragraphs and headings."""
