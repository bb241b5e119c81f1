"""The whole way of a document to its page: annotations, Markdown, HTML, cleaning."""

import threading
from collections.abc import Sequence
from typing import Any, cast

import markdown
import nh3
from markupsafe import Markup

from corpus.model import Document, Span
from kb.store.rows import Placed
from web.render import annotations, flags
from web.render.blocks import blocks, headings
from web.render.cache import Cache
from web.render.escape import markdown as as_markdown
from web.render.flags import Flag
from web.render.weave import Annotation, Weaver

_TAGS = {
    "a", "div", "h2", "h3", "h4", "h5", "h6", "mark", "p", "span", "strong",
    "table", "tbody", "td", "th", "tr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "data-start", "id", "title"},
    "a": {"href", "aria-label"},
    "div": {"role", "tabindex"},
    "td": {"rowspan", "colspan"},
    "th": {"rowspan", "colspan", "scope"},
}

PART = 40
"""Blocks turned to HTML at a time: a mark in one part of a long document leaves the others as they were."""

_kept = Cache(most=24_000_000)
_own = threading.local()


def render(
    document: Document,
    mentions: Sequence[Placed] = (),
    at: Span | None = None,
    hits: Sequence[Span] = (),
    *,
    flagged: Sequence[Flag] = (),
    repeated: Sequence[Annotation] = (),
) -> Markup:
    """The document's text as clean HTML: every character of it once, in order, within elements whose
    `data-start` is the offset of their first character.

    `mentions` become links, `at` and `hits` marks, `flagged` cells and words are marked and lead to their
    findings, `repeated` are sentences that stand elsewhere; all offsets are code points in `document.text`.
    """
    drawn = [*headings(document), *annotations.mentions(document.text, mentions)]
    drawn += [*flags.prose(document, flagged), *repeated]
    weaver = Weaver(document.text, annotations.around(annotations.marks(at, hits), drawn), as_markdown)
    sources = list(blocks(document, weaver, flagged))
    parts = ["\n\n".join(sources[at : at + PART]) for at in range(0, len(sources), PART)]
    return Markup("\n").join(to_html(part) for part in parts)


def to_html(source: str) -> Markup:
    """Markdown as HTML that holds nothing but the elements and attributes of a text."""
    return Markup(_kept.get(source, _clean))  # noqa: S704 - it was cleaned


def _clean(source: str) -> str:
    page = _reader().reset().convert(source)
    return nh3.clean(page, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes=set())


def _reader() -> markdown.Markdown:
    """This thread's reader of the little Markdown that is written here: paragraphs, headings, raw elements, references.

    All else is escaped, so that looking for it would find nothing.
    """
    if not hasattr(_own, "reader"):
        reader = markdown.Markdown(extensions=["attr_list"], output_format="html")
        _leave(reader.inlinePatterns, "escape", "html", "entity")
        _leave(reader.parser.blockprocessors, "empty", "hashheader", "paragraph")
        _own.reader = reader
    return cast("markdown.Markdown", _own.reader)


def _leave(registry: Any, *names: str) -> None:
    for other in [item.name for item in registry._priority if item.name not in names]:
        registry.deregister(other)
