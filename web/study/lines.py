"""The lines of a concordance: collected once a state and query, sorted and grouped by what stands beside."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, permutations
from threading import Lock
from typing import Literal as OneOf

import numpy as np
from numpy.typing import NDArray

from index.exact.probes import Literal
from index.model import Line, LineOrder, Request
from web.library import Visit

MOST = 50_000
"""So many lines can be sorted, grouped and paged; files in the order of documents hold all."""

KEPT = 150_000
"""Lines kept in memory for the pages to come."""

EDGE, BLANK = "␂", "␣"
"""What stands beside the first and the last characters of a text, and beside a line end or blank."""

Side = OneOf["left", "right"]


@dataclass(frozen=True, slots=True)
class Lines:
    """The first `MOST` lines in the order of documents; `cut`, whether there are more."""

    items: tuple[Line, ...]
    understood: str
    documents: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of many lines before they are read: the `first` in the order of documents, how many there are
    in all, in how many documents, and in each of these (by its number)."""

    first: tuple[Line, ...]
    understood: str
    total: int
    documents: int
    amounts: NDArray[np.int64]


PLENTY = 2000
"""From so many lines on a page shows its own, and counts what stands beside them only where that is asked for."""


def glance(here: Visit, asked: Request, context: int, most: int) -> Glance | None:
    """The first `most` lines of a request that has plenty; `None` where it has not, and where only reading tells how
    many there are (places of several words may overlap; those of runs of characters that cannot meet never do)."""
    found = here.searcher.answer(here.snapshot, asked)
    probes, total = found.want.probes, int(found.occurrences.sum())
    runs = [probe.text.lower() for probe in probes if isinstance(probe, Literal)]
    if total < PLENTY or len(runs) < len(probes) or any(may_meet(*pair) for pair in permutations(runs, 2)):
        return None
    first = tuple(islice(here.searcher.concordance(here.snapshot, asked, "document", context), most))
    return Glance(first, found.understood, total, found.total, found.occurrences)


def may_meet(one: str, other: str) -> bool:
    """Whether places of `one` may hold places of `other`, or end in what they begin with."""
    return other in one or any(one.endswith(other[:size]) for size in range(1, len(other)))


_kept: OrderedDict[tuple[object, ...], Lines] = OrderedDict()
_lock = Lock()


def collected(here: Visit, asked: Request, context: int) -> Lines:
    """The lines of a request; raises `SuwenError` for what cannot be understood."""
    key = (str(here.home.root), here.key, asked.query, tuple(sorted(asked.filters.items())), context)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = here.searcher.answer(here.snapshot, asked)
    items = tuple(islice(here.searcher.concordance(here.snapshot, asked, "document", context), MOST + 1))
    lines = Lines(items[:MOST], found.understood, found.total, len(items) > MOST)
    with _lock:
        _kept[key] = lines
        while len(_kept) > 1 and sum(len(each.items) for each in _kept.values()) > KEPT:
            _kept.popitem(last=False)
    return lines


_KEYS: dict[LineOrder, Callable[[Line], object]] = {
    "left": lambda line: (line.left[::-1], line.text, line.document.id, line.span),
    "right": lambda line: (line.right, line.text, line.document.id, line.span),
    "year": lambda line: line.document.year or 9999,
    "agency": lambda line: (line.document.agency is None, line.document.agency or ""),
}


def in_order(lines: Iterable[Line], order: LineOrder) -> list[Line]:
    """The lines in an order, the same as `index.concordance` gives; equals stay as they were."""
    return list(lines) if order == "document" else sorted(lines, key=_KEYS[order])  # type: ignore[arg-type]


def neighbour(line: Line, side: Side, size: int) -> str:
    """What stands at a side: up to `size` letters, a sign alone, `BLANK` or, beyond the text, `EDGE`."""
    return _told(line.left[-size:] if side == "left" else line.right[:size], side)


def _told(near: str, side: Side) -> str:
    """The neighbour that these characters make."""
    near = near[::-1] if side == "left" else near
    if not near or near[0].isspace():
        return BLANK if near else EDGE
    letters = "".join(_letters(near)) or near[0]
    return letters[::-1] if side == "left" else letters


def _letters(near: str) -> Iterator[str]:
    for char in near:
        if not char.isalnum():
            return
        yield char


def beside(lines: Iterable[Line], left: str, right: str, size: int) -> Iterator[Line]:
    """The lines with these neighbours; "" stands for any."""
    return (
        line
        for line in lines
        if (not left or neighbour(line, "left", size) == left)
        and (not right or neighbour(line, "right", size) == right)
    )


def neighbours(lines: Iterable[Line], side: Side, size: int) -> list[tuple[str, int]]:
    """How many lines have each neighbour, the commonest first."""
    near = Counter(line.left[-size:] if side == "left" else line.right[:size] for line in lines)
    counts: Counter[str] = Counter()
    for characters, count in near.items():
        counts[_told(characters, side)] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
