"""Writes a folder of the exact layer, complete in itself, in an amount of memory that does not grow with it."""

from array import array
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from corpus.model import Document
from index.exact import layout
from index.exact.grams import keys
from index.exact.postings import PostingsWriter

MAX_TALLY = 255
"""Tallies are bytes; this one means: as many or more, count in the text."""

BLOBS: Mapping[str, Callable[[Document], bytes]] = {
    "texts": lambda document: document.text.encode("utf-8", "surrogatepass"),
    "sentences": layout.sentences_of,
    "paragraphs": layout.paragraphs_of,
    "parts": layout.parts_of,
    "sentence_bytes": layout.sentence_bytes_of,
    "paragraph_bytes": layout.paragraph_bytes_of,
}
"""What is stored of each document beside the sets, by the name of its file."""


class SegmentWriter:
    """Takes documents in order, at most 65,536; `close` ends the folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._blobs = [(_Blobs(folder, name), encode) for name, encode in BLOBS.items()]
        self._postings = PostingsWriter(folder, "u1")

    def add(self, document: Document) -> None:
        """Take one more document."""
        found, counts = np.unique(keys(document.text), return_counts=True)
        self._postings.add(found, np.minimum(counts, MAX_TALLY))
        for blobs, encode in self._blobs:
            blobs.add(encode(document))

    def close(self) -> None:
        """Write what is left."""
        self._postings.close()
        for blobs, _ in self._blobs:
            blobs.close()


class _Blobs:
    """Byte strings one after another in a file, and where each ends in another."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends, self._path = array("q", [0]), folder / f"{name}.npy"
        self._file = (folder / f"{name}.bin").open("wb")

    def add(self, blob: bytes) -> None:
        self._file.write(blob)
        self._ends.append(self._ends[-1] + len(blob))

    def close(self) -> None:
        self._file.close()
        np.save(self._path, np.array(self._ends, dtype=np.int64))
