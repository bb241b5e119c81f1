"""At publication: which sentences of the corpus stand in two works."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.reuse.sentences import sentences
from kb.reuse.sieve import Sieve
from kb.store.passages import Outline, Passage, PassageKind
from kb.store.reader import Snapshot
from kb.store.rows import Summary
from kb.store.writer import Writer

STATUTES = ("law", "measures")
"""Types of documents whose sentences others quote."""

SHARE = 0.05
"""A sentence is common (套话) if more than this share of the agencies with documents of its type use it …"""

LEAST_AGENCIES = 5
"""… and so many at least: what two or four share may be copied."""

_ROW = np.dtype([("start", "<i4"), ("end", "<i4"), ("exact", "<i8"), ("masked", "<i8"), ("formula", "?")])
_Rows = NDArray[np.void]


class _Place(NamedTuple):
    """A document, with the numbers of its work and of its agency, both from 1."""

    document_id: str
    work: int
    holder: int


def write_passages(writer: Writer, snapshot: Snapshot) -> None:
    """Write the sentences that stand in at least two works, versions of one text counted as one.

    Boilerplate is marked, not dropped: formulae and mere citations (see `kb.reuse.sentences`), sentences that
    stand letter by letter in a statute of the corpus while their own document is none, and those that more than
    `SHARE` of the agencies with documents of the same type use, `LEAST_AGENCIES` at least, be it with other names
    and figures. A document without an issuer counts as an agency of its own.

    The texts pass through once; their keys go through a sieve of fixed size and a temporary file, so that memory
    does not grow with the texts.
    """
    summaries = snapshot.summaries()
    places, sieve = _places(summaries), Sieve()
    with TemporaryFile() as spool:
        counts = [(places[o.id], _spool(spool, o, places[o.id].work, sieve)) for o in snapshot.outlines()]
        spool.seek(0)
        writer.passages(_candidates(spool, counts, sieve))
    writer.settle_passages(statutes=STATUTES, limits=_limits(summaries))


def _places(summaries: Iterable[Summary]) -> Mapping[str, _Place]:
    works: defaultdict[str, int] = defaultdict(lambda: len(works) + 1)
    holders: defaultdict[str, int] = defaultdict(lambda: len(holders) + 1)
    return {s.id: _Place(s.id, works[s.work], holders[_holder(s)]) for s in summaries}


def _limits(summaries: Iterable[Summary]) -> Mapping[str, int]:
    """For each type of documents ("": none) how many agencies make a sentence common; no type with fewer."""
    agencies: defaultdict[str, set[str]] = defaultdict(set)
    for summary in summaries:
        agencies[summary.type or ""].add(_holder(summary))
    limits = {key: max(LEAST_AGENCIES, int(SHARE * len(held)) + 1) for key, held in sorted(agencies.items())}
    return {key: limit for key, limit in limits.items() if limit <= len(agencies[key])}


def _holder(summary: Summary) -> str:
    return summary.agency or summary.work


def _spool(spool: IO[bytes], outline: Outline, work: int, sieve: Sieve) -> int:
    """Append the document's sentences to the spool; gives how many."""
    found = [(s.span.start, s.span.end, s.exact, s.masked, s.formula) for s in sentences(outline)]
    rows = np.array(found, _ROW)
    for keys in (rows["exact"], rows["masked"]):
        sieve.add(keys, work)
    spool.write(rows.tobytes())
    return len(rows)


def _candidates(spool: IO[bytes], counts: list[tuple[_Place, int]], sieve: Sieve) -> Iterator[Passage]:
    for place, count in counts:
        rows: _Rows = np.frombuffer(spool.read(count * _ROW.itemsize), _ROW)
        kept = rows[sieve.may_repeat(rows["exact"]) | sieve.may_repeat(rows["masked"])]
        for start, end, exact, masked, formula in kept.tolist():
            kind: PassageKind = "formula" if formula else "plain"
            yield Passage(place.document_id, start, end, exact, masked, kind, place.work, place.holder)
