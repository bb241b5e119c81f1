"""Headings and what stands under them, by the numbering as printed. Wrong or missing numbers are kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.model import Metadata, Section, Span
from corpus.numbering import Kind, Label, read_label

RANK: dict[Kind, int] = {
    "article": 1,
    "han": 1,
    "bracket_han": 2,
    "arabic": 3,
    "bracket_arabic": 4,
    "item": 5,
}
ABOVE: tuple[Kind, ...] = ("part", "chapter", "section")
TITLE = 40  # code points; a longer first sentence is text, not a heading
LINE = 60  # a heading that is the whole line may be a little longer
SENTENCE_END = re.compile("[。；！？]")
BRACKETED = re.compile(r"\u3000?【(?P<title>[^】]{1,40})】")
INNER_TITLE = re.compile(
    r"[《〈]([^《》〈〉]{4,80})[》〉]"
)  # what a notice issues stands below it under its title
ANNEX = re.compile(r"附(?:件|表|录)\s?[\d一二三四五六七八九十]{0,2}[：:]?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading before its body is known."""

    level: int
    label: str
    title: str
    span: Span


def find_sections(
    text: str, paragraphs: Sequence[Span], levels: Sequence[int | None], meta: Metadata
) -> tuple[Section, ...]:
    """The sections of a document, in order.

    Parameters: `paragraphs`, the lines outside tables; `levels`, the heading level that the format marks for
    each (a heading without number takes its level from there); `meta`, for the title, which is no section.
    """
    title = meta.spans.get("title", Span(0, 0))
    outer = [p for p in zip(paragraphs, levels, strict=True) if not title.holds(p[0])]
    labels = [read_label(span.of(text)) for span, _ in outer]
    kinds = {label.kind for label in labels if label}
    above = [kind for kind in ABOVE if kind in kinds]
    ranks = {kind: rank + len(above) for kind, rank in RANK.items()} | {k: i + 1 for i, k in enumerate(above)}
    marked = sorted({level for (_, level), label in zip(outer, labels, strict=True) if level and not label})
    inner = INNER_TITLE.findall(meta.title or "")
    headings: list[Heading] = []
    seen: dict[int, int] = {}
    for place, ((span, level), label) in enumerate(zip(outer, labels, strict=True)):
        if label:
            rank = _rank(label, ranks, seen, labels, place)
            headings.append(_labelled(text, span, label, rank))
            seen = {r: n for r, n in seen.items() if r < rank} | {rank: label.number}
        elif level:
            headings.append(Heading(marked.index(level) + 1, "", span.of(text), span))
        elif _is_annex(text, outer, place) or (span.of(text) in inner and place > 2):
            headings.append(Heading(0, span.of(text).rstrip("：:"), "", span))
            seen = {}
    return tuple(_with_bodies(headings, len(text)))


def _rank(
    label: Label, ranks: dict[Kind, int], seen: dict[int, int], labels: Sequence[Label | None], place: int
) -> int:
    """The level of a label by its kind. Only a （3） that stands in the row （二） … （四）, with no （2） before
    it, is a sibling of these: the bracketed figure is a slip for the numeral, and is kept as printed."""
    rank, upper = ranks[label.kind], ranks["bracket_han"]
    if label.kind != "bracket_arabic" or label.number < 2 or seen.get(rank) == label.number - 1:
        return rank
    following = next((n for n in islice(labels, place + 1, None) if n and n.kind == "bracket_han"), None)
    is_slip = seen.get(upper) == label.number - 1 and (following is None or following.number > label.number)
    return upper if is_slip else rank


def _labelled(text: str, span: Span, label: Label, level: int) -> Heading:
    """The heading of a numbered line: all of it, or up to the first 。 where it runs into its text; of a long
    sentence only the number."""
    start = span.start + len(label.text)
    while start < span.end and text[start] == "\u3000":
        start += 1
    if label.kind == "article":
        match = BRACKETED.match(text, span.start + len(label.text), span.end)
        title, end = (match["title"], match.end()) if match else ("", span.start + len(label.text))
        return Heading(level, label.text, title, Span(span.start, end))
    cut = SENTENCE_END.search(text, start, span.end)
    end = cut.start() if cut else span.end
    if end - start > (TITLE if cut else LINE):
        return Heading(level, label.text, "", Span(span.start, span.start + len(label.text)))
    while end > start and text[end - 1] in "：: \u3000":
        end -= 1
    return Heading(level, label.text, text[start:end], Span(span.start, end))


def _is_annex(text: str, paragraphs: Sequence[tuple[Span, int | None]], place: int) -> bool:
    """A line 附件 or 附件2 over the annex itself; over a list of annexes stand their numbers."""
    if place == 0 or not ANNEX.fullmatch(paragraphs[place][0].of(text)) or place + 1 >= len(paragraphs):
        return False
    following = read_label(paragraphs[place + 1][0].of(text))
    return following is None or following.kind != "arabic"


def _with_bodies(headings: Sequence[Heading], end: int) -> list[Section]:
    """The sections, each with its body and the path to it."""
    open_: list[tuple[Heading, int]] = []  # headings above the current one, with their places
    ends = [end] * len(headings)
    paths: list[tuple[str, ...]] = []
    for place, heading in enumerate(headings):
        while open_ and open_[-1][0].level >= heading.level:
            ends[open_.pop()[1]] = heading.span.start
        open_.append((heading, place))
        paths.append(tuple(above.title or above.label for above, _ in open_))
    return [
        Section(h.level, h.label, h.title, h.span, Span(h.span.start, stop), path)
        for h, stop, path in zip(headings, ends, paths, strict=True)
    ]
