"""The word lists of this package, read once from `kb/data`."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The YAML file `name` of `kb/data`."""
    return yaml.safe_load((files("kb") / "data" / name).read_text(encoding="utf-8"))


def rows(name: str) -> list[list[str]]:
    """The rows of a TSV file of `kb/data`, comments left out."""
    lines = (files("kb") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def titles(part: str) -> frozenset[str]:
    """One list of `titles.yaml`."""
    return frozenset(load("titles.yaml")[part])
