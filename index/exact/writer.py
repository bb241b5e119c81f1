"""Writes a folder of the exact layer, complete in itself, in an amount of memory that does not grow with it."""

from array import array
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from corpus.model import Document
from index.exact import layout
from index.exact.characters import CharactersWriter
from index.exact.grams import keys
from index.exact.ordering import write_places
from index.exact.postings import PostingsWriter
from index.exact.reading import encoded

MAX_TALLY = 255
"""Tallies are bytes; this one means: as many or more, count in the text."""

BLOBS: Mapping[str, Callable[[Document], bytes]] = {
    "texts": lambda document: encoded(document.text),
    "sentences": layout.sentences_of,
    "paragraphs": layout.paragraphs_of,
    "parts": layout.parts_of,
}
"""All that an index holds of each document, encoded: what makes its digest, and what a cluster is sent."""

SPANS: Mapping[str, Callable[[Document], layout.Spans]] = {
    "sentences": lambda document: layout.spans_from(layout.sentences_of(document)),
    "paragraphs": lambda document: layout.spans_from(layout.paragraphs_of(document)),
    "headings": lambda document: layout.headings_of(layout.parts_from(layout.parts_of(document))),
}
"""What is stored of where things lie, by the name of its file: two rows, starts and ends."""


class SegmentWriter:
    """Takes documents in order, at most 65,536; `close` ends the folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._characters = CharactersWriter(folder)
        self._postings = PostingsWriter(folder, "u1")
        self._spans = {name: array("i") for name in SPANS}
        self._parts = _Blobs(folder, "parts")

    def add(self, document: Document) -> None:
        """Take one more document."""
        found, counts = np.unique(keys(document.text), return_counts=True)
        self._postings.add(found, np.minimum(counts, MAX_TALLY))
        for name, of in SPANS.items():
            self._spans[name].frombytes((of(document) + np.int32(len(self._characters))).tobytes())
        self._parts.add(layout.parts_of(document))
        self._characters.add(document.text)

    def close(self) -> None:
        """Write what is left."""
        self._postings.close()
        self._parts.close()
        for name, spans in self._spans.items():
            np.save(self._folder / f"{name}.npy", np.array(spans, np.int32).reshape(-1, 2).T.copy())
        self._characters.close()
        write_places(self._folder)


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
