"""The registry of central organs: official names, short forms, and who followed whom.

Data: `kb/data/agencies.tsv` (its header names the reforms it follows).
"""

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick

from kb.agencies.lexicon import Group
from kb.regions.table import rows
from kb.spotting import word_automaton

QUALIFIED = re.compile(r"^(?:国(?!资委)|中|全|最高|军委|解放军|共青团)|总局$|[^局委办会]$|[银证保电]监会$")


@dataclass(frozen=True, slots=True)
class Organ:
    """A central organ: official `name`, the years it bore that name (open ends are `None`), its successors."""

    name: str
    shorts: tuple[str, ...]
    since: int | None
    until: int | None
    successors: tuple[str, ...]
    group: Group

    def existed(self, year: int) -> bool:
        """Whether it bore this name in `year`; the years of its making and its end count."""
        return (self.since or 0) <= year <= (self.until or 9999)


@cache
def organs() -> tuple[Organ, ...]:
    """All central organs in the order of the registry."""
    return tuple(
        Organ(
            name,
            tuple(filter(None, shorts.split("、"))),
            int(since) if since else None,
            int(until) if until else None,
            tuple(filter(None, successors.split("、"))),
            group,  # type: ignore[arg-type]
        )
        for name, shorts, since, until, successors, group in rows("agencies.tsv")
    )


@cache
def by_name() -> dict[str, tuple[Organ, ...]]:
    """Official name or short form → the organs that bear or bore it."""
    table: dict[str, tuple[Organ, ...]] = {}
    for organ in organs():
        for name in (organ.name, *organ.shorts):
            table[name] = (*table.get(name, ()), organ)
    return table


@cache
def automaton() -> ahocorasick.Automaton:
    """Finds official names and short forms."""
    return word_automaton(by_name())


@cache
def bare(name: str) -> bool:
    """Whether `name` could as well be a local department without its region (统计局, 发展改革委)."""
    official_too = any(organ.name == name for organ in by_name().get(name, ()))
    return not official_too and QUALIFIED.search(name) is None


def official(name: str, year: int | None) -> Organ | None:
    """The organ that `name` meant in `year` (广电总局 in 2015: 国家新闻出版广电总局), or `None` if open.

    Without a year, or where none existed then, the latest one is meant.
    """
    found = by_name().get(name, ())
    exact = [organ for organ in found if organ.name == name]
    if exact:
        return exact[0]
    then = [organ for organ in found if year is not None and organ.existed(year)]
    if then:
        return max(then, key=lambda o: o.since or 0)
    return max(found, key=lambda o: o.until or 9999, default=None)
