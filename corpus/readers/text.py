"""Plain text: tables first, then paragraphs."""

from corpus.encoding import decode
from corpus.furniture import without_furniture
from corpus.model import Block, Grid, Reading
from corpus.oneline import parted
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
        found += _paragraphs(lines[at:start])
        found.append(grid)
        at = end
    return found + _paragraphs(lines[at:])


def _paragraphs(lines: list[str]) -> list[Block | Grid]:
    return [Block(part) for line in lines if line.strip() for part in parted(line)]
