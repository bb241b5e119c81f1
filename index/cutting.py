"""A document as counted words: cut once, where it is read, and kept beside it in the store."""

from collections import Counter
from functools import cache
from hashlib import sha256

import msgspec

from corpus.model import Document
from index import fingerprint
from index.engine import Words
from index.exact.writer import BLOBS
from index.words import Dictionary, Segmenter
from kb.agencies.registry import organs
from kb.store.cuts import Indexable
from kb.store.encoding import Cut

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Words).decode


@cache
def dictionary() -> Dictionary:
    """The user words of this program, names and short names of central organs: the same whatever is ingested, so that
    a text is cut once and for all. Titles of laws are not among them: they ranked worse (docs/search.md).
    """
    return Dictionary.of(name for organ in organs() for name in (organ.name, *organ.shorts))


@cache
def segmenter() -> Segmenter:
    """The segmenter of this process; it takes a while to load."""
    return Segmenter(dictionary())


@cache
def version() -> str:
    """The version of all that decides what the index holds of a document; a cut of another one is not used."""
    return f"{fingerprint.FORMAT}-{dictionary().version}"


def cut(document: Document, title: str | None) -> Cut:
    """The words of a document with its resolved title, to be kept."""
    words = _encode(_words(document, title))
    parts = (repr(title).encode(), words, *(encode(document) for encode in BLOBS.values()))
    digest = sha256(b"".join(sha256(part).digest() for part in parts))
    return Cut(version(), digest.hexdigest()[:32], words)


def words_of(item: Indexable) -> Words:
    """The words kept of a document; cut now, if they are not kept or were cut by another version."""
    if item.cut and item.cut.version == version():
        return _decode(item.cut.words)
    return _words(item.document, item.title)


def _words(document: Document, title: str | None) -> Words:
    headings = "\n".join(section.heading.of(document.text) for section in document.sections)
    with_parts = segmenter().with_parts
    return Words(
        title=Counter(with_parts(title or "")),
        headings=Counter(with_parts(headings)),
        body=Counter(with_parts(document.text)),
    )
