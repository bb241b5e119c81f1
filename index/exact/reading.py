"""One text while it is looked through."""

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np

from index.exact.grams import lower
from index.exact.layout import Layout
from index.exact.looked import SENTENCE_ENDS
from index.exact.places import Starts

_ENDS = re.compile(rf"[{SENTENCE_ENDS}]")


class Reading:
    """A text; small letters, layout and the ends of sentences are made when first needed."""

    def __init__(self, text: str, layout: Callable[[], Layout]) -> None:
        self.text = text
        self._layout = layout
        self.bases = np.zeros(1, np.int64)

    @cached_property
    def lowered(self) -> str:
        """The text with Latin letters small."""
        return lower(self.text)

    @cached_property
    def layout(self) -> Layout:
        """Its sentences, paragraphs and sections."""
        return self._layout()

    @cached_property
    def stops(self) -> Starts:
        """Where a sentence can end, and the text does."""
        return np.array([*(found.start() for found in _ENDS.finditer(self.text)), len(self.text)], np.int32)

    def starts(self, run: str, *, cased: bool) -> Starts:
        """Where a run stands."""
        text = self.text if cased else self.lowered
        found, at = [], text.find(run)
        while at >= 0:
            found.append(at)
            at = text.find(run, at + 1)
        return np.array(found, np.int32)


def encoded(text: str) -> bytes:
    """Text as it is stored."""
    return text.encode("utf-8", "surrogatepass")


def decoded(stored: bytes) -> str:
    """Stored text."""
    return stored.decode("utf-8", "surrogatepass")
