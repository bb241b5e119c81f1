"""The words that names of agencies are made of: functions, heads, and what may stand around a name.

Data: `kb/data/functions.tsv`, `heads.tsv` and `agency_context.yaml`; each header names its source.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import ahocorasick
import yaml

from kb.regions.table import rows
from kb.spotting import word_automaton

NUMBER = re.compile(r"(?:办|厅)?[发函字规通电明传]{1,3}[〔\[［【（(﹝]\d{4}[〕\]］】）)﹞]")
"""After an agency's short form: the rest of a document's number (国办公开办|函〔2021〕30号)."""
Group = Literal["organ", "institution", "commission", "unit", "other"]
How = Literal["direct", "party", "function", "body", "long"]


@dataclass(frozen=True, slots=True)
class Head:
    """A word that names end with: its `official` form ({} stands for the region), how it joins, its group."""

    text: str
    official: str
    how: How
    group: Group


@dataclass(frozen=True, slots=True)
class Context:
    """What may stand around a name; see the comments in `agency_context.yaml`."""

    lead: frozenset[str]
    lead_words: frozenset[str]
    no_heads: tuple[str, ...]
    follow: dict[str, tuple[str, ...]]
    level_follow: frozenset[str]
    stop_characters: frozenset[str]
    stop_words: tuple[str, ...]
    plain_middles: frozenset[str]
    commission_stops: tuple[str, ...]
    commission_verbs: tuple[str, ...]
    commission_words: tuple[str, ...]
    centres: tuple[str, ...]
    below_stops: tuple[str, ...]


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Head as printed → its readings, in the order in which they are tried."""
    order = ("party", "direct", "function", "body", "long")
    table: dict[str, tuple[Head, ...]] = {}
    for text, official, how, group in rows("heads.tsv"):
        table[text] = (*table.get(text, ()), Head(text, official, how, group))  # type: ignore[arg-type]
    return {text: tuple(sorted(found, key=lambda h: order.index(h.how))) for text, found in table.items()}


@cache
def head_automaton() -> ahocorasick.Automaton:
    """Finds heads."""
    return word_automaton(heads())


@cache
def functions() -> dict[str, tuple[str, bool]]:
    """Function word as printed → (official core, whether the printed form is a name of its own too)."""
    table: dict[str, tuple[str, bool]] = {}
    for official, shorts in rows("functions.tsv"):
        table[official] = (official, True)
        for short in filter(None, shorts.split("、")):
            table[short.removeprefix("=")] = (official, short.startswith("="))
    return table


@cache
def longest_function() -> int:
    """Length of the longest function word, in characters."""
    return max(map(len, functions()))


@cache
def context() -> Context:
    """The context lists."""
    data = yaml.safe_load((files("kb") / "data" / "agency_context.yaml").read_text(encoding="utf-8"))
    return Context(
        lead=frozenset(data["lead"]),
        lead_words=frozenset(data["lead_words"]),
        no_heads=tuple(data["no_heads"]),
        follow={ending: tuple(words) for ending, words in data["follow"].items()},
        level_follow=frozenset(data["level_follow"]),
        stop_characters=frozenset(data["stop_characters"]),
        plain_middles=frozenset(data["plain_middles"]),
        stop_words=tuple(data["stop_words"]),
        commission_stops=tuple(data["commission_stops"]),
        commission_verbs=tuple(data["commission_verbs"]),
        commission_words=tuple(data["commission_words"]),
        centres=tuple(data["centres"]),
        below_stops=tuple(data["below_stops"]),
    )


@cache
def plain_surnames() -> frozenset[str]:
    """Single characters that are read as a surname wherever a name may stand."""
    data = yaml.safe_load((files("kb") / "data" / "surnames.yaml").read_text(encoding="utf-8"))
    return frozenset(data["plain"]) - {" "}


@cache
def line_surnames() -> frozenset[str]:
    """Those, and doubtful ones that are no lead-in (施, not 由), as read where a line begins with a name."""
    data = yaml.safe_load((files("kb") / "data" / "surnames.yaml").read_text(encoding="utf-8"))
    return plain_surnames() | (frozenset(data["doubtful"]) - {" "} - context().lead)


def continues(text: str, end: int, name: str) -> bool:
    """Whether what follows `end` makes `name` (the characters before) a part of another word: 省政府采购网."""
    endings = context().follow
    longest = next(ending for ending in _endings() if name.endswith(ending))
    return text.startswith(endings[longest] + endings[""], end) or NUMBER.match(text, end) is not None


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(context().follow, key=len, reverse=True))
