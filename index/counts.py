"""An answer counted over years, regions or types, beside all documents that it was looked for in."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.answer import Answer
from index.facets import filtered
from index.fields import UNKNOWN
from kb.store.reader import Snapshot

By = Literal["year", "region", "type"]
"""What an answer is counted over; each document has one value of each (of regions: one at each level)."""


@dataclass(frozen=True, slots=True)
class Count:
    """One value: the documents that answer, their places, and the documents and characters looked through.

    `value` is the facet's (`UNKNOWN`: not stated, or for regions not at this level).
    """

    value: str
    documents: int
    occurrences: int
    of_documents: int
    of_characters: int


def counts(found: Answer, snapshot: Snapshot, by: By, level: int = 1) -> tuple[Count, ...]:
    """The answer by `by`, for every value that any document looked through has; years in order, others by name.

    Looked through are the documents that pass the request's filters, whether they answer or not. `level` of
    regions: 1 province, 2 city, 3 county. The counts add up to those of the whole answer.
    """
    catalogue = found.opened.catalogue
    passing, _ = filtered(found.request.filters, catalogue, lambda: found.opened.names(snapshot))
    ones = np.ones(len(catalogue), dtype=np.int64)
    amounts = (
        np.where(found.documents, ones, 0),
        found.occurrences,
        np.where(passing, ones, 0),
        np.where(passing, catalogue.lengths, 0),
    )
    column = catalogue.columns[by]
    sums = [column.sums(amount) for amount in amounts]
    wanted = [
        value for value in sorted(sums[2]) if value and (by != "region" or value.count("/") == level - 1)
    ]
    rows = [Count(value, *(each.get(value, 0) for each in sums)) for value in wanted]
    totals = [int(amount.sum()) for amount in amounts]
    rest = Count(
        UNKNOWN,
        *(t - sum(each[v] for v in wanted if v in each) for t, each in zip(totals, sums, strict=True)),
    )
    return tuple(rows + [rest] * (rest.of_documents > 0))
