"""The documents of an index in their order, and columns of what they are counted and filtered by."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.exact.contract import Mask, Numbers
from index.fields import UNKNOWN
from kb.store.rows import Summary

_FEW = 16
"""Values are counted one by one where a column has so many times more of them."""


class Column:
    """The values of one facet over all documents; a document has one, or several."""

    def __init__(self, values_of: Sequence[Sequence[str]]) -> None:
        self._size = len(values_of)
        self.values: tuple[str, ...] = tuple(sorted({value for values in values_of for value in values}))
        self._code = {value: code for code, value in enumerate(self.values)}
        pairs = [(number, self._code[value]) for number, values in enumerate(values_of) for value in values]
        flat: NDArray[np.int32] = np.array(pairs, dtype=np.int32).reshape(-1, 2)
        self._documents, self._codes = flat[:, 0].copy(), flat[:, 1].copy()

    def __contains__(self, value: str) -> bool:
        return value in self._code

    def having(self, wanted: Iterable[str]) -> Mask:
        """The documents that have any of the values."""
        chosen = np.zeros(len(self.values), dtype=np.bool_)
        chosen[[self._code[value] for value in wanted if value in self._code]] = True
        found = np.zeros(self._size, dtype=np.bool_)
        found[self._documents[chosen[self._codes]]] = True
        return found

    def counts(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The places in `values` of what the documents of these numbers have, and how many have each."""
        codes = self._codes[self._places(numbers)]
        if len(codes) * _FEW < len(self.values):
            return np.unique(codes, return_counts=True)
        counts = np.bincount(codes, minlength=len(self.values))
        having = np.flatnonzero(counts)
        return having, counts[having]

    def _places(self, numbers: Numbers) -> Numbers:
        """Where the values of these documents stand; each document's stand side by side."""
        if len(self._codes) == self._size:
            return numbers
        first = self._bounds[numbers]
        sizes = self._bounds[numbers + 1] - first
        ends = np.cumsum(sizes)
        places: Numbers = np.arange(sizes.sum()) + np.repeat(first - ends + sizes, sizes)
        return places

    @cached_property
    def _bounds(self) -> Numbers:
        return np.searchsorted(self._documents, np.arange(self._size + 1))

    def sums(self, amounts: NDArray[np.int64]) -> dict[str, int]:
        """The amounts (one a document) of all documents with each value, zeros left out."""
        sums = np.bincount(self._codes, amounts[self._documents], len(self.values)).astype(np.int64)
        return {value: amount for value, amount in zip(self.values, sums.tolist(), strict=True) if amount}


class Catalogue:
    """The summaries of all documents by number, and the facet columns."""

    def __init__(
        self,
        ids: Sequence[str],
        summaries: Iterable[Summary],
        policies: Iterable[tuple[str, str]] = (),
        platforms: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`policies` and `platforms` are (document id, entity id) of what the documents mention.

        Raises `ValueError` if the summaries are not exactly those of `ids`.
        """
        by_id = {summary.id: summary for summary in summaries}
        if by_id.keys() != set(ids) or len(by_id) != len(ids):
            raise ValueError("the documents of the index are not those of the store")
        self.documents = tuple(by_id[key] for key in ids)
        self.numbers = {key: number for number, key in enumerate(ids)}
        self.columns = {
            "agency": Column([_agencies(s) for s in self.documents]),
            "region": Column([_regions(s) for s in self.documents]),
            "year": Column([(UNKNOWN if s.year is None else str(s.year),) for s in self.documents]),
            "type": Column([(s.type or UNKNOWN,) for s in self.documents]),
            "cites": Column(_named(ids, policies)),
            "platform": Column(_named(ids, platforms)),
        }

    def __len__(self) -> int:
        return len(self.documents)

    def mask(self, ids: Iterable[str]) -> Mask:
        """The documents with these ids; ids that are not here are passed over."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[[self.numbers[key] for key in ids if key in self.numbers]] = True
        return found

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """The year of each document, 0 where it has none."""
        return np.array([s.year or 0 for s in self.documents], dtype=np.int64)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """The length of each document in code points."""
        return np.array([s.length for s in self.documents], dtype=np.int64)

    @cached_property
    def by_id(self) -> NDArray[np.int64]:
        """The rank of each document by its id: the last word in every order."""
        return np.argsort(np.argsort(np.array([s.id for s in self.documents], dtype=np.str_))).astype(
            np.int64
        )

    @cached_property
    def by_date(self) -> NDArray[np.int64]:
        """The rank of each document by its date (by its year where no date is known), newest first."""
        dates = [s.date or (f"{s.year}" if s.year else "") for s in self.documents]
        return _ranks(dates, newest_first=True)

    @cached_property
    def by_title(self) -> NDArray[np.int64]:
        """The rank of each document by its title."""
        return _ranks([s.label for s in self.documents], newest_first=False)


def _ranks(keys: list[str], *, newest_first: bool) -> NDArray[np.int64]:
    """Equal keys have equal ranks."""
    order = {key: rank for rank, key in enumerate(sorted(set(keys), reverse=newest_first))}
    return np.array([order[key] for key in keys], dtype=np.int64)


def _agencies(summary: Summary) -> tuple[str, ...]:
    return tuple(dict.fromkeys((summary.agency or UNKNOWN).split("、")))


def _named(ids: Sequence[str], mentioned: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The entities that each document mentions, by their ids without the kind."""
    found: dict[str, list[str]] = {key: [] for key in ids}
    for document, entity in mentioned:
        found[document].append(entity.partition("/")[2])
    return [tuple(sorted(found[key])) or (UNKNOWN,) for key in ids]


def _regions(summary: Summary) -> tuple[str, ...]:
    """The paths of the region and of all above it: 山东省, 山东省/青岛市."""
    path = summary.region
    return tuple("/".join(path[: depth + 1]) for depth in range(len(path))) or (UNKNOWN,)
