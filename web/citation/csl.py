"""CSL-JSON (schema 1.0): what Zotero, pandoc and citeproc read."""

import json
from collections.abc import Iterable

from web.citation.reference import Reference


def csl(references: Iterable[Reference]) -> str:
    """The references as a JSON array."""
    return json.dumps([item(each) for each in references], ensure_ascii=False, indent=2) + "\n"


def item(reference: Reference) -> dict[str, object]:
    """A reference as a CSL item; agencies are literal names."""
    found: dict[str, object] = {
        "id": reference.key,
        "type": reference.kind["csl"],
        "title": reference.title,
        "author": [{"literal": name} for name in reference.agencies],
        "number": reference.number,
        "issued": _date(reference.date),
        "accessed": _date(reference.accessed if reference.url else None),
        "URL": reference.url,
        "language": "zh-CN",
    }
    if sentence := reference.sentence:
        found["note"] = f"“{sentence.text}” {sentence.link}"
    return {name: value for name, value in found.items() if value}


def _date(day: str | None) -> dict[str, object] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
