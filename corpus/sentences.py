"""Paragraphs → sentences, at 。！？； and line ends, never inside brackets or a short quotation."""

import re
from collections.abc import Iterator

from corpus.model import Span

MARK = re.compile(r"[。！？；;!?（）()《》〈〉“”‘’「」『』【】〔〕\[\]]")
CLOSERS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』"}
CLOSERS |= {"【": "】", "〔": "〕", "[": "]"}
TERMINALS = frozenset("。！？；;!?")
TRAILING = frozenset("。！？；!?”’」』")
REACH = 300  # a bracket that does not close within so many characters was never meant to
DEPTH = 4  # nor are more of them nested


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of `paragraph`, in order, blanks between them left out; a closing quote stays with its own."""
    start, at = paragraph.start, paragraph.start
    while match := MARK.search(text, at, paragraph.end):
        mark, at = match[0], match.end()
        if mark in CLOSERS:
            at = _after(text, mark, at, paragraph.end) or at
            if (
                text[at - 1] != "”"
                or text[at - 2] not in "。！？"
                or not _ends_here(text, at, start, paragraph)
            ):
                continue
        elif mark not in TERMINALS or not _is_chinese(text, match.start(), paragraph.end):
            continue
        while at < paragraph.end and text[at] in TRAILING:
            at += 1
        yield from _trimmed(text, start, at)
        start = at
    yield from _trimmed(text, start, paragraph.end)


def _after(text: str, opener: str, at: int, end: int) -> int | None:
    """The offset after the bracket that closes `opener`, nested ones of its kind skipped; `None` if too far."""
    closer, depth = CLOSERS[opener], 1
    for place in range(at, min(at + REACH, end)):
        if text[place] == closer:
            depth -= 1
            if not depth:
                return place + 1
        elif text[place] == opener:
            depth += 1
            if depth > DEPTH:
                return None
    return None


def _ends_here(text: str, at: int, start: int, paragraph: Span) -> bool:
    """Whether a quotation that ends in 。” ends its sentence: it does at the paragraph's end, or if it is one by
    itself; 他说“好。”并签字 goes on."""
    return at >= paragraph.end or text[start] == "“"


def _is_chinese(text: str, at: int, end: int) -> bool:
    """Whether an ASCII mark is used as the Chinese one: between Chinese characters (10场;举办), not in a URL."""
    if text[at] not in ";!?":
        return True
    return text[at - 1] > "~" or at + 1 >= end or text[at + 1] > "~"


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in " \u3000":
        start += 1
    while start < end and text[end - 1] in " \u3000":
        end -= 1
    if start < end:
        yield Span(start, end)
