"""What the pages say, from tables of texts in two languages.

A request speaks one of them (`web.language`); outside of requests it is Chinese.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LANGUAGES = ("zh", "en")
"""The first is spoken where nothing else is asked for."""

_spoken = ContextVar("spoken", default=LANGUAGES[0])


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


def language() -> str:
    """The language spoken here and now."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak this language from here on, in this thread."""
    _spoken.set(language)


def text(key: str, **values: object) -> str:
    """The text of this key in the language spoken, its values filled in; raises `KeyError` for an unknown key."""
    return str(getattr(_table()[key], language())).format(**values)


def chinese(key: str, **values: object) -> str:
    """The same in Chinese, whatever is spoken."""
    return _table()[key].zh.format(**values)


def english(key: str, **values: object) -> str:
    """The same in English, whatever is spoken."""
    return _table()[key].en.format(**values)


def name_of(group: str, code: str | None) -> str:
    """The name of a code (a kind, relation, channel …); the code itself where it has none."""
    key = f"{group}.{code}"
    return text(key) if key in _table() else code or text("site.open")


def known(key: str) -> bool:
    """Whether there is a text of this key."""
    return key in _table()


def codes(group: str) -> tuple[str, ...]:
    """The codes that have a name in this group, in the order of the table."""
    return tuple(key.partition(".")[2] for key in _table() if key.partition(".")[0] == group)
