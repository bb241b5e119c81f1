"""All agencies of a document: candidates by registry and grammar, the longest kept, then resolved."""

import re
from dataclasses import replace
from functools import lru_cache

from corpus.model import Document
from corpus.script import View, view_of
from kb.agencies.agreement import agreed
from kb.agencies.branches import local_branch
from kb.agencies.candidate import Candidate
from kb.agencies.central import central_names
from kb.agencies.commissions import commission_names
from kb.agencies.coordination import coordinated, shared
from kb.agencies.grammar import local_names
from kb.agencies.resolve import resolve
from kb.agencies.schools import school_names
from kb.agencies.selves import self_names
from kb.agencies.titles import outside_titles
from kb.agencies.towns import town_names
from kb.agencies.units import unit_names
from kb.agencies.zones import zone_names
from kb.model import AgencyMention, Profile
from kb.viewing import printed

PLACE = re.compile(r"[《〈]?(?:\d{4}年度?)?(?P<place>[一-鿿]{2,20}?)(?=\d{4}年|政府|人民政府)")
"""The region at the head of a report's title."""
LOOSE = ("free", "commission")
"""Rules that take words on trust."""


@lru_cache(maxsize=4)
def candidates(text: str) -> tuple[Candidate, ...]:
    """Every place of `text` that may name an agency, in order, none inside another."""
    readers = (central_names, local_names, commission_names, town_names, school_names, zone_names)
    found = [_with_branch(text, one) for reader in readers for one in reader(text)]
    return shared(text, coordinated(text, outside_titles(text, longest(found))))


def _with_branch(text: str, one: Candidate) -> Candidate:
    """A local bureau's name with that of its branch (市公安局|高新区分局)."""
    local = one.rule in ("department", "free") and one.template.endswith(("局", "委员会"))
    branch = local_branch(text, one.end) if local else None
    return replace(one, end=branch.end(), template=one.template + branch[0], rule="branch") if branch else one


def longest(found: list[Candidate]) -> tuple[Candidate, ...]:
    """Of candidates that overlap the longest; of equals the one whose region is told.

    A name with unknown words in its middle gives way to a registered one that it touches.
    """
    sure = {at: c.start for c in found if c.rule == "registry" and not c.bare for at in range(c.start, c.end)}
    held = [
        c
        for c in found
        if c.rule not in LOOSE or {sure.get(a, c.start) for a in range(c.start, c.end)} == {c.start}
    ]
    rank = sorted(held, key=_rank)
    kept: dict[int, Candidate] = {}
    taken: set[int] = set()
    for one in rank:
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept[one.start] = one
    return tuple(kept[start] for start in sorted(kept))


def _rank(one: Candidate) -> tuple[int, bool, bool, bool, int]:
    """Longer names first; of equals registered ones and towns, then those with a region, then the grammar's."""
    sure = one.rule == "town" or (one.rule == "registry" and not one.bare)
    return one.start - one.end, not sure, one.left is None, one.bare, one.start


def _disjoint(mentions: list[AgencyMention]) -> tuple[AgencyMention, ...]:
    """The mentions in order, without those that begin inside the one before."""
    kept: list[AgencyMention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def find_agencies(document: Document, profile: Profile) -> tuple[AgencyMention, ...]:
    """The places that name an agency, in order, none overlapping, each with its full official name or open.

    A relative name (市教育局, 我局) is resolved by the issuer and region of `profile`; what these leave open
    has `name` None. Generic groups (各省人民政府, 有关部门) are left out.
    """
    view = view_of(document.text)
    text = view.text
    found = ((one, resolve(text, one, profile)) for one in candidates(text))
    pairs = [(one, mention) for one, mention in found if mention is not None]
    named = [*agreed(pairs, profile), *self_names(text, profile)]
    named += _by_title(document, view, profile, {mention.name for mention in named})
    disjoint = _disjoint([*named, *unit_names(text, named, profile)])
    return tuple(printed(document.text, view, mention) for mention in disjoint)


def _by_title(document: Document, view: View, profile: Profile, told: set[str | None]) -> list[AgencyMention]:
    """The government that only the title of its report names, by its region (花马池镇|2022年政府信息公开工作年度报告)."""
    span = document.meta.spans.get("title")
    if (
        profile.basis != "title region"
        or len(profile.agencies) != 1
        or profile.agencies[0] in told
        or not span
    ):
        return []
    span = view.inward(span)
    place = PLACE.match(view.text, span.start, span.end)
    if place is None:
        return []
    start, end = place.span("place")
    return [AgencyMention(start, end, place["place"], "title", profile.agencies[0])]
