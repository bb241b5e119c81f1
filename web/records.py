"""A document's fields as a record: the one shape in which files and the API tell them."""

from collections.abc import Mapping

from flask import request

from index.model import Line
from kb.forms.panel import Value
from kb.store.rows import Summary

FIELDS = ("title", "agency", "region", "year", "type", "number", "date", "source")
Record = Mapping[str, object]


def fields(document: Summary) -> dict[str, object]:
    """Title, agency, region (widest first), year, type, number, date and source of a document."""
    return {name: getattr(document, name) for name in FIELDS}


def line(found: Line) -> dict[str, object]:
    """A line of a concordance: its document, its characters' place, and what stands around them."""
    return {
        "document_id": found.document.id,
        **fields(found.document),
        "start": found.span.start,
        "end": found.span.end,
        "left": found.left,
        "text": found.text,
        "right": found.right,
    }


def row(record: Record, address: str) -> dict[str, Value]:
    """A record as a row of a table: the region as one path, the address under the name that was asked for."""
    flat = {name: "/".join(value) if isinstance(value, tuple) else value for name, value in record.items()}
    return {**flat, "link": request.host_url.rstrip("/") + address}  # type: ignore[dict-item]
