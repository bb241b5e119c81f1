"""What the cluster answers, as numbers of a state's documents: all of it, however much, each document once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.contract import Numbers
from index.opensearch.client import ClusterError, asked, client, is_whole, whole
from index.opensearch.schema import name_of
from index.opensearch.state import State
from kb.store.batches import batches

PAGE = 10_000
"""So many documents one answer has at most (the usual `index.max_result_window`)."""

FILLED = 0.8
"""How full pages are meant to be: keys are spread evenly, but by chance."""

AT_ONCE = 4
"""Pages that are asked for at a time."""

TOGETHER = 16
"""Searches that are sent in one request, at most."""

NAMED = 10_000
"""So many documents are named in a question at most; servers allow 65,536."""

FEW = 10
"""So many documents are asked for where one is enough."""

KEYS = 1 << 60

Query = Mapping[str, Any]
Scored = tuple[Numbers, NDArray[np.float64]]

PREFERENCE = "suwen"
"""The same copies of the shards answer, so that pages of one answer are in one order."""

_HOW: Mapping[str, Any] = {
    "preference": PREFERENCE,
    "allow_partial_search_results": "false",
    "search_type": "dfs_query_then_fetch",
}
_SHOWN = "timed_out,_shards.failed,hits.total.value,hits.hits._score,hits.hits.fields.key"
_ASKED: Mapping[str, Any] = {
    "size": PAGE,
    "stored_fields": "_none_",
    "docvalue_fields": ["key"],
    "sort": ["_doc"],
    "track_scores": True,
    "track_total_hits": True,
}


class Asking:
    """Asks for the documents of one state; those of other states in the same index are passed over."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._client = client()

    def scored(self, query: Query) -> Scored:
        """The documents that answer, ascending, with their scores."""
        return self._known(self._pages(query))

    def each(self, queries: Sequence[Query]) -> list[Scored]:
        """The same for several queries, in few requests."""
        found: list[Scored] = []
        for some in batches(queries, TOGETHER):
            for query, answer in zip(some, self._several(some, _ASKED), strict=True):
                full = len(_hits(answer)) == _total(answer)
                found.append(self._known(_hits(answer)) if full else self.scored(query))
        return found

    def any(self, query: Query) -> bool:
        """Whether any document of the state answers; a few are asked for, and all only if these are other states'."""
        answer = self._page(query, few=True)
        return bool(len(self._known(_hits(answer))[0])) or (
            len(_hits(answer)) < _total(answer) and bool(len(self.scored(query)[0]))
        )

    def counts(self, queries: Sequence[Query]) -> list[int]:
        """How many documents of the index answer each of the queries, whatever their state."""
        found = []
        for some in batches(queries, TOGETHER):
            found += [_total(answer) for answer in self._several(some, {**_ASKED, "size": 0})]
        return found

    def named(self, query: Query, among: Numbers | None) -> Query:
        """The query among these documents, if they are few enough to be named; else as it is."""
        if among is None or len(among) > NAMED:
            return query
        return of_documents(query, [self.state.keys[number] for number in among.tolist()])

    def count(self, query: Query) -> int:
        """How many documents of the index answer, whatever their state."""
        answer = asked(lambda: whole(self._client.count(index=self.state.index, body={"query": query})))
        return int(answer["count"])

    def stored(self, numbers: Iterable[int], name: str) -> list[Any]:
        """What is stored of some documents under a name; raises `ClusterError` if one is there no more."""
        names = [name_of(self.state.keys[number]) for number in numbers]
        if not names:
            return []
        answer = asked(
            lambda: self._client.mget(
                index=self.state.index, body={"ids": names}, params={"_source_includes": name}
            )
        )
        if not all(document.get("found") for document in answer["docs"]):
            raise ClusterError(
                "这一版数据在检索集群中已被新的取代，请重新检索", "this state is no longer in the cluster"
            )
        return [document["_source"] for document in answer["docs"]]

    def words(self) -> Iterator[tuple[str, int]]:
        """The words of the bodies with the number of documents of the index that have them, sorted."""
        source = {"size": PAGE, "sources": [{"word": {"terms": {"field": "words"}}}]}
        body: dict[str, Any] = {"size": 0, "aggs": {"words": {"composite": source}}}
        while True:
            found = self._search(body, {})["aggregations"]["words"]
            yield from ((bucket["key"]["word"], bucket["doc_count"]) for bucket in found["buckets"])
            if "after_key" not in found:
                return
            source["after"] = found["after_key"]

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many documents of the index each of some words stands."""
        found = dict.fromkeys(words, 0)
        for at in range(0, len(words), PAGE):
            some = list(words[at : at + PAGE])
            terms = {"field": "words", "include": some, "size": len(some)}
            answer = self._search({"size": 0, "aggs": {"words": {"terms": terms}}}, {})
            found |= {b["key"]: b["doc_count"] for b in answer["aggregations"]["words"]["buckets"]}
        return found

    def _pages(self, query: Query) -> list[Any]:
        answer = self._page(query)
        total = _total(answer)
        if total == len(_hits(answer)):
            return _hits(answer)
        parts = int(total / (PAGE * FILLED)) + 1
        bounds = [KEYS * part // parts for part in range(parts + 1)]
        return self._ranges(query, list(pairwise(bounds)))

    def _ranges(self, query: Query, ranges: list[tuple[int, int]]) -> list[Any]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            pages = list(pool.map(lambda bounds: self._page(_between(query, *bounds)), ranges))
        hits: list[Any] = []
        for (low, high), answer in zip(ranges, pages, strict=True):
            if _total(answer) == len(_hits(answer)):
                hits += _hits(answer)
            else:
                middle = (low + high) // 2
                hits += self._ranges(query, [(low, middle), (middle, high)])
        return hits

    def _page(self, query: Query, *, few: bool = False) -> dict[str, Any]:
        size = {"size": FEW} if few else {}
        return self._search({**_ASKED, **size, "query": query}, {"filter_path": _SHOWN})

    def _search(self, body: Query, params: Mapping[str, str]) -> dict[str, Any]:
        check()
        given = {**_HOW, **params}
        return asked(
            lambda: whole(self._client.search(index=self.state.index, body=dict(body), params=given))
        )

    def _several(self, queries: Sequence[Query], shape: Mapping[str, Any]) -> list[dict[str, Any]]:
        check()
        lines: list[Query] = []
        for query in queries:
            lines += [
                {"preference": PREFERENCE, "allow_partial_search_results": False},
                {**shape, "query": query},
            ]
        shown = ",".join(f"responses.{name}" for name in [*_SHOWN.split(","), "error", "status"])

        def ask() -> list[dict[str, Any]]:
            answer = self._client.msearch(index=self.state.index, body=lines, params={"filter_path": shown})
            return list(answer["responses"])

        answers = asked(ask)
        if all("error" not in answer and is_whole(answer) for answer in answers):
            return answers
        return [self._page(query) for query in queries]

    def _known(self, hits: Sequence[Any]) -> Scored:
        numbers, known = self.state.numbers([hit["fields"]["key"][0] for hit in hits])
        scores = np.array([hit["_score"] for hit in hits], dtype=np.float64)[known]
        order = np.argsort(numbers)
        return numbers[order], scores[order]


def _between(query: Query, low: int, high: int) -> Query:
    return {"bool": {"must": [query], "filter": [{"range": {"key": {"gte": low, "lt": high}}}]}}


def _hits(answer: Mapping[str, Any]) -> list[Any]:
    return list(answer["hits"].get("hits", ()))


def _total(answer: Mapping[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def of_documents(query: Query, keys: Sequence[int]) -> Query:
    """The query among the documents with these keys."""
    return {"bool": {"must": [query], "filter": [{"terms": {"key": list(keys)}}]}}
