"""Where a text names divisions: full names, short names that are no words of their own, level words never."""

import re
from functools import cache

import ahocorasick

from corpus.model import Document
from kb.model import Profile, RegionMention
from kb.regions.table import full_names, named, plain_names, resolve, short_names
from kb.spotting import longest_words, word_automaton

INSIDE = re.compile(r"[路街道巷镇乡村桥站湖山江河港湾寺庙楼店厂]")
"""A character that makes the name before it a part of a longer place name: 青岛路, 北京路, 济南站."""


@cache
def _automaton() -> ahocorasick.Automaton:
    shorts = (name for name in short_names() if name not in plain_names())
    return word_automaton((*full_names(), *shorts))


def region_names(text: str) -> list[tuple[int, str]]:
    """(start, name) of each name of a division in `text`, leftmost and longest first, none inside another."""
    found = longest_words(_automaton(), text)
    return [(start, name) for start, name in found if not INSIDE.match(text, start + len(name))]


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
