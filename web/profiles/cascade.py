"""How a policy runs down the levels: who cites it first at each, and how many days after its date."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from typing import Literal

from kb.model import Entity
from kb.policies.laws import known, version_at
from kb.store.rows import Summary
from web.library import Visit
from web.profiles.citing import documents_citing
from web.profiles.documents import agencies

LEVELS = ("central", "province", "city", "county", "town")
_NUMBER_YEAR = re.compile(r"[〔\[［（(](?P<year>(?:19|20)\d\d)[〕\]］）)]")

Basis = Literal["text", "registry", "number"]


@dataclass(frozen=True, slots=True)
class Origin:
    """When a policy was issued: between `first` and `last`, the same day if it is known; by its text here, the
    registry of laws, or the year in its number."""

    first: date
    last: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from the policy to a document that cites it, least and most, the same if the day is known."""

    document: Summary
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Level:
    """What a level has: agencies and documents that cite, of them those with a date; the first of those; the
    lags of all, least first, and their median."""

    name: str
    agencies: int
    documents: int
    dated: int
    first: Summary | None
    lags: tuple[Lag, ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class Cascade:
    """The levels that cite, widest first; `origins` the dates of the policy that lags count from."""

    levels: tuple[Level, ...]
    origins: tuple[Origin, ...]


def cascade(here: Visit, policy: Entity) -> Cascade:
    """The cascade of a policy over all documents that cite it."""
    citing = [here.documents[key] for key in documents_citing(here, [policy.id])]
    own = _own_date(here, policy)
    by_level = sorted((s for s in citing if s.agency), key=lambda s: (_depth(s), s.date or "9", s.id))
    levels = tuple(
        _level(LEVELS[depth], list(some), policy, own) for depth, some in groupby(by_level, key=_depth)
    )
    dated = (origin(policy, s.date, own) for s in by_level if s.date)
    found = sorted({o for o in dated if o}, key=lambda o: o.first)
    return Cascade(levels, tuple(found))


def _depth(summary: Summary) -> int:
    return min(len(summary.region), len(LEVELS) - 1)


def _own_date(here: Visit, policy: Entity) -> str | None:
    held = policy.facts.get("document")
    return here.documents[held].date if held and held in here.documents else None


def origin(policy: Entity, cited: str, own: str | None) -> Origin | None:
    """The date of a policy as a document of the date `cited` (ISO) means it: its text's, of a law the version
    then in force, else the year in its number; `None` if nothing tells it."""
    law = known(policy.name)
    version = version_at(law, cited) if law else None
    told: tuple[str | None, Basis] = (own, "text") if own else (version[0] if version else None, "registry")
    if told[0]:
        day = date.fromisoformat(told[0])
        return Origin(day, day, told[1])
    year = _NUMBER_YEAR.search(policy.facts.get("number", ""))
    return Origin(date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31), "number") if year else None


def _level(name: str, some: Sequence[Summary], policy: Entity, own: str | None) -> Level:
    lags = sorted(_lags(some, policy, own), key=lambda lag: (lag.least, lag.document.id))
    return Level(
        name=name,
        agencies=len({agency for summary in some for agency in agencies(summary)}),
        documents=len(some),
        dated=sum(summary.date is not None for summary in some),
        first=some[0] if some[0].date else None,
        lags=tuple(lags),
        median=median((lag.least + lag.most) / 2 for lag in lags) if lags else None,
    )


def _lags(some: Iterable[Summary], policy: Entity, own: str | None) -> Iterator[Lag]:
    for summary in some:
        since = origin(policy, summary.date, own) if summary.date else None
        if since and summary.date:
            day = date.fromisoformat(summary.date)
            yield Lag(summary, (day - since.last).days, (day - since.first).days)
