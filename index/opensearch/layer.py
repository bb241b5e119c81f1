"""The exact layer in a cluster: what sets of characters are to a local index, phrases of tokens are to it."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, TypeGuard

import numpy as np

from index.budget import check
from index.exact.contract import Counts, Having, Mask, Numbers
from index.exact.grams import Keys, lower
from index.exact.layout import LAYOUT, Layout, StoredLayout
from index.exact.looking import look
from index.exact.probes import Literal, Probe, case_matters
from index.exact.reading import Reading, encoded
from index.exact.remembered import Remembered
from index.exact.writer import MAX_TALLY
from index.opensearch.asking import Asking, Query, Scored, of_documents
from index.opensearch.schema import every, run, some

REMEMBERED = 200
"""So many answers for all documents are kept in memory."""

OPEN = 200
"""So many documents are kept in memory."""

LONGEST = 64
"""Longer runs are asked for by parts of this length, and then looked for in the texts."""

TRUSTED = 1000
"""So many places a score tells exactly; more are counted in the text."""

NARROW = 1000
"""So many documents are named in a question; of more, all are asked for."""

_PAIR = 1 << 21


class ClusterExact:
    """The documents of one state in a cluster; shared by threads."""

    ranked = 1000

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._size = len(asking.state)
        self._counted: Remembered[Probe, Counts] = Remembered(REMEMBERED)
        self._having: Remembered[int, Having] = Remembered(REMEMBERED)
        self._documents: Remembered[int, Mapping[str, Any]] = Remembered(OPEN)

    def __len__(self) -> int:
        return self._size

    def text(self, number: int) -> str:
        """The canonical text of a document."""
        return str(self._document(number)["text"])

    def reading(self, number: int) -> Reading:
        """A document made ready to look through."""
        return Reading(self.text(number), partial(self.layout, number))

    def layout(self, number: int) -> Layout:
        """Where its sentences, paragraphs and sections lie."""
        return StoredLayout({name: _Part(self, name) for name in LAYOUT}, number)

    def part(self, name: str, number: int) -> bytes:
        """One part of the layout of a document, as it is stored."""
        return b64decode(self._document(number)["layout"][name])

    def having(self, keys: Keys) -> list[Having]:
        """For each character or pair the documents that have it; Latin letters of either case."""
        wanted: list[int] = keys.tolist()
        known = {key: self._having.get(key) for key in wanted}
        asked = [key for key, having in known.items() if having is None]
        for key, scored in zip(
            asked, self._asking.each([run(_characters(key)) for key in asked]), strict=True
        ):
            known[key] = self._having.put(key, _tallied(scored))
        return [having for key in wanted if (having := known[key]) is not None]

    def tallies(self, keys: Keys, among: Numbers) -> list[tuple[Having, int]]:
        """For each character or pair the documents `among` that have it, and how many of the index have it."""
        runs = [run(_characters(key)) for key in keys.tolist()]
        found = self._asking.each([self._asking.named(each, among) for each in runs])
        return list(zip(map(_tallied, found), self._asking.counts(runs), strict=True))

    def stands(self, probe: Probe) -> bool:
        """Whether any document has it."""
        if self._counted.get(probe) is None and _is_run(probe):
            return self._asking.any(needed(probe))
        return bool(self.counts(probe).any())

    def holding(self, probes: Iterable[Probe]) -> Counts:
        """How many of the probes each document has."""
        total = np.zeros(self._size, dtype=np.int32)
        for probe in probes:
            total += self.counts(probe) > 0
        return total

    def counts(self, probe: Probe, within: Mask | None = None) -> Counts:
        """How many places each document has; with `within` the numbers of the others mean nothing."""
        known = self._counted.get(probe)
        if known is not None:
            return known
        check()
        if within is None or within.all():
            return self._counted.put(probe, self._count(probe, None))
        return self._count(probe, np.flatnonzero(within))

    def _count(self, probe: Probe, among: Numbers | None) -> Counts:
        query = needed(probe)
        if among is not None and len(among) <= NARROW:
            query = of_documents(query, [self._asking.state.keys[number] for number in among.tolist()])
        numbers, places = _places(self._asking.scored(query))
        if among is not None:
            wanted = np.isin(numbers, among)
            numbers, places = numbers[wanted], places[wanted]
        doubtful = _doubtful(probe, places)
        places[doubtful] = look(self._stored, probe, numbers[doubtful].tolist())
        counts = np.zeros(self._size, dtype=np.int32)
        counts[numbers] = places
        counts.setflags(write=False)
        return counts

    def _document(self, number: int) -> Mapping[str, Any]:
        known = self._documents.get(number)
        if known is None:
            (known,) = self._asking.stored([number], "text,layout")
            self._documents.put(number, known)
        return known

    def _stored(self, name: str, numbers: list[int]) -> list[bytes]:
        if name == "texts":
            return [encoded(document["text"]) for document in self._asking.stored(numbers, "text")]
        found = self._asking.stored(numbers, f"layout.{name}")
        return [b64decode(document["layout"][name]) for document in found]


class _Part:
    """One part of the layouts of all documents."""

    def __init__(self, exact: ClusterExact, name: str) -> None:
        self._exact, self._name = exact, name

    def __getitem__(self, number: int) -> bytes:
        return self._exact.part(self._name, number)


def needed(probe: Probe) -> Query:
    """Asks for the documents that hold at least one text of every group the probe needs; a literal for itself."""
    groups = [[_standing(text) for text in group] for group in probe.needs]
    if isinstance(probe, Literal):
        return groups[0][0]
    return every(some(group) for group in groups)


def _standing(text: str) -> Query:
    parts = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
    return run(text) if len(parts) == 1 else every(map(run, parts))


def _places(scored: Scored) -> tuple[Numbers, Counts]:
    """Scores n / (n + 1) as n, the number of places; a score of 1 means too many to tell."""
    numbers, scores = scored
    odds = scores / np.maximum(1 - scores, 1e-9)
    return numbers, np.rint(np.minimum(odds, 10 * TRUSTED)).astype(np.int32)


def _tallied(scored: Scored) -> Having:
    numbers, places = _places(scored)
    return numbers, np.minimum(places, MAX_TALLY).astype(np.uint8)


def _doubtful(probe: Probe, places: Counts) -> Mask:
    """Which documents must be looked through: what is not told by how often the tokens stand in a row."""
    if not _is_run(probe):
        return np.ones(len(places), dtype=np.bool_)
    return (places > TRUSTED) | ((places > 1) & overlaps(lower(probe.text)))


def _is_run(probe: Probe) -> TypeGuard[Literal]:
    """Whether documents that have the probe's tokens in a row have it, and no others."""
    return isinstance(probe, Literal) and len(probe.text) <= LONGEST and not case_matters(probe)


def overlaps(text: str) -> bool:
    """Whether two places of a text can overlap (人人 in 人人人), so that not both count."""
    return any(text.startswith(text[at:]) for at in range(1, len(text)))


def _characters(key: int) -> str:
    """The character or pair of a key; see `index.exact.grams`."""
    return chr(key) if key < _PAIR else chr((key >> 21) - 1) + chr(key & (_PAIR - 1))
