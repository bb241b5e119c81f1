"""Addresses within the site. An entity's address is its id; a place's is its document and its characters."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from corpus.model import Span
from kb.model import Evidence
from kb.store.rows import Placed

Params = Mapping[str, object]


def anchor(span: Span) -> str:
    """The fragment that stands for these characters: c1234-1240."""
    return f"c{span.start}-{span.end}"


def document(document_id: str, **params: object) -> str:
    """A document's page."""
    return with_query(f"/documents/{quote(document_id)}", params)


def place(document_id: str, span: Span, query: str | None = None) -> str:
    """The very characters in a document, marked on arrival with and without JavaScript."""
    return f"{document(document_id, q=query, at=f'{span.start}-{span.end}')}#{anchor(span)}"


def evidence(item: Evidence) -> str:
    """Where a relation stands."""
    return place(item.document_id, Span(item.start, item.end))


def evidence_of(item: Placed) -> str:
    """Where a mention stands."""
    return place(item.document_id, Span(item.mention.start, item.mention.end))


def entity(entity_id: str) -> str:
    """An entity's page."""
    return "/" + quote(entity_id)


def with_query(path: str, params: Params) -> str:
    """A path with its query string; empty values are left out, lists become repeated parameters."""
    given = [(key, value) for key, values in params.items() for value in _each(values)]
    if not given:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given)}"


def _each(values: object) -> list[object]:
    many = values if isinstance(values, list | tuple) else (values,)
    return [value for value in many if value is not None and value != ""]
