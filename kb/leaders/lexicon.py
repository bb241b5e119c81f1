"""Posts, surnames and the words around names, as data (`kb/data/posts.yaml`, `kb/data/surnames.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick
import yaml

from kb.spotting import word_automaton


def read(name: str) -> Any:
    """A data file of the room, parsed."""
    return yaml.safe_load(files("kb.data").joinpath(name).read_text(encoding="utf-8"))


def joined(words: list[str] | frozenset[str]) -> str:
    """An alternation of words, the longest first, so that the longest is matched."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Surnames:
    """`plain` and `doubtful` single surnames, those `listed` only in rows of lists, `compound` ones, `given` the
    usual characters of given names, `words` common two-character words that begin with a surname, `mongolian`
    the names that are put together from parts (布和巴特尔)."""

    plain: frozenset[str]
    doubtful: frozenset[str]
    listed: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    words: frozenset[str]
    mongolian: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Posts:
    """The lexicon of posts; see the comments in the data file for each part.

    `cores` finds the posts without what stands before them, where `not_after` does not follow, `core` does so
    at one place; `before` are the prefixes that end at a core's start;
    `after_name` weighs what follows a name, `before_name` what stands before one, `appoint` the verbs that
    give a post, `label` the post that heads a list row.
    """

    cores: ahocorasick.Automaton
    not_after: re.Pattern[str]
    core: re.Pattern[str]
    before: re.Pattern[str]
    after_name: re.Pattern[str]
    weights: dict[str, int]
    before_name: re.Pattern[str]
    appoint: re.Pattern[str]
    appoint_end: re.Pattern[str]
    group: frozenset[str]
    labels: frozenset[str]
    titles: frozenset[str]
    heads: dict[str, tuple[str, ...]]
    fixed: dict[str, str | None]
    boundary: frozenset[str]
    organs: frozenset[str]
    not_names: frozenset[str]


@cache
def surnames() -> Surnames:
    """The surnames."""
    data = read("surnames.yaml")
    characters = {
        part: frozenset("".join(data[part].split())) for part in ("plain", "doubtful", "listed", "given")
    }
    lines = files("kb.data").joinpath("surname_words.txt").read_text(encoding="utf-8").splitlines()
    words = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    compound = frozenset(data["compound"])
    mongolian = re.compile(rf"(?:{joined(data['mongolian'])}){{2,3}}")
    return Surnames(compound=compound, words=words - compound, mongolian=mongolian, **characters)


@cache
def posts() -> Posts:
    """The posts."""
    data = read("posts.yaml")
    cores = [*data["home"], *data["ranks"], *data["group"], *data["titles"]]
    weights = {word: weight for weight, words in data["after_name"].items() for word in words}
    appoint = joined(data["appoint"])
    not_after = joined(data["not_after"])
    return Posts(
        cores=word_automaton(cores),
        not_after=re.compile(not_after),
        core=re.compile(rf"(?:{joined(cores)})(?!{not_after})"),
        before=re.compile(rf"(?:[一二三四]级|{joined(data['prefixes'])}){{1,3}}\Z"),
        after_name=re.compile(joined(list(weights))),
        weights=weights,
        before_name=re.compile(rf"(?:{joined(data['before_name'])})\Z"),
        appoint=re.compile(rf"(?!任命(?!为))(?:{appoint})"),
        appoint_end=re.compile(rf"(?:分别|已?被)?(?:{appoint})\Z"),
        group=frozenset(data["group"]),
        labels=frozenset(data["labels"]),
        titles=frozenset(data["titles"]),
        heads={post: tuple(suffixes) for post, suffixes in data["heads"].items()},
        fixed=dict(data["fixed"]),
        boundary=frozenset(data["boundary"]),
        organs=frozenset(data["organs"]),
        not_names=frozenset(data["not_names"]),
    )
