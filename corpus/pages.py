"""Lines of printed pages → paragraphs: running heads and page numbers dropped, hard line ends joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numbering import read_label
from corpus.ruled import Ruled

PAGE_NUMBER = re.compile(
    r"[-—–－\s·]{0,4}(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／共]\s?(?:共\s?)?\d{1,4}\s?页?)?[-—–－\s·]{0,4}"
)
EDGE = 0.1  # of the page's height, in which running heads and page numbers stand
REPEATED = 3  # pages (or all, if they are fewer) with the same line at the same edge make it a running head
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its box in points from the upper left corner, and the size of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines and tables in reading order, its height in points."""

    items: tuple[Line | Ruled, ...]
    height: float


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without page numbers at their edges and without lines that repeat there."""
    counts = Counter(
        key for page in pages for key in {_key(item, page) for item in page.items if isinstance(item, Line)}
    )
    repeated = min(REPEATED, max(len(pages), 2))
    return [
        Page(
            tuple(
                item
                for item in page.items
                if not isinstance(item, Line)
                or not _is_running(item, page, counts[_key(item, page)] >= repeated)
            ),
            page.height,
        )
        for page in pages
    ]


def _key(line: Line, page: Page) -> str:
    return f"{line.top > page.height / 2}{DIGITS.sub('#', line.text.strip())}"


def _is_running(line: Line, page: Page, repeats: bool) -> bool:
    at_edge = line.bottom < page.height * EDGE or line.top > page.height * (1 - EDGE)
    return at_edge and (repeats or PAGE_NUMBER.fullmatch(line.text.strip()) is not None)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines of neighbouring text joined where one reaches the right margin and the next is not indented."""
    if not lines:
        return []
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    found = [lines[0].text]
    for line, before in zip(lines[1:], lines, strict=False):
        full = before.right >= right - 1.5 * before.size
        flush = line.left <= left + 0.8 * line.size
        alike = abs(line.size - before.size) < 0.5
        if full and flush and alike and not _begins(line.text):
            found[-1] += ("" if _glues(found[-1], line.text) else " ") + line.text
        else:
            found.append(line.text)
    return found


def _begins(text: str) -> bool:
    """Whether a line begins a heading (一、, （一）), which may stand flush where a converter lost the indent."""
    label = read_label(text)
    return label is not None and label.kind in ("han", "bracket_han", "chapter", "article")


def _glues(first: str, second: str) -> bool:
    return not (
        first[-1:].isascii() and second[:1].isascii() and first[-1:].isalnum() and second[:1].isalnum()
    )
