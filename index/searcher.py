"""Searching: the query's tree gives the exact set of documents, and everything else is told from that set."""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.errors import NotFoundError, SuwenError
from corpus.model import Span
from index import engine as engines
from index import fingerprint
from index.binding import bind
from index.bound.context import Context
from index.catalogue import Catalogue
from index.engine import Scores
from index.exact.layer import Exact, Mask
from index.exact.probes import Place, Reading
from index.facets import facet_values, filtered
from index.matching import matching
from index.model import Hit, Request, Result
from index.names import Names
from index.plan import Plan, Wanted, as_data, sentence, wanted
from index.query.parser import parse
from index.settings import limits
from index.snippets import snippets
from index.words import Dictionary, Segmenter
from kb.home import Home
from kb.store.reader import Snapshot

KEPT_OPEN = 4
"""How many searchers stay open: the present and the last states of one or two homes."""

WHOLE_WEIGHT = 3.0
"""How much a phrase as it stands counts beside its words."""

_open: OrderedDict[tuple[str, str, int, int], "Searcher"] = OrderedDict()
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
    with _lock:
        key = (str(home.root), home.store_url, generation, _written(folder))
        if key not in _open:
            _open[key] = Searcher(folder, snapshot)
            while len(_open) > KEPT_OPEN:
                _open.popitem(last=False)
        _open.move_to_end(key)
        return _open[key]


def _written(folder: Path) -> int:
    try:
        return (folder / fingerprint.NAME).stat().st_mtime_ns
    except OSError as error:
        raise fingerprint.unusable("索引目录不存在", "no index folder") from error


class Searcher:
    """An index open for searching. All methods may be called by many threads at once."""

    def __init__(self, folder: Path, snapshot: Snapshot) -> None:
        """Raises `DamagedError`."""
        built = fingerprint.read(folder)
        engine = engines.engine(built.engine)
        try:
            dictionary = Dictionary(tuple((folder / "dictionary.txt").read_text("utf-8").split()))
            ids = msgspec.json.decode((folder / "documents.json").read_bytes(), type=list[str])
            if built != fingerprint.current(engine, dictionary.version, len(ids)):
                raise ValueError("built by another version")
            self.catalogue = Catalogue(ids, snapshot.summaries())
            self.exact = Exact(folder / "exact")
            self.ranker = engine.open(folder / "engine")
            if not len(self.exact) == len(ids) == len(self.ranker.scores({})):
                raise ValueError("its parts have different numbers of documents")
        except SuwenError:
            raise
        except Exception as error:
            raise fingerprint.unusable(
                f"已损坏或与本程序不符：{error}", f"damaged or unfitting: {error}"
            ) from error
        self.dictionary = dictionary
        self._names: Names | None = None

    @cached_property
    def segmenter(self) -> Segmenter:
        """The segmenter with the dictionary the index was built with."""
        return Segmenter(self.dictionary)

    def names(self, snapshot: Snapshot) -> Names:
        """The names of the store's entities."""
        if self._names is None:
            self._names = Names(snapshot, self.catalogue.columns["agency"].values)
        return self._names

    def plan(self, snapshot: Snapshot, query: str) -> Plan:
        """What a query means here; raises `QueryError`."""
        context = Context(
            query, self.catalogue, self.segmenter, lambda: self.names(snapshot), snapshot.documents_with
        )
        return bind(parse(query), context)

    def search(self, snapshot: Snapshot, request: Request) -> Result:
        """The answer to a request; raises `SuwenError` for what cannot be understood."""
        _check(request)
        plan = self.plan(snapshot, request.query)
        passing, filters = filtered(request.filters, self.catalogue, lambda: self.names(snapshot))
        answer = matching(plan, self.exact, passing)
        want = wanted(plan)
        occurrences = self._occurrences(want, answer)
        scores = self._scores(want, answer)
        order = self._order(answer, scores, request)
        first = (request.page - 1) * request.per_page
        page = order[first : first + request.per_page].tolist()
        return Result(
            request=request,
            understood=sentence(plan, filters),
            tree=as_data(plan),
            total=int(answer.sum()),
            occurrences=int(occurrences.sum()),
            hits=tuple(self._hit(snapshot, n, want, float(scores[n]), int(occurrences[n])) for n in page),
            facets=facet_values(self.catalogue, answer),
        )

    def occurrences(self, snapshot: Snapshot, document_id: str, query: str) -> tuple[Span, ...]:
        """All places of a query's phrases, words and named entities in one document, in order, each once.

        Places of different words may overlap. Raises `NotFoundError` and `QueryError`.
        """
        number = self.catalogue.numbers.get(document_id)
        if number is None:
            raise NotFoundError(f"没有编号为 {document_id} 的文档", "no document has this id")
        if not query.strip():
            return ()
        found = self._places(snapshot, self.exact.reading(number), number, wanted(self.plan(snapshot, query)))
        return tuple(Span(*place) for place in sorted({place for places in found for place in places}))

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

    def _occurrences(self, want: Wanted, answer: Mask) -> NDArray[np.int64]:
        """How many places each document of the answer has, 0 for the others."""
        total = np.zeros(len(answer), dtype=np.int64)
        for probe in want.probes if answer.any() else ():
            total += self.exact.counts(probe, answer)
        return np.where(answer, total, 0)

    def _scores(self, want: Wanted, answer: Mask) -> Scores:
        """BM25F over the words, and for each phrase as it stands a saturating bonus by its rarity."""
        scores = self.ranker.scores(Counter(want.words))
        for probe in want.wholes if answer.any() else ():
            counts = np.where(answer, self.exact.counts(probe, answer), 0)
            rarity = np.log(1 + len(answer) / max(1, int((counts > 0).sum())))
            scores = scores + WHOLE_WEIGHT * rarity * counts / (counts + engines.K1)
        return np.round(scores, 9)

    def _order(self, answer: Mask, scores: Scores, request: Request) -> NDArray[np.int64]:
        hits = np.flatnonzero(answer)
        keys: list[NDArray[np.generic]] = [self.catalogue.by_id[hits], -scores[hits]]
        if request.sort != "relevance":
            column = self.catalogue.by_date if request.sort == "date" else self.catalogue.by_title
            keys.append(column[hits])
        return hits[np.lexsort(keys)]

    def _hit(self, snapshot: Snapshot, number: int, want: Wanted, score: float, occurrences: int) -> Hit:
        reading = self.exact.reading(number)
        shown = snippets(reading, self._places(snapshot, reading, number, want))
        return Hit(self.catalogue.documents[number], score, occurrences, shown)

    def _places(
        self, snapshot: Snapshot, reading: Reading, number: int, want: Wanted
    ) -> Sequence[Sequence[Place]]:
        """The places of each thing looked for in one document."""
        found = [probe.places(reading) for probe in (*want.wholes, *want.probes)]
        if want.shown:
            mentions = snapshot.mentions_in(self.catalogue.documents[number].id)
            found.append([(m.mention.start, m.mention.end) for m in mentions if m.entity_id in want.shown])
        return found


def _check(request: Request) -> None:
    if not request.query.strip() and not any(request.filters.values()):
        raise SuwenError("请输入要找的词句，例如 “主动公开”", "type something to search for")
    if request.page < 1 or not 1 <= request.per_page <= limits().per_page:
        raise SuwenError(
            f"页码从 1 开始，每页 1 至 {limits().per_page} 篇",
            "page counts from 1; per_page is out of bounds",
        )
    if request.sort not in ("relevance", "date", "title"):
        raise SuwenError("排序只能是 relevance、date 或 title", "sort is relevance, date or title")
