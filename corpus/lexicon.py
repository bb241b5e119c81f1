"""The lexicons of the room, read once from `corpus/data`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((files("corpus") / "data" / name).read_text("utf-8"))
    return loaded


@cache
def document_types() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(code, pattern of the end of a title) of each type of document, in order of precedence."""
    return tuple(
        (entry["code"], re.compile(f"(?:{'|'.join(entry['patterns'])})$"))
        for entry in _data("types.yaml")["types"]
    )


@cache
def type_names() -> Mapping[str, str]:
    """The code of each type of document → its Chinese name."""
    return {entry["code"]: entry["zh"] for entry in _data("types.yaml")["types"]}


@cache
def labels() -> Mapping[str, str]:
    """A label that pages print (发文字号, without blanks) → the field of `Metadata` it gives."""
    return {label: name for name, words in _data("head.yaml")["labels"].items() for label in words}


@cache
def page_tags(kind: str) -> frozenset[str]:
    """The HTML tags that part paragraphs (`blocks`), or whose content is no text (`skipped`)."""
    return frozenset(_data("pages.yaml")[kind])


def page_content() -> tuple[str, ...]:
    """CSS selectors of the place of a page that holds the document, the surest first."""
    return tuple(_data("pages.yaml")["content"])


@cache
def page_meta() -> Mapping[str, str]:
    """The lower-case name of a `<meta>` → the field of `Metadata` it gives."""
    return {key.lower(): name for name, keys in _data("pages.yaml")["meta"].items() for key in keys}


def words(kind: str) -> tuple[str, ...]:
    """One of the word lists of `head.yaml`: title_ends, organ_ends, furniture."""
    return tuple(_data("head.yaml")[kind])


@cache
def ends_with(kind: str) -> re.Pattern[str]:
    """A pattern that finds a word of the list `kind` at the end of a text, the longest first."""
    longest = sorted(words(kind), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest))})$")


@cache
def furniture_patterns() -> re.Pattern[str]:
    """A pattern that a whole line of page furniture matches."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _data("head.yaml")["furniture_patterns"]))
