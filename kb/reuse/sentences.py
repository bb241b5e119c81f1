"""The sentences of a document that are counted, each with its keys."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Span
from kb.regions.table import shortened
from kb.reuse.fold import MASK, fold, hide, hide_figures, key, label_length, letters
from kb.reuse.formulae import is_formula
from kb.store.passages import Outline

LEAST = 12
"""Letters and digits of a sentence that is counted; shorter ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is counted: `characters`, its letters and digits; its two keys; whether it is a formula."""

    span: Span
    characters: int
    exact: int
    masked: int
    formula: bool


def sentences(outline: Outline) -> Iterator[Sentence]:
    """The sentences of `LEAST` letters and digits and more, in order; no tables, headings or title.

    Masked are agencies, regions, leaders and figures, and the names of the document's own region wherever they
    stand (文旅盐池). The masked key is the exact one where nothing is masked, or where masking leaves fewer than `LEAST`. A
    sentence is a formula if the list says so, or if it merely cites: if without cited titles and figures fewer
    than `LEAST` are left.
    """
    text, named = outline.text, outline.named
    hidden = hide(text, (*named.agencies, *named.regions, *named.leaders, *_home(outline)))
    cited = sorted(named.policies)
    bare = hide(text, cited)
    headings = _headings(outline)
    for span in outline.structure.sentences:
        start = span.start + label_length(span.of(text))
        folded = fold(text[start : span.end])
        if len(folded) < LEAST or span.end in headings:
            continue
        exact = key(folded)
        masked = hide_figures(hidden[start : span.end])
        cites = _begin_in(span, cited) and _left(hide_figures(bare[start : span.end])) < LEAST
        like = key(fold(masked)) if MASK in masked and _left(masked) >= LEAST else exact
        yield Sentence(span, len(folded), exact, like, cites or is_formula(folded))


def _home(outline: Outline) -> Iterator[Span]:
    """Where the text has the names, full or short, of the document's own region and those around it."""
    if path := outline.named.profile.region:
        yield from (Span(*found.span()) for found in _names(path).finditer(outline.text))


@lru_cache(maxsize=4096)
def _names(path: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a region's names, full or short, and those of the regions around it, the longest first."""
    names = {name for full in path for name in (full, shortened(full))}
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))


def _left(masked: str) -> int:
    return letters(fold(masked))


def _headings(outline: Outline) -> frozenset[int]:
    """Where headings end. A heading that ends in 。 is a sentence: its section's heading ends before."""
    title = outline.structure.meta.spans.get("title")
    ends = {section.heading.end for section in outline.structure.sections}
    return frozenset(ends | {title.end} if title else ends)


def _begin_in(span: Span, places: Sequence[Span]) -> bool:
    """Whether one of the places begins in the span."""
    at = bisect_left(places, span.start, key=lambda place: place.start)
    return at < len(places) and places[at].start < span.end
