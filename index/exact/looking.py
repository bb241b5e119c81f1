"""Looking through the texts of some documents: what a cluster's tokens cannot decide is counted here."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.layout import LAYOUT, StoredLayout
from index.exact.probes import Literal, Probe
from index.exact.reading import Reading, decoded, encoded

Stored = Callable[[str, list[int]], list[bytes]]
"""One of the things stored of documents (see `index.exact.writer.BLOBS`), of those with these numbers."""

TOGETHER = 128
"""So many documents are asked for at once."""


def look(stored: Stored, probe: Probe, numbers: list[int]) -> NDArray[np.int32]:
    """The number of places in each of the documents, from its text."""
    blocks = (numbers[at : at + TOGETHER] for at in range(0, len(numbers), TOGETHER))
    return np.array([count for block in blocks for count in _counted(stored, probe, block)], np.int32)


def _counted(stored: Stored, probe: Probe, numbers: list[int]) -> list[int]:
    check()
    texts = stored("texts", numbers)
    if isinstance(probe, Literal):
        run = encoded(probe.text)
        return [text.count(run) if probe.cased else text.lower().count(run) for text in texts]
    layouts = {name: stored(name, numbers) for name in LAYOUT}
    layout = [partial(StoredLayout, layouts, at) for at in range(len(numbers))]
    readings = map(Reading, map(decoded, texts), layout)
    return [len(probe.places(reading)) for reading in readings]
