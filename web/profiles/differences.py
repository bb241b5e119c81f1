"""Two texts side by side, sentence by sentence: what is the same, what was changed, what only one has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup

from corpus.errors import SuwenError
from corpus.model import Document, Span
from web import links
from web.render.weave import Annotation, weave
from web.texts import english, text

MOST = 4000
"""Sentences and table rows of a text that can be compared."""

ALIKE = 0.5
"""From this likeness on two sentences are told as one changed, 0 to 1."""

BLOCK = 1600
"""Pairs of sentences looked through for the likest; in larger blocks they stand in their order."""

Kind = Literal["same", "changed", "left", "right"]


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence or table row on one side: its words with differences marked, and its place."""

    html: Markup
    url: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A line of the comparison; a side is `None` where that text has nothing."""

    kind: Kind
    left: Side | None
    right: Side | None


Unit = tuple[Span, str]


def units(document: Document) -> list[Unit]:
    """The sentences and the rows of tables, in the order of the text, each with its characters, blanks folded."""
    rows = [row for table in document.tables for row in _rows(table.grid())]
    spans = sorted({*document.sentences, *rows})
    told = [(span, " ".join(span.of(document.text).split())) for span in spans]
    return [unit for unit in told if unit[1]]


def _rows(grid: Sequence[Sequence[object]]) -> Iterator[Span]:
    for number, row in enumerate(grid):
        cells = [cell for cell in row if getattr(cell, "row", None) == number]
        if cells:
            yield Span(min(c.start for c in cells), max(c.end for c in cells))  # type: ignore[attr-defined]


def compare(left: Document, right: Document) -> list[Pairing]:
    """The lines of the comparison in the order of both texts. Raises `SuwenError` for texts too long."""
    own, other = units(left), units(right)
    if max(len(own), len(other)) > MOST:
        raise SuwenError(text("compare.long", most=MOST), english("compare.long", most=MOST))
    matcher = SequenceMatcher(None, [w for _, w in own], [w for _, w in other], autojunk=False)
    found: list[Pairing] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        pairs = zip(own[a:b], other[c:d], strict=True) if tag == "equal" else _pairs(own[a:b], other[c:d])
        found += [_pairing(left, right, one, two) for one, two in pairs]
    return found


def _pairs(own: Sequence[Unit], other: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Like with like, in the order of both."""
    likest: list[tuple[int, int]] = []
    if len(own) * len(other) <= BLOCK:
        scores = [(likeness(a[1], b[1]), -i, -j) for i, a in enumerate(own) for j, b in enumerate(other)]
        for score, i, j in sorted(scores, reverse=True):
            if score >= ALIKE and all((-i < a) == (-j < b) and -i != a and -j != b for a, b in likest):
                likest.append((-i, -j))
    at = there = 0
    for i, j in (*sorted(likest), (len(own), len(other))):
        yield from ((one, None) for one in own[at:i])
        yield from ((None, two) for two in other[there:j])
        if i < len(own):
            yield own[i], other[j]
        at, there = i + 1, j + 1


def likeness(one: str, two: str) -> float:
    """How much of two sentences is the same, 0 to 1; cheap bounds first."""
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _pairing(left: Document, right: Document, one: Unit | None, two: Unit | None) -> Pairing:
    if one is None or two is None:
        kind: Kind = "right" if one is None else "left"
        return Pairing(kind, one and _side(left, one[0]), two and _side(right, two[0]))
    if one[1] == two[1]:
        return Pairing("same", _side(left, one[0]), _side(right, two[0]))
    gone, come = changes(one[0].of(left.text), two[0].of(right.text))
    return Pairing("changed", _side(left, one[0], gone, "del"), _side(right, two[0], come, "ins"))


def changes(one: str, two: str) -> tuple[list[Span], list[Span]]:
    """The characters that only one of two sentences has, as spans within each."""
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    gone = [Span(a, b) for tag, a, b, _, _ in codes if tag != "equal" and a < b]
    return gone, [Span(c, d) for tag, _, _, c, d in codes if tag != "equal" and c < d]


def _side(document: Document, span: Span, marked: Sequence[Span] = (), tag: str = "mark") -> Side:
    marks = [Annotation(Span(span.start + m.start, span.start + m.end), tag) for m in marked]
    html = Markup(weave(document.text, span, marks))  # noqa: S704 - weave escapes
    return Side(html, links.place(document.id, span))
