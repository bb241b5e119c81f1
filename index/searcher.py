"""The door to searching: one searcher a state of a home, shared by all threads."""

import contextlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

import numpy as np

from corpus.errors import NotFoundError
from corpus.model import Span
from index import fingerprint
from index.answer import Answer, answer, places
from index.budget import SpentError, spending
from index.concordance import CONTEXT, by_year, concordance
from index.corrections import corrections
from index.counts import By, Count, counts
from index.exact.contract import Numbers
from index.exclusion import Part, parts
from index.facets import facet_values
from index.likeness import similar
from index.model import (
    Correction,
    Hit,
    Line,
    LineOrder,
    Request,
    Result,
    Similar,
    Snippet,
    Suggestion,
    YearCount,
)
from index.opened import Opened, open_index
from index.plan import as_data, wanted
from index.snippets import CONSIDERED, snippets
from kb.home import Home
from kb.store.reader import Snapshot

KEPT_OPEN = 4
"""How many searchers stay open: the present and the last states of one or two homes."""

_Key = tuple[str, str, int, int]
_open: OrderedDict[_Key, "Searcher"] = OrderedDict()
_opening: dict[_Key, Lock] = {}
_lock = Lock()


def open_searcher(home: Home, snapshot: Snapshot) -> "Searcher":
    """The searcher of a snapshot's state; opened once, then shared by all threads.

    Raises `DamagedError` if the index is missing, damaged or of another version, and `NotFoundError` if
    nothing was ever published.
    """
    generation = snapshot.generation
    if generation == 0:
        raise NotFoundError(
            "还没有文档，请先运行 suwen ingest 路径", "no documents here yet: run suwen ingest PATH"
        )
    folder = home.index(generation)
    key = (str(home.root), home.store_url, generation, _written(folder))
    with _lock:
        opening = _opening.setdefault(key, Lock())
    with opening:  # a cluster that does not answer keeps nobody waiting who wants another state
        found = _open.get(key) or Searcher(open_index(folder, snapshot))
        with _lock:
            _keep(key, found)
    return found


def _keep(key: _Key, searcher: "Searcher") -> None:
    _open[key] = searcher
    _open.move_to_end(key)
    while len(_open) > KEPT_OPEN:
        old, _ = _open.popitem(last=False)
        _opening.pop(old, None)


def _written(folder: Path) -> int:
    try:
        return (folder / fingerprint.NAME).stat().st_mtime_ns
    except OSError as error:
        raise fingerprint.unusable("索引目录不存在", "no index folder") from error


class Searcher:
    """An index open for searching. The snapshot given to its methods must be of the index's state."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.catalogue = opened.catalogue
        self.exact = opened.exact

    def answer(self, snapshot: Snapshot, request: Request) -> Answer:
        """The whole answer as sets and numbers; raises `SuwenError` for what cannot be understood, and so do all
        searches; `SpentError`, which is one too, for what takes too long.
        """
        with spending():
            return answer(self.opened, snapshot, request)

    def search(self, snapshot: Snapshot, request: Request) -> Result:
        """One page of the answer with snippets, and totals and facets of all of it."""
        with spending():
            return self._result(snapshot, self.answer(snapshot, request))

    def _result(self, snapshot: Snapshot, found: Answer) -> Result:
        request = found.request
        last = request.page * request.per_page
        page = found.first(last)[last - request.per_page :]
        return Result(
            request=request,
            understood=found.understood,
            tree=as_data(found.plan),
            total=found.total,
            occurrences=int(found.occurrences.sum()),
            hits=tuple(self._hits(snapshot, found, page)),
            facets=facet_values(self.catalogue, found.hits, found.facets),
            loosened=found.loosened,
        )

    def ids(
        self, snapshot: Snapshot, query: str, filters: Mapping[str, tuple[str, ...]] = {}
    ) -> tuple[str, ...]:
        """The ids of all documents that answer, best first."""
        with spending():
            found = self.answer(snapshot, Request(query, filters))
            return tuple(self.catalogue.documents[number].id for number in found.order.tolist())

    def occurrences(self, snapshot: Snapshot, document_id: str, query: str) -> tuple[Span, ...]:
        """All places of a query's phrases, words and named entities in one document, in order, each once.

        Places of different words may overlap. Raises `NotFoundError` and `QueryError`.
        """
        number = self._number(document_id)
        if not query.strip():
            return ()
        with spending():
            want = wanted(self.opened.plan(query, snapshot))
        found = places(want, snapshot, self.exact.reading(number), document_id)
        return tuple(Span(*place) for place in sorted({(a, b) for each in found for a, b in each.tolist()}))

    def concordance(
        self, snapshot: Snapshot, request: Request, order: LineOrder = "document", context: int = CONTEXT
    ) -> Iterator[Line]:
        """Every place of the answer in its context, line by line; page and per_page play no part."""
        return concordance(self.answer(snapshot, request), snapshot, order, context)

    def by_year(self, snapshot: Snapshot, request: Request) -> Iterator[YearCount]:
        """The documents and places of the answer, year by year."""
        with spending():
            return iter(tuple(by_year(self.answer(snapshot, request))))

    def counts(self, snapshot: Snapshot, request: Request, by: By, level: int = 1) -> tuple[Count, ...]:
        """The documents and places of the answer by year, region or type, beside all that was looked through."""
        with spending():
            return counts(self.answer(snapshot, request), snapshot, by, level)

    def parts(self, snapshot: Snapshot, request: Request) -> tuple[Part, ...]:
        """The parts of a search with what each finds alone and what is found without it; none if telling takes
        too long; raises `QueryError`.
        """
        with spending(), contextlib.suppress(SpentError):
            return parts(self.opened, snapshot, request)
        return ()

    def suggest(self, snapshot: Snapshot, typed: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """Names of entities and titles for what was typed so far, pinyin initials too."""
        return self.opened.suggestions(snapshot).matching(typed, limit)

    def corrections(self, snapshot: Snapshot, query: str) -> tuple[Correction, ...]:
        """The query with one word mended, for each run of it that stands nowhere; none if telling takes too
        long; raises `QueryError`.
        """
        with spending(), contextlib.suppress(SpentError):
            return corrections(self.opened, snapshot, query)
        return ()

    def similar(self, document_id: str, limit: int = 10) -> tuple[Similar, ...]:
        """The documents most like this one; raises `NotFoundError`."""
        with spending():
            return similar(self.opened, self._number(document_id), limit)

    def verify(self, snapshot: Snapshot) -> list[str]:
        """A sentence for each thing in which store and index differ."""
        problems = []
        for record in snapshot.records():
            number = self.catalogue.numbers.get(record.document.id)
            if number is None:
                problems.append(f"文档 {record.document.id} 不在搜索索引里")
            elif self.exact.text(number) != record.document.text:
                problems.append(f"文档 {record.document.id} 在搜索索引里的文本与数据库不同")
        return problems

    def _number(self, document_id: str) -> int:
        if document_id not in self.catalogue.numbers:
            raise NotFoundError(f"没有编号为 {document_id} 的文档", "no document has this id")
        return self.catalogue.numbers[document_id]

    def _hits(self, snapshot: Snapshot, found: Answer, page: Numbers) -> Iterator[Hit]:
        scores = found.scores[np.searchsorted(found.hits, page)].tolist()
        occurrences = found.occurrences[page].tolist()
        for number, score, often in zip(page.tolist(), scores, occurrences, strict=True):
            shown = self._snippets(snapshot, found, number) if found.request.snippets else ()
            yield Hit(self.catalogue.documents[number], score, often, shown)

    def _snippets(self, snapshot: Snapshot, found: Answer, number: int) -> tuple[Snippet, ...]:
        reading = self.exact.reading(number)
        return snippets(reading, found.places(snapshot, reading, number, CONSIDERED), found.request.snippets)
