"""What does not add up, drawn on the text: cells and words that a finding names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Cell, Document, Span
from kb.model import Finding
from web.render.weave import Annotation

_GRAVEST = ("hard", "soft", "note")


@dataclass(frozen=True, slots=True)
class Flag:
    """Characters that a finding names; `anchor` is the finding's fragment on the document's page."""

    span: Span
    severity: str
    title: str
    anchor: str


def anchor(number: int) -> str:
    """The fragment of a document's finding, counted from 0."""
    return f"finding-{number + 1}"


def flags(findings: Sequence[Finding]) -> tuple[Flag, ...]:
    """A flag for each place of each finding, in the order of the text."""
    found = (
        Flag(Span(*span), finding.severity, f"{finding.rule}：{finding.message}", anchor(number))
        for number, finding in enumerate(findings)
        for span in finding.spans
    )
    return tuple(sorted(found, key=lambda flag: (flag.span, flag.anchor)))


def of_cell(cell: Cell, some: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags that name characters of a cell, or the blank cell itself; the gravest first, a finding once."""
    named = {flag.anchor: flag for flag in some if _names(flag.span, cell)}
    return tuple(sorted(named.values(), key=lambda flag: (_GRAVEST.index(flag.severity), flag.span)))


def _names(span: Span, cell: Cell) -> bool:
    return (span.start < cell.end and cell.start < span.end) or span == Span(cell.start, cell.end)


def prose(document: Document, some: Iterable[Flag]) -> list[Annotation]:
    """The flags outside tables, as underlined words that say what is wrong with them."""
    return [
        Annotation(flag.span, "span", (("class", f"flag {flag.severity}"), ("title", flag.title)), rank=-1)
        for flag in some
        if flag.span.start < flag.span.end and not _in_table(document, flag.span)
    ]


def _in_table(document: Document, span: Span) -> bool:
    return any(t.span.start < span.end and span.start < t.span.end for t in document.tables)
