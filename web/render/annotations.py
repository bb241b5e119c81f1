"""What is drawn on a document's text: the entities mentioned, the places asked for."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.model import Span
from kb.store.rows import Placed
from web import links
from web.render.weave import Annotation
from web.texts import name_of
from web.texts import text as said


def mentions(text: str, places: Sequence[Placed]) -> list[Annotation]:
    """Each mention in `text` with an entity as a link to its page, each open one as a marked span.

    Links cannot stand in links: where a mention holds others, the parts of it that no other covers are its
    link, and one that others cover wholly gets a small link of its own before it.
    """
    ordered = sorted(places, key=lambda p: (p.mention.start, -p.mention.end, p.kind))
    found: list[Annotation] = []
    for number, place in enumerate(ordered):
        span = Span(place.mention.start, place.mention.end)
        gaps = [gap for gap in _gaps(span, ordered[number + 1 :]) if gap.of(text).strip()]
        found += _drawn(place, span, gaps)
    return found


def _gaps(span: Span, later: Sequence[Placed]) -> list[Span]:
    """The parts of `span` that none of the later mentions, which start in it or after it, covers."""
    gaps, at = [], span.start
    for place in later:
        start, end = place.mention.start, place.mention.end
        if start >= span.end:
            break
        if start > at:
            gaps.append(Span(at, start))
        at = max(at, end)
    return [*gaps, Span(at, span.end)] if at < span.end else gaps


def _drawn(place: Placed, span: Span, gaps: list[Span]) -> Iterable[Annotation]:
    label = name_of("kind", place.kind)
    if place.entity_id is None:
        title = f"{label}：{said('site.open')}"
        yield Annotation(
            span, "span", (("class", f"m {place.kind} open"), ("title", title)), links.anchor(span), 1
        )
        return
    title = f"{label}：{place.entity_id.rpartition('/')[2]}"
    link = (("href", links.entity(place.entity_id)), ("title", title))
    if gaps == [span]:
        yield Annotation(span, "a", (("class", f"m {place.kind}"), *link), links.anchor(span), 1)
        return
    yield Annotation(span, "span", (("class", f"m {place.kind}"),), links.anchor(span), 1)
    for gap in gaps:
        yield Annotation(gap, "a", (("class", place.kind), *link), rank=2)
    if not gaps:
        here = Span(span.start, span.start)
        yield Annotation(here, "a", (("class", f"also {place.kind}"), *link, ("aria-label", title)))


def marks(at: Span | None, hits: Sequence[Span]) -> list[Annotation]:
    """The place asked for, and the hits of the query; each carries the id of its characters."""
    found = [_mark(span, "hit") for span in hits if span != at]
    return [_mark(at, "at"), *found] if at else found


def _mark(span: Span, kind: str) -> Annotation:
    return Annotation(span, "mark", (("class", kind),), links.anchor(span), rank=3)


def around(marked: Iterable[Annotation], others: Iterable[Annotation]) -> list[Annotation]:
    """Both together, with the others cut at the ends of marks that cross them, so that no mark is in pieces.

    The others lose ids that a mark bears.
    """
    marked = list(marked)
    spans, taken = sorted(a.span for a in marked), {a.id for a in marked}
    pieces = [piece for other in others for piece in _cut(other, spans)]
    return [*marked, *(replace(p, id=None) if p.id in taken else p for p in pieces)]


def _cut(other: Annotation, spans: list[Span]) -> list[Annotation]:
    ends = {end for span in spans if _cross(span, other.span) for end in (span.start, span.end)}
    inner = sorted(end for end in ends if other.span.start < end < other.span.end)
    borders = [other.span.start, *inner, other.span.end]
    pieces = [replace(other, span=Span(a, b)) for a, b in itertools.pairwise(borders)]
    return [pieces[0], *(replace(piece, id=None) for piece in pieces[1:])]


def _cross(a: Span, b: Span) -> bool:
    """Whether two spans overlap with neither inside the other."""
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end
