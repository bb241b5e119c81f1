"""Which documents cite which policies: what is cited together, and which agencies do not cite."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from kb.model import Entity
from kb.store.rows import Summary
from web import links
from web.library import Visit
from web.profiles.documents import agencies

TOGETHER = 12
"""Policies listed that are cited together with one."""


@dataclass(frozen=True, slots=True)
class Index:
    """The policies that each document cites, and the documents that cite each policy, by ids; how often each
    agency cites each policy."""

    policies: Mapping[str, frozenset[str]]
    documents: Mapping[str, frozenset[str]]
    places: Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Together:
    """A policy cited in `documents` documents that cite another too; `share` of those that cite either."""

    entity: Entity
    documents: int
    share: float
    url: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Of `total` agencies with documents here, how many cite; `silent` are the others with their documents."""

    total: int
    citing: int
    silent: tuple[tuple[str, tuple[Summary, ...]], ...]


def index_of(here: Visit) -> Index:
    """The index of this state."""
    return cast("Index", here.kept("citing", lambda: _index(here)))


def _index(here: Visit) -> Index:
    policies: defaultdict[str, set[str]] = defaultdict(set)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, target, document, count in here.snapshot.ends("cites"):
        policies[document].add(target)
        documents[target].add(document)
        places[source][target] += count
    return Index(
        {key: frozenset(some) for key, some in policies.items()},
        {key: frozenset(some) for key, some in documents.items()},
        places,
    )


def documents_citing(here: Visit, policies: Iterable[str]) -> frozenset[str]:
    """The documents that cite all of these policies."""
    found = [index_of(here).documents.get(key, frozenset()) for key in policies]
    return frozenset.intersection(*found) if found else frozenset()


def together(here: Visit, policy: str) -> tuple[Together, ...]:
    """The policies cited together with one, most documents first."""
    index = index_of(here)
    own = index.documents.get(policy, frozenset())
    counts = Counter(other for key in own for other in index.policies[key] if other != policy)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOGETHER]
    return tuple(
        Together(
            here.entity(other),
            count,
            count / len(own | index.documents[other]),
            links.with_query("/citing", {"policy": [policy, other]}),
        )
        for other, count in ranked
    )


def silence(summaries: Sequence[Summary], citing: Collection[str]) -> Silence:
    """Which of the agencies that issued `summaries` have none among the documents `citing`."""
    held: defaultdict[str, list[Summary]] = defaultdict(list)
    for summary in summaries:
        for agency in agencies(summary):
            held[agency].append(summary)
    silent = {agency: some for agency, some in held.items() if not any(s.id in citing for s in some)}
    return Silence(len(held), len(held) - len(silent), tuple((a, tuple(silent[a])) for a in sorted(silent)))
