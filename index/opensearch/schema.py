"""What the cluster holds of a document, and the words in which it is asked for it.

`body` has every character of the text as one token at its place, Latin letters small, so that a run of characters
is a phrase of tokens: nothing is missed and nothing too much is found. Only analyzers of every server's core.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from corpus.model import Document
from index.engine import FIELD_BOOSTS, Words
from index.exact.grams import lower
from index.exact.layout import LAYOUT
from index.exact.writer import BLOBS
from kb.store.rows import Summary

VERSION = "1"
"""Raised whenever what the cluster holds changes its form."""

RANKED: Mapping[str, float] = {f"{field}_words": boost for field, boost in FIELD_BOOSTS.items()}
"""The fields of words, as the segmenter cut them, with how much each counts."""

_KEYWORD = {"type": "keyword"}
_WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_FACETS = ("agency", "region", "year", "type")

MAPPING: Mapping[str, Any] = {
    "dynamic": "strict",
    "_source": {"includes": ["id", "title", *_FACETS, "text", "layout"]},
    "properties": {
        "key": {"type": "long"},
        "id": _KEYWORD,
        "body": {"type": "text", "analyzer": "whitespace", "index_options": "positions", "norms": False},
        **dict.fromkeys(RANKED, _WORDS),
        "words": {"type": "keyword", "ignore_above": 255},
        **dict.fromkeys(_FACETS, _KEYWORD),
        "title": {"type": "keyword", "index": False, "doc_values": False},
        "text": {"type": "object", "enabled": False},
        "layout": {"type": "object", "enabled": False},
    },
}


def tokens(text: str) -> str:
    """Every character as a token, blanks between them; one that cannot be seen by its number.

    >>> tokens("公开 A\\n")
    '公 开 U+20 a U+A'
    """
    return " ".join(map(_tokens.__getitem__, lower(text)))


class _Tokens(dict[str, str]):
    """The token of each character, told once."""

    def __missing__(self, char: str) -> str:
        token = char if char.isprintable() and not char.isspace() else f"U+{ord(char):X}"
        self[char] = token
        return token


_tokens = _Tokens()


def key_of(document_id: str, digest: str, summary: Summary) -> int:
    """The key of a document with this content: 60 bits, so that no two of ten million are ever alike."""
    parts = (VERSION, document_id, digest, repr(_facets(summary)))
    return int(sha256("\0".join(parts).encode()).hexdigest()[:15], 16)


def name_of(key: int) -> str:
    """The `_id` of the document with this key."""
    return f"{key:015x}"


def source(key: int, document: Document, words: Words, summary: Summary) -> dict[str, Any]:
    """All that the cluster gets of a document."""
    return {
        "key": key,
        "id": document.id,
        "body": tokens(document.text),
        **{f"{field}_words": _spread(getattr(words, field)) for field in FIELD_BOOSTS},
        "words": sorted(words.body),
        **_facets(summary),
        "title": summary.title,
        "text": document.text,
        "layout": {name: b64encode(BLOBS[name](document)).decode() for name in LAYOUT},
    }


def _facets(summary: Summary) -> dict[str, Any]:
    path = summary.region
    return {
        "agency": (summary.agency or "").split("、") if summary.agency else [],
        "region": ["/".join(path[: depth + 1]) for depth in range(len(path))],
        "year": None if summary.year is None else str(summary.year),
        "type": summary.type,
    }


def _spread(counted: Mapping[str, int]) -> str:
    return " ".join(Counter(counted).elements())


def run(text: str) -> dict[str, Any]:
    """Asks for documents with a run of characters; n places score n / (n + 1), on every shard alike."""
    return {"intervals": {"body": {"match": {"query": tokens(text), "max_gaps": 0, "ordered": True}}}}


def ranked(words: Mapping[str, float]) -> dict[str, Any]:
    """Asks for documents with any of the words, by BM25 over the fields."""
    terms = [
        {"term": {field: {"value": word, "boost": boost * weight}}}
        for word, weight in sorted(words.items())
        for field, boost in RANKED.items()
    ]
    return {"bool": {"should": terms}}


def every(queries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Asks for documents that all the queries have; they have no score."""
    return {"bool": {"filter": list(queries)}}


def some(queries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Asks for documents that any of the queries has."""
    return {"bool": {"should": list(queries)}}
