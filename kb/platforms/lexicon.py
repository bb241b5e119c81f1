"""The words for channels, sites, portals, hotlines and counts, as data (`kb/data/platforms.yaml`)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import ahocorasick
import yaml

from kb.model import Channel
from kb.spotting import word_automaton

Sort = Literal["account", "own_site", "special_site", "net", "portal", "named", "hotline"]
"""How a word names a platform: an account on a third party's, an owner's one site, a site or platform with a
name of its own, a …网 after a division, a service portal, a name that needs no word beside it, a hotline."""


def joined(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, so that the longest is matched."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


Measure = Literal["posts", "followers", "views"]
"""What a figure of a platform counts."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words`, every word with its sort and channel, found by `triggers`; see the data file for the rest."""

    words: dict[str, tuple[Sort, Channel]]
    triggers: ahocorasick.Automaton
    not_after: re.Pattern[str]
    not_site: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    furniture: re.Pattern[str]
    portal_before: re.Pattern[str]
    brand: re.Pattern[str]
    owners: dict[str, str]
    generic: frozenset[str]
    measure: re.Pattern[str]
    measures: dict[str, Measure]
    units: dict[Measure, frozenset[str]]
    excluded: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of platforms."""
    data = yaml.safe_load(files("kb.data").joinpath("platforms.yaml").read_text(encoding="utf-8"))
    words = dict(entries(data))
    measures = {word: measure for measure, group in data["measures"].items() for word in group}
    return Lexicon(
        words=words,
        triggers=word_automaton(words),
        not_after=re.compile(joined(data["not_after"])),
        not_site=re.compile(joined(data["not_site"])),
        before=re.compile(rf"(?:{joined(data['before'])}){{1,3}}\Z"),
        after=re.compile(rf"(?:{joined(data['after'])}){{1,3}}"),
        furniture=re.compile(joined(data["furniture"])),
        portal_before=re.compile(rf"(?:{joined(data['portal_before'])})\Z"),
        brand=re.compile(joined(data["brand"])),
        owners=dict(data["owners"]),
        generic=frozenset(data["hotline_generic"]),
        measure=re.compile(joined(measures)),
        measures=measures,
        units={measure: frozenset(units) for measure, units in data["units"].items()},
        excluded=re.compile(joined(data["excluded"])),
    )


def entries(data: Any) -> Iterable[tuple[str, tuple[Sort, Channel]]]:
    """Every word of the data with its sort and channel; a later sort wins."""
    plain: tuple[tuple[str, Sort, Channel], ...] = (
        ("own_site", "own_site", "website"),
        ("special_site", "special_site", "website"),
        ("nets", "net", "website"),
        ("portals", "portal", "service_portal"),
        ("hotline_words", "hotline", "hotline"),
        ("hotline_generic", "hotline", "hotline"),
    )
    for part, sort, channel in plain:
        yield from ((word, (sort, channel)) for word in data[part])
    grouped: tuple[tuple[str, Sort], ...] = (("accounts", "account"), ("named", "named"))
    for part, sort in grouped:
        for name, words in data[part].items():
            yield from ((word, (sort, name)) for word in words)
