"""Several documents as one text, so that one look tells the places in all: a call costs more than a short text."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.exact.layout import Part, Spans, parts_from, spans_from
from index.exact.reading import Encoded, Places, Reading, decoded

Stored = Callable[[str], list[bytes]]
"""One part of the layouts of the documents that are joined, by its name."""


class Joined:
    """Texts with NULs between line ends between them, so many that nothing in one is near anything in the next.

    What is looked for must have no line end in it, lest it reach across; NULs stand in no text.
    """

    def __init__(self, texts: Sequence[bytes], reach: int, stored: Stored, *, bytewise: bool) -> None:
        self._stored = stored
        between = "\n" + "\0" * reach + "\n"
        if bytewise:
            self.reading: Reading | Encoded = Encoded(between.encode().join(texts), lambda: _Bytes(self))
            self._starts(list(map(len, texts)), len(between))
        else:
            decoded_texts = [decoded(text) for text in texts]
            self.reading = Reading(between.join(decoded_texts), lambda: _Characters(self))
            self._starts(list(map(len, decoded_texts)), len(between))

    def _starts(self, sizes: list[int], between: int) -> None:
        starts = accumulate((size + between for size in sizes[:-1]), initial=0)
        self.bases = np.array(list(starts), dtype=np.int64)

    def counts(self, places: Places) -> NDArray[np.int32]:
        """How many of the places lie in each text."""
        owners = np.searchsorted(self.bases, places[:, 0], "right") - 1
        return np.bincount(owners, minlength=len(self.bases)).astype(np.int32)

    def spans(self, name: str) -> Spans:
        """Stored spans of all texts as spans of the whole."""
        each = self._stored(name)
        spans = spans_from(b"".join(each))
        sizes = [len(stored) // (2 * spans.itemsize) for stored in each]
        return spans + np.repeat(self.bases, sizes)[:, None].astype(np.int32)

    def parts(self) -> tuple[Part, ...]:
        """The sections of all texts."""
        return tuple(
            Part(
                part.heading_start + base,
                part.heading_end + base,
                part.body_start + base,
                part.body_end + base,
                part.path,
            )
            for stored, base in zip(self._stored("parts"), self.bases.tolist(), strict=True)
            for part in parts_from(stored)
        )


class _Characters:
    def __init__(self, joined: Joined) -> None:
        self._joined = joined

    @cached_property
    def sentences(self) -> Spans:
        """Of all texts."""
        return self._joined.spans("sentences")

    @cached_property
    def paragraphs(self) -> Spans:
        """Of all texts."""
        return self._joined.spans("paragraphs")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Of all texts."""
        return self._joined.parts()


class _Bytes(_Characters):
    @cached_property
    def sentences(self) -> Spans:
        """Of all texts."""
        return self._joined.spans("sentence_bytes")

    @cached_property
    def paragraphs(self) -> Spans:
        """Of all texts."""
        return self._joined.spans("paragraph_bytes")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Headings are known by characters only."""
        raise TypeError("no sections in bytes")
