"""Where a text names divisions: full names, short names that are no words of their own, level words never."""

from collections.abc import Iterator
from functools import cache

import ahocorasick

from corpus.model import Document
from kb.model import Profile, RegionMention
from kb.regions.boundary import heads_line, stands
from kb.regions.table import full_names, lies_beside, lies_in, named, plain_kind, resolve, short_names
from kb.spotting import longest_words, word_automaton


@cache
def _automaton() -> ahocorasick.Automaton:
    shorts = (name for name in short_names() if name not in plain_kind())
    return word_automaton((*full_names(), *shorts))


def region_names(text: str) -> list[tuple[int, str]]:
    """(start, name) of each name of a division in `text`, leftmost and longest first, none inside another.

    A name that is a common word too (市区, 市中区) counts only right after the name of what it lies in, or in
    a row with its neighbours (历下区、市中区).
    """
    return list(_standing(text))


def _standing(text: str) -> Iterator[tuple[int, str]]:
    end, before = 0, ""
    for start, name in longest_words(_automaton(), text):
        if not stands(text, start, name):
            continue
        told = name not in plain_kind() or _told(name, before, text[end:start])
        if not told and (plain_kind()[name] == "after" or not heads_line(text, start, name)):
            continue
        yield start, name
        end, before = start + len(name), name


def _told(name: str, before: str, gap: str) -> bool:
    """Whether the name found before, with only `gap` between, tells that a common word is a name here."""
    return lies_in(name, before) if not gap else gap == "、" and lies_beside(name, before)


def find_regions(document: Document, profile: Profile) -> tuple[RegionMention, ...]:
    """The places that name a division, in order, each with its path, or open where several bear the name.

    A name of several divisions (鼓楼区) is the one in the document's own region, or below the division
    named right before it (南京市鼓楼区).
    """
    mentions: list[RegionMention] = []
    for start, name in region_names(document.text):
        before = mentions[-1] if mentions and mentions[-1].end == start else None
        context = before.path if before and before.path else profile.region
        region = resolve(name, context, profile.year)
        rule = "full" if name in full_names() else "short"
        told = (region.name, region.path) if region else (None, ())
        if region is None and not named(name):
            continue
        mentions.append(RegionMention(start, start + len(name), name, rule, *told))
    return tuple(mentions)
