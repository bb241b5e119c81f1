"""A document as blocks of Markdown: its lines outside tables, and its tables."""

import re
from collections.abc import Iterator, Sequence

from corpus.model import Document, Section, Span, Table
from web.links import anchor
from web.render.flags import Flag
from web.render.tables import table_html
from web.render.weave import Annotation, Weaver

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_LEVEL = 6


def headings(document: Document) -> list[Annotation]:
    """The headings that stand at the head of a paragraph, in strong type; those that fill a line are blocks."""
    return [
        Annotation(section.heading, "strong", (("class", "head"),), anchor(section.heading))
        for section in document.sections
        if not _fills_its_line(document.text, section.heading)
    ]


def blocks(document: Document, weaver: Weaver, flags: Sequence[Flag] = ()) -> Iterator[str]:
    """The blocks in the order of the text; each bears the offset of its first character as `data-start`."""
    filling = {section.heading: section for section in document.sections}
    titles = _title_lines(document)
    for part in _parts(document):
        if isinstance(part, Table):
            yield table_html(document.text, part, weaver, flags)
        elif part in filling:
            yield _heading(filling[part], weaver)
        else:
            yield _paragraph(part, weaver.block(part), title=any(t.holds(part) for t in titles))


def _parts(document: Document) -> Iterator[Span | Table]:
    at = 0
    for table in (*sorted(document.tables, key=lambda t: t.span), None):
        stop = table.span.start if table else len(document.text)
        yield from (Span(*match.span()) for match in _LINE.finditer(document.text, at, stop))
        if table:
            yield table
            at = table.span.end


def _fills_its_line(text: str, heading: Span) -> bool:
    """Whether a heading begins and ends its line; only the characters around and in it are looked at."""
    begins = heading.start == 0 or text[heading.start - 1] == "\n"
    ends = heading.end == len(text) or text[heading.end] == "\n"
    return begins and ends and "\n" not in heading.of(text)


def _title_lines(document: Document) -> list[Span]:
    title = document.meta.spans.get("title")
    return [title] if title else []


def _heading(section: Section, weaver: Weaver) -> str:
    inner, name = weaver.block(section.heading), anchor(section.heading)
    marker = "#" * min(max(section.level, 1) + 1, _LEVEL)
    given = f"#{name} " if weaver.claim(name) else ""
    return f"{marker} {inner} {{: {given}data-start='{section.heading.start}' }}"


def _paragraph(span: Span, inner: str, *, title: bool) -> str:
    return f"{inner}\n{{: {'.title ' if title else ''}data-start='{span.start}' }}"
