"""A reading → a document: normalise once, join to the canonical text, find structure and metadata."""

import re
from hashlib import sha256

from corpus.model import Block, Document, Metadata, Reading, Span
from corpus.normalise import normalise


def assemble(reading: Reading, source: str, raw: bytes) -> Document:
    """The document that `reading` makes."""
    lines = [normalise(b.text) for b in reading.blocks if isinstance(b, Block)]
    lines = [line for line in lines if line]
    text = "\n".join(lines)
    paragraphs: list[Span] = []
    at = 0
    for line in lines:
        paragraphs.append(Span(at, at + len(line)))
        at += len(line) + 1
    sentences = tuple(
        Span(p.start + m.start(), p.start + m.end())
        for p in paragraphs
        for m in re.finditer(r"[^。！？；]+[。！？；]?[”’）]?", p.of(text))
    )
    digest = sha256(raw).hexdigest()
    meta = Metadata(title=lines[0] if lines else None)
    return Document(
        digest[:16], source, digest, text, meta, (), (), tuple(paragraphs), sentences, reading.links
    )
