"""The years in which a central organ bore its name, and who came before and after it.

All of it comes from the registry (`kb/data/agencies.tsv`), not from a document, and is to be shown as such.
"""

from dataclasses import dataclass
from functools import cache

from kb.agencies.registry import Organ, organs


@dataclass(frozen=True, slots=True)
class Term:
    """A name and the years in which it was borne; an open end is `None`."""

    name: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class History:
    """The term of a name, and the names directly before and after it, in the order of the registry."""

    term: Term
    predecessors: tuple[Term, ...]
    successors: tuple[Term, ...]


def history(name: str) -> History | None:
    """What the registry tells of the organ with this official name; `None` where it tells nothing.

    Short forms are not looked up: 广电总局 was the name of several organs.
    """
    organ = _by_official_name().get(name)
    if organ is None:
        return None
    before = tuple(_term(other) for other in organs() if name in other.successors)
    after = tuple(_term(_by_official_name()[key]) for key in organ.successors)
    told = organ.since or organ.until or before or after
    return History(_term(organ), before, after) if told else None


def _term(organ: Organ) -> Term:
    return Term(organ.name, organ.since, organ.until)


@cache
def _by_official_name() -> dict[str, Organ]:
    return {organ.name: organ for organ in organs()}
