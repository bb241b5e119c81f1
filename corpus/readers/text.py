"""Plain text: tables first, then paragraphs."""

from corpus.encoding import decode
from corpus.furniture import without_furniture
from corpus.model import Block, Grid, Reading
from corpus.tabular import find_tables


def read(raw: bytes, name: str) -> Reading:
    """The paragraphs and tables of a text file, each line a paragraph where no table stands; page furniture and
    labelled lines (发文字号：…) at its ends are taken out.
    """
    page = without_furniture(blocks(decode(raw, name).splitlines()))
    return Reading(tuple(page.blocks), page.fields)


def blocks(lines: list[str]) -> list[Block | Grid]:
    """Tables and paragraphs of `lines` in order."""
    found: list[Block | Grid] = []
    at = 0
    for start, end, grid in find_tables(lines):
        found += (Block(line) for line in lines[at:start] if line.strip())
        found.append(grid)
        at = end
    return found + [Block(line) for line in lines[at:] if line.strip()]
