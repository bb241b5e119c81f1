"""What Suwen asks of a search engine: to rank. Which documents answer is decided by the exact layer."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SuwenError

Scores = NDArray[np.float64]

FIELD_BOOSTS: Mapping[str, float] = {"title": 4.0, "headings": 1.5, "body": 1.0}
"""How much a word counts by where it stands; the body includes the others."""

K1 = 1.2
B = 0.75
"""The usual constants of BM25."""

MODULES = {"whoosh": "index.whoosh_engine", "tantivy": "index.tantivy_engine"}
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

    def scores(self, words: Mapping[str, float]) -> Scores:
        """The rank of every document for weighted words, one number a document, 0 where none occurs."""

    def frequency(self, word: str) -> int:
        """In how many documents the word stands."""

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


def engine(name: str | None = None) -> Engine:
    """The engine by name: the one given, `SUWEN_ENGINE`, or Whoosh; raises `SuwenError` if it is not there."""
    wanted = name or os.environ.get("SUWEN_ENGINE") or DEFAULT
    if wanted not in MODULES:
        raise SuwenError(
            f"没有名为“{wanted}”的搜索引擎，可用的有 {'、'.join(MODULES)}", f"no engine is called {wanted}"
        )
    try:
        found: Engine = import_module(MODULES[wanted]).ENGINE
    except ImportError as error:
        raise SuwenError(
            f"搜索引擎 {wanted} 没有安装，请运行 pip install 'suwen[fast]'",
            f"the engine {wanted} is not installed",
        ) from error
    return found
