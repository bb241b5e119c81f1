"""Plain text: lines to paragraphs and tables."""

from corpus.encoding import decode
from corpus.model import Block, Reading


def read(raw: bytes, name: str) -> Reading:
    """The paragraphs of a text file."""
    return Reading(tuple(Block(line) for line in decode(raw, name).splitlines() if line.strip()))
