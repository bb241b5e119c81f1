"""Several documents as one text, so that one look tells the places in all: a call costs more than a short text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.exact.layout import Layout, Part, Spans


class Joined:
    """Texts with NULs between line ends between them, so many that nothing in one is near anything in the next.

    What is looked for must have no line end in it, lest it reach across; NULs stand in no text.
    """

    def __init__(self, texts: Sequence[str], reach: int) -> None:
        self.text = ("\n" + "\0" * reach + "\n").join(texts)
        sizes = [len(text) for text in texts]
        self._bases = np.array(
            list(accumulate((size + reach + 2 for size in sizes[:-1]), initial=0)), dtype=np.int64
        )

    def counts(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many of the places lie in each text."""
        owners = np.searchsorted(self._bases, places[:, 0], "right") - 1
        return np.bincount(owners, minlength=len(self._bases)).astype(np.int32)

    def layout(self, layouts: Sequence[Layout]) -> Layout:
        """The layouts of the texts as that of the whole."""
        return _Layouts(layouts, self._bases)


@dataclass
class _Layouts:
    _each: Sequence[Layout]
    _bases: NDArray[np.int64]

    @cached_property
    def sentences(self) -> Spans:
        """Of all texts."""
        return self._moved([layout.sentences for layout in self._each])

    @cached_property
    def paragraphs(self) -> Spans:
        """Of all texts."""
        return self._moved([layout.paragraphs for layout in self._each])

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Of all texts."""
        return tuple(
            Part(
                part.heading_start + base,
                part.heading_end + base,
                part.body_start + base,
                part.body_end + base,
                part.path,
            )
            for layout, base in zip(self._each, self._bases.tolist(), strict=True)
            for part in layout.parts
        )

    def _moved(self, each: list[Spans]) -> Spans:
        sizes = [len(spans) for spans in each]
        return np.concatenate(each) + np.repeat(self._bases, sizes)[:, None].astype(np.int32)
