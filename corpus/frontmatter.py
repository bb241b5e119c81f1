"""YAML front matter of Markdown files: reading it strictly, writing it the same way each time."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from corpus.errors import UnreadableError
from corpus.model import Document

FENCE = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
# The key of the front matter → the field of `Reading`.
KEYS = {"agency": "issuer", "issuer": "issuer", "source": "url"}
KNOWN = (
    "title",
    "agency",
    "region",
    "year",
    "type",
    "number",
    "date",
    "period",
    "published",
    "url",
    "source",
)


def split(text: str, name: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter and the text behind it; no fields if the file has none.

    Parameters: `text`, a whole file with line ends `\\n`; `name`, for the error sentence.
    Raises `UnreadableError` if the front matter is no YAML mapping.
    """
    match = FENCE.match(text)
    if match is None:
        return {}, text
    try:
        loaded = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _bad(name) from error
    if loaded is None:
        return {}, text[match.end() :]
    if not isinstance(loaded, dict):
        raise _bad(name)
    return fields(loaded), text[match.end() :]


def _bad(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name} 的文首元数据（YAML front matter）无法解析",
        f"the YAML front matter of {name} cannot be parsed",
    )


def fields(loaded: Mapping[Any, Any]) -> dict[str, str]:
    """The known keys as fields of a `Reading`; lists joined, dates in ISO form, unknown keys left alone."""
    given = {str(key).lower(): value for key, value in loaded.items()}
    return {
        KEYS.get(key, key): _printed(given[key], " 至 " if key == "period" else "/")
        for key in KNOWN
        if given.get(key) not in (None, "", []) and (key != "source" or "://" in str(given[key]))
    }


def _printed(value: object, separator: str) -> str:
    if isinstance(value, list | tuple):
        return separator.join(_printed(item, separator) for item in value)
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def dump(document: Document) -> str:
    """The front matter of a document, what is unknown left out."""
    meta = document.meta
    values: dict[str, object] = {
        "title": meta.title,
        "agency": meta.issuer,
        "region": list(meta.region),
        "year": meta.year,
        "type": meta.type,
        "number": meta.number,
        "date": meta.date,
        "period": list(meta.period or ()),
        "published": meta.published,
        "url": meta.url,
        "source": document.source,
        "sha256": document.sha256,
    }
    known = {key: value for key, value in values.items() if value not in (None, [])}
    printed = yaml.safe_dump(
        known, allow_unicode=True, sort_keys=False, width=1 << 20, default_flow_style=None
    )
    return f"---\n{printed}---\n"
