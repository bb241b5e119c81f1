"""A tree of HTML nodes → blocks and grids in reading order, without recursion, so that depth does no harm."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from corpus.htmlgrid import own_rows, read_table
from corpus.lexicon import page_tags
from corpus.model import Block, Grid, Link

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADING = re.compile(r"h[1-6]")
LAYOUT_CELL = 600  # code points; a cell with more is a place on the page, not a place in a table
HEADING_TEXT = 60
LINK = re.compile(r"(?:https?:)?//|[./]|\w")


def blocks(root: LexborNode) -> Iterator[Block | Grid]:
    """The paragraphs, headings and tables below `root`; tables that only lay out the page are walked through."""
    parts: list[str] = []
    level: int | None = None
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):  # the end of a block of this tag
            yield from _flushed(parts, level)
            level = None if HEADING.fullmatch(node) else level
            continue
        tag = node.tag or ""
        if tag == "-text":
            parts.append((node.text_content or "").replace("\n", " "))
            continue
        if tag in page_tags("skipped") or HIDDEN.search(node.attributes.get("style") or ""):
            continue
        if tag in page_tags("blocks"):
            yield from _flushed(parts, level)
            stack.append(tag)
            level = int(tag[1]) if HEADING.fullmatch(tag) else level
            if tag == "table" and not is_layout(node):
                yield read_table(node)
                continue
        stack += reversed(list(node.iter(include_text=True)))
    yield from _flushed(parts, level)


def _flushed(parts: list[str], level: int | None) -> Iterator[Block]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield Block(text, level if len(text) <= HEADING_TEXT and "。" not in text else None)


def is_layout(table: LexborNode) -> bool:
    """Whether a table only places things on the page: one column, tables in it, or cells full of running text."""
    rows = own_rows(table)
    widths = [sum(cell.tag in ("td", "th") for cell in row.iter()) for row in rows]
    if max(widths, default=0) < 2 or len(table.css("table")) > 1:
        return True
    return any(len(cell.text() or "") > LAYOUT_CELL for row in rows for cell in row.iter())


def links(root: LexborNode) -> tuple[Link, ...]:
    """The links below `root` that lead somewhere, each once, in order."""
    found: dict[tuple[str, str], Link] = {}
    for node in root.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        text = " ".join((node.text() or "").split())
        if href and text and not href.startswith(("#", "javascript:", "mailto:")) and LINK.match(href):
            found.setdefault((text, href), Link(text, href))
    return tuple(found.values())
