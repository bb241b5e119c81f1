"""Writes the exact layer: folders of up to some thousand documents, each complete in itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import Document
from index.exact import layout
from index.exact.grams import Keys, keys

SEGMENT_DOCUMENTS = 8192
SEGMENT_KEYS = 12_000_000
"""Bounds of a segment, so that building takes some hundred megabytes at most."""

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


@dataclass
class ExactWriter:
    """Takes documents in order; `close` ends the last segment and gives the number of segments."""

    folder: Path
    segments: int = 0
    _keys: list[Keys] = field(default_factory=list)
    _tallies: list[NDArray[np.uint8]] = field(default_factory=list)
    _blobs: dict[str, list[bytes]] = field(default_factory=lambda: {name: [] for name in BLOBS})
    _held: int = 0

    def add(self, document: Document) -> None:
        """Take one more document."""
        found, counts = np.unique(keys(document.text), return_counts=True)
        self._keys.append(found)
        self._tallies.append(np.minimum(counts, MAX_TALLY).astype(np.uint8))
        for name, encode in BLOBS.items():
            self._blobs[name].append(encode(document))
        self._held += len(found)
        if len(self._keys) == SEGMENT_DOCUMENTS or self._held > SEGMENT_KEYS:
            self._flush()

    def close(self) -> int:
        """Write what is left."""
        if self._keys:
            self._flush()
        return self.segments

    def _flush(self) -> None:
        target = self.folder / f"{self.segments:04d}"
        target.mkdir(parents=True)
        for name, blobs in self._blobs.items():
            _write_blobs(target, name, blobs)
        _write_sets(target, self._keys, self._tallies)
        self.segments += 1
        self._held = 0
        self._keys.clear()
        self._tallies.clear()
        self._blobs = {name: [] for name in BLOBS}


def _write_blobs(target: Path, name: str, blobs: list[bytes]) -> None:
    (target / f"{name}.bin").write_bytes(b"".join(blobs))
    np.save(target / f"{name}.npy", np.cumsum([0, *map(len, blobs)], dtype=np.int64))


def _write_sets(target: Path, keys_of: list[Keys], tallies_of: list[NDArray[np.uint8]]) -> None:
    """For every key the documents that have it, ascending, with their tallies: compressed sparse rows."""
    every = np.concatenate(keys_of)
    order = np.argsort(every, kind="stable")
    every = every[order]
    documents = np.repeat(np.arange(len(keys_of), dtype=np.uint16), [len(found) for found in keys_of])
    starts = (
        np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
        if len(every)
        else np.array([], np.int64)
    )
    np.save(target / "keys.npy", every[starts])
    np.save(target / "starts.npy", np.append(starts, len(every)).astype(np.int64))
    np.save(target / "documents.npy", documents[order])
    np.save(target / "tallies.npy", np.concatenate(tallies_of)[order])
