"""What is measured side by side. Each builds an index of the documents, and answers with a total and snippets."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import library
from asked import Asked

from corpus.model import Document
from index.model import Request
from index.opened import open_index
from index.searcher import Searcher
from kb.home import Home
from kb.store.session import reading

Found = tuple[int, list[list[str]]]
"""How many documents answer, and the snippets of each of the best ten."""

FACETS = ("year", "agency", "type")
"""The facets of a query for facets."""


class System(Protocol):
    name: str

    def prepare(self, held: Sequence[Document], folder: Path) -> None:
        """Whatever comes before indexing; once, and not on the clock."""

    def build(self, held: Sequence[Document], folder: Path) -> None:
        """Index the documents in a folder, in one process, words cut by rjieba on the way."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def search(self, asked: Asked, *, whole: bool) -> Found | None:
        """The answer; None for a kind of query that this system has no answer to.

        `whole`: with three snippets a hit by sentence, and counts of the whole result by year, agency, region and
        type; else with one snippet a hit, and counts only where the query asks for them.
        """


class Suwen:
    """Suwen's call, which counts all places of the query besides, and tells those in each snippet and its headings."""

    def __init__(self, engine: str) -> None:
        self.name, self._engine = f"Suwen on {engine}", engine
        self._open = ExitStack()

    def prepare(self, held: Sequence[Document], folder: Path) -> None:
        library.make_visible(*library.stage(folder, held), index=False)

    def build(self, held: Sequence[Document], folder: Path) -> None:  # noqa: ARG002
        os.environ["SUWEN_ENGINE"] = self._engine
        library.index_again(Home(folder))

    def open(self, folder: Path) -> None:
        store = self._open.enter_context(reading(Home(folder)))
        self._snapshot = self._open.enter_context(store.snapshot())
        index = Home(folder).index(self._snapshot.generation)
        self._searcher = Searcher(open_index(index, self._snapshot))

    def search(self, asked: Asked, *, whole: bool) -> Found:
        request = Request(
            typed(asked),
            {"year": (asked.year,)} if asked.year else {},
            sort="date" if asked.by_date else "relevance",
            facets=None if whole else FACETS * asked.facets,
            snippets=3 if whole else 1,
        )
        found = self._searcher.search(self._snapshot, request)
        return found.total, [[snippet.text for snippet in hit.snippets] for hit in found.hits]


def typed(asked: Asked) -> str:
    """The query as a user types it."""
    if asked.runs and asked.kind == "wildcard":
        return f"“{asked.runs[0]}*{asked.runs[1]}”"
    if asked.runs:
        return f"“{asked.runs[0]}” 同句 “{asked.runs[1]}”"
    return f"“{asked.phrase}”" if asked.phrase else " 与 ".join(asked.words)
