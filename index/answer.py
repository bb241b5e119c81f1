"""A request → its answer as sets and numbers: from it pages, totals, facets, exports and charts are told alike."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SuwenError
from index.engine import K1, Scores
from index.exact.contract import Mask
from index.exact.places import Places, rows
from index.exact.reading import Reading
from index.facets import filtered
from index.fields import facets
from index.matching import Counting, matching
from index.model import Loosened, Request
from index.opened import Opened
from index.plan import Plan, Wanted, leaves_of, sentence, wanted
from index.settings import limits
from index.snippets import SHOWN
from kb.store.reader import Snapshot

WHOLE_WEIGHT = 0.5
"""How much a phrase as it stands counts beside its words and pairs."""

_FACETS = tuple(field.name for field in facets())

FEW_OF_MANY = 4
"""The best are picked out before they are put into order where there are so many times more documents."""


@dataclass
class Answer:
    """The documents that answer a request; arrays have one value for each document of the index."""

    opened: Opened
    request: Request
    plan: Plan
    filters: str
    documents: Mask
    counting: Counting

    @cached_property
    def hits(self) -> NDArray[np.int64]:
        """The numbers of the documents that answer, ascending."""
        return np.flatnonzero(self.documents)

    @property
    def total(self) -> int:
        """How many documents answer."""
        return len(self.hits)

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets to count."""
        return _FACETS if self.request.facets is None else self.request.facets

    @property
    def understood(self) -> str:
        """What was searched, in one Chinese sentence."""
        return sentence(self.plan, self.filters)

    @property
    def loosened(self) -> tuple[Loosened, ...]:
        """The runs of which not all words must stand."""
        return tuple(leaf.loosened for leaf in leaves_of(self.plan) if leaf.loosened)

    @cached_property
    def want(self) -> Wanted:
        """What is looked for in the documents."""
        return wanted(self.plan)

    @cached_property
    def occurrences(self) -> NDArray[np.int64]:
        """How many places each document of the answer has, 0 for the others."""
        total = np.zeros(len(self.documents), dtype=np.int64)
        for probe in self.want.probes if self.total else ():
            total[self.hits] += self.counting.counts(probe, self.documents)[self.hits]
        return total

    @cached_property
    def scores(self) -> Scores:
        """BM25F over words and pairs of characters, what the title says of the query, and for each phrase as it
        stands a saturating bonus by its rarity; one number for each of `hits`.
        """
        if not self.total:
            return np.zeros(0)
        scores: Scores = self.opened.ranker.scores(Counter(self.want.words), self.hits)[self.hits]
        best = self.opened.pairs.considered(scores)
        scores[best] += self.opened.pairs.scores(self.want.runs, self.hits[best])
        for probe in self.want.wholes:
            counts = self.counting.counts(probe, self.documents)[self.hits]
            rarity = float(np.log(1 + len(self.documents) / max(1, int(np.count_nonzero(counts)))))
            scores += WHOLE_WEIGHT * rarity * counts / (counts + K1)
        return np.round(scores, 9)

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The numbers of all documents that answer, in the order asked for; equals go by score, then by id."""
        return self.hits[np.lexsort(self._keys)]

    def first(self, count: int) -> NDArray[np.int64]:
        """The first `count` of `order`, without putting all others into order."""
        if count * FEW_OF_MANY >= self.total or "order" in self.__dict__:
            return self.order[:count]
        decisive = self._keys[-1]
        among = np.flatnonzero(decisive <= np.partition(decisive, count)[count])
        return self.hits[among][np.lexsort([key[among] for key in self._keys])][:count]

    @cached_property
    def _keys(self) -> list[Scores]:
        """What `hits` are ordered by, the most decisive last."""
        catalogue = self.opened.catalogue
        keys = [catalogue.by_id[self.hits].astype(np.float64), -self.scores]
        if self.request.sort != "relevance":
            column = catalogue.by_date if self.request.sort == "date" else catalogue.by_title
            keys.append(column[self.hits].astype(np.float64))
        return keys

    def places(
        self, snapshot: Snapshot, reading: Reading, number: int, most: int | None = None
    ) -> list[Places]:
        """The places of each thing looked for in one document, of each the first `most`."""
        return places(self.want, snapshot, reading, self.opened.catalogue.documents[number].id, most)


def places(
    want: Wanted, snapshot: Snapshot, reading: Reading, document_id: str, most: int | None = None
) -> list[Places]:
    """The places of each thing looked for in one document: texts, and mentions of named entities."""
    probes = dict.fromkeys((*want.wholes, *want.probes))
    found = [probe.places(reading)[:most] for probe in probes]
    if want.shown:
        mentions = snapshot.mentions_in(document_id)
        found.append(rows((m.mention.start, m.mention.end) for m in mentions if m.entity_id in want.shown))
    return found


def answer(opened: Opened, snapshot: Snapshot, request: Request) -> Answer:
    """The answer to a request; raises `SuwenError` for what cannot be understood."""
    _check(request)
    plan = opened.plan(request.query, snapshot, strict=request.strict)
    passing, filters = filtered(request.filters, opened.catalogue, lambda: opened.names(snapshot))
    counting = Counting(opened.exact, opened.afar)
    return Answer(opened, request, plan, filters, matching(plan, counting, passing), counting)


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
    unknown = [name for name in request.facets or () if name not in _FACETS]
    if unknown:
        raise SuwenError(
            f"没有名为“{unknown[0]}”的分面；有 {'、'.join(_FACETS)}", f"there is no facet {unknown[0]}"
        )
    if not 0 <= request.snippets <= SHOWN:
        raise SuwenError(f"每篇最多 {SHOWN} 条摘录", f"at most {SHOWN} snippets a document")
