"""Sentences of a document that stand elsewhere: drawn on its text, and aligned with theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus.model import Document, Span
from kb.reuse import Pair, Reuse, Source
from kb.store.reader import Snapshot
from web import links
from web.profiles.differences import changes
from web.render.weave import Annotation, weave
from web.texts import text


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence here and its like there, with their differences marked, and their places."""

    pair: Pair
    own: Markup
    other: Markup
    own_url: str
    other_url: str


def drawn(reuse: Reuse) -> list[Annotation]:
    """The sentences that are not boilerplate, each saying where it also stands first."""
    first: dict[Span, tuple[Source, Pair]] = {}
    for source in reuse.sources:
        for pair in source.pairs:
            if not pair.boilerplate:
                first.setdefault(pair.own, (source, pair))
    return [
        Annotation(span, "span", (("class", _class(pair)), ("title", _title(source))), rank=-2)
        for span, (source, pair) in sorted(first.items())
    ]


def _class(pair: Pair) -> str:
    return "repeated" if pair.exact else "repeated like"


def _title(source: Source) -> str:
    return text("reuse.also_in", label=source.document.label)


def aligned(snapshot: Snapshot, document: Document, source: Source, *, boilerplate: bool) -> list[Aligned]:
    """The sentences shared with one source, in the order of the document; boilerplate only if wanted."""
    there = snapshot.texts([source.document.id])[source.document.id]
    wanted: Iterable[Pair] = (p for p in source.pairs if boilerplate or not p.boilerplate)
    return [_aligned(document, source.document.id, there, pair) for pair in wanted]


def _aligned(document: Document, other: str, there: str, pair: Pair) -> Aligned:
    gone, come = ([], []) if pair.exact else changes(pair.own.of(document.text), pair.other.of(there))
    return Aligned(
        pair,
        _marked(document.text, pair.own, gone, "del"),
        _marked(there, pair.other, come, "ins"),
        links.place(document.id, pair.own),
        links.place(other, pair.other),
    )


def _marked(words: str, span: Span, marks: Iterable[Span], tag: str) -> Markup:
    placed = [Annotation(Span(span.start + m.start, span.start + m.end), tag) for m in marks]
    return Markup(weave(words, span, placed))  # noqa: S704 - weave escapes
