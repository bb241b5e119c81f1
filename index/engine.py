"""What Suwen asks of a search engine: to rank. Which documents answer is decided by the exact layer."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SuwenError
from index.exact.contract import ExactLayer, Numbers
from kb.home import Home
from kb.store.reader import Snapshot

Scores = NDArray[np.float64]

FIELD_BOOSTS: Mapping[str, float] = {"title": 4.0, "headings": 1.5, "body": 1.0}
"""How much a word counts by where it stands; the body includes the others."""

K1 = 1.2
B = 0.75
"""The usual constants of BM25."""

MODULES = {
    "whoosh": "index.whoosh_engine",
    "tantivy": "index.tantivy_engine",
    "opensearch": "index.opensearch.engine",
}
EXTRAS = {"tantivy": "fast", "opensearch": "cluster"}
DEFAULT = "whoosh"


Index = tuple[Path, Sequence[int]]
"""A folder that an engine wrote, and the places of the documents that were dropped from it since."""

Counted = Mapping[str, int]
"""Words with their frequencies."""


@dataclass(frozen=True, slots=True)
class Words:
    """A document as counted words; the body is the whole text."""

    title: Counted
    headings: Counted
    body: Counted


class Ranker(Protocol):
    """An engine's index, open; a document's number is its place in the order in which it was written."""

    def scores(self, words: Mapping[str, float], among: Numbers | None = None) -> Scores:
        """The rank of every document for weighted words, one number a document, 0 where none occurs.

        With `among` (ascending) the numbers of the other documents mean nothing.
        """

    def frequencies(self, words: Sequence[str]) -> Counted:
        """In how many documents each of some words stands."""

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """The words of the bodies with the number of documents that have them, sorted by word."""


class Engine(Protocol):
    """Writes and opens an engine's part of an index.

    `by_segment`: whether each segment of an index has an engine's index of its own, which is never changed, or all
    have one, which is written anew from the words kept.
    """

    name: str
    version: str
    by_segment: bool

    def write(self, folder: Path, documents: Iterable[Words]) -> None:
        """Write the index of `documents`, in their order, into the new `folder`."""

    def open(self, indices: Sequence[Index]) -> Ranker:
        """Open what `write` wrote as one; raises whatever the engine raises if it is damaged."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What an engine elsewhere holds of a state: the documents in their order, their characters, their ranks."""

    ids: Sequence[str]
    exact: ExactLayer
    ranker: Ranker


@runtime_checkable
class Elsewhere(Protocol):
    """An engine that holds characters too, and not in the index folder: that only says which documents it has."""

    name: str
    version: str

    def build(self, snapshot: Snapshot, folder: Path, earlier: Path | None, home: Home | None = None) -> int:
        """Hold the documents of `snapshot`, besides those of the state before; gives how many there are.

        `home`: where they are staged (committed), for processes of its own.
        """

    def attach(self, folder: Path) -> Attached:
        """Open what `build` left in the folder; raises `SuwenError` if it is not all there."""

    def settle(self, folder: Path, kept: Path, gone: Iterable[Path]) -> None:
        """After a publish: forget what only the states `gone` have, not `folder`, nor `kept`, the state before."""


def engine(name: str | None = None) -> Engine | Elsewhere:
    """The engine by name: the one given, `SUWEN_ENGINE`, or Whoosh; raises `SuwenError` if it is not there."""
    wanted = name or os.environ.get("SUWEN_ENGINE") or DEFAULT
    if wanted not in MODULES:
        raise SuwenError(
            f"没有名为“{wanted}”的搜索引擎，可用的有 {'、'.join(MODULES)}", f"no engine is called {wanted}"
        )
    try:
        found: Engine | Elsewhere = import_module(MODULES[wanted]).ENGINE
    except ImportError as error:
        raise SuwenError(
            f"搜索引擎 {wanted} 没有安装，请运行 pip install 'suwen[{EXTRAS.get(wanted, wanted)}]'",
            f"the engine {wanted} is not installed",
        ) from error
    return found
