"""What the pages say, from tables of texts in two languages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Text(NamedTuple):
    """A text in Chinese and in English."""

    zh: str
    en: str


@cache
def _table() -> Mapping[str, Text]:
    tables = (file for file in files("web").joinpath("data").iterdir() if file.name.startswith("texts"))
    lines = [
        line
        for file in sorted(tables, key=lambda file: file.name)
        for line in file.read_text(encoding="utf-8").split("\n")
    ]
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: Text(zh, en) for key, zh, en in rows}


def text(key: str, **values: object) -> str:
    """The Chinese text of this key with its values filled in; raises `KeyError` for an unknown key."""
    return _table()[key].zh.format(**values)


def english(key: str, **values: object) -> str:
    """The same in English."""
    return _table()[key].en.format(**values)


def name_of(group: str, code: str | None) -> str:
    """The Chinese name of a code (a kind, relation, channel …); the code itself where it has none."""
    entry = _table().get(f"{group}.{code}")
    return entry.zh if entry else code or text("site.open")


def codes(group: str) -> tuple[str, ...]:
    """The codes that have a name in this group, in the order of the table."""
    return tuple(key.partition(".")[2] for key in _table() if key.partition(".")[0] == group)
