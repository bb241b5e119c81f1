"""The first pass: which names the corpus uses, and which of them are one and the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kb.model import AgencyMention, Extract, PolicyMention
from kb.policies import number_key, title_key

agency_groups = frozenset({"organ", "institution", "commission"})
"""The groups that are agencies in their own right; units (办公室) and firms or media are not."""


T = TypeVar("T")


class Sole(dict[str, T | None]):
    """For each key the one value that was noted for it, `None` if there were several: all that is ever asked."""

    def note(self, key: str, value: T) -> None:
        """Note a value."""
        if self.setdefault(key, value) != value:
            self[key] = None


@dataclass(slots=True)
class Names:
    """What the extracts name, gathered document by document; names are all of a corpus that is held in memory.

    `spelt`: each printed form of a title, counted; `forms`: title key → its forms; `numbers`: 文号 key → the key of
    the title printed beside it; `works`: title key → the document whose own title it is; `posts`: person → the
    agency whose posts they hold; `agencies`: all full names; `regions`: the ways to write a region → its path.
    """

    spelt: Counter[str] = field(default_factory=Counter)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Sole[str] = field(default_factory=Sole)
    works: Sole[str] = field(default_factory=Sole)
    posts: Sole[str] = field(default_factory=Sole)
    agencies: set[str] = field(default_factory=set)
    regions: Sole[tuple[str, ...]] = field(default_factory=Sole)

    def title(self, name: str) -> str:
        """The form that stands for all spellings of a title: the commonest, then the longest, then by order."""
        return self._form(title_key(name)) or name

    def _form(self, key: str) -> str | None:
        forms, spelt = self.forms.get(key, ()), self.spelt
        return min(forms, key=lambda form: (-spelt[form], -len(form), form), default=None)

    def title_of_number(self, number: str) -> str | None:
        """The one title that the corpus prints beside a number; `None` if there is none or more than one."""
        key = self.numbers.get(number_key(number))
        return self._form(key) if key is not None else None

    def document_of(self, title: str) -> str | None:
        """The one document whose own title this is."""
        return self.works.get(title_key(title))

    def parent(self, agency: str) -> str | None:
        """The longest other agency's full name that this one begins with: 国务院办公厅 is part of 国务院."""
        heads = (agency[:end] for end in range(len(agency) - 1, 2, -1))
        return next((head for head in heads if head in self.agencies), None)

    def region_of(self, agency: str) -> tuple[str, ...] | None:
        """The region an agency's full name begins with, if the corpus knows exactly one so written."""
        heads = (agency[:end] for end in range(len(agency) - 1, 1, -1))
        return next((self.regions[head] for head in heads if head in self.regions), None)

    def home_of(self, person: str) -> str | None:
        """The one agency whose posts a person of this name holds in the corpus; `None` if none or several."""
        return self.posts.get(person)

    def has_namesakes(self, person: str) -> bool:
        """Whether people of this name hold posts of several agencies."""
        return person in self.posts and self.posts[person] is None


def gather(extracts: Iterable[Extract]) -> Names:
    """All names of the corpus."""
    names = Names()
    for extract in extracts:
        _own(names, extract)
        for agency in extract.agencies:
            _agency(names, agency)
        for policy in extract.policies:
            _policy(names, policy)
        for region in extract.regions:
            _region(names, region.path)
        for leader in extract.leaders:
            if leader.name and leader.agency:
                names.posts.note(leader.name, leader.agency)
    return names


def _own(names: Names, extract: Extract) -> None:
    profile = extract.profile
    names.agencies.update(profile.agencies)
    _region(names, profile.region)
    if profile.title:
        key = _title(names, profile.title)
        names.works.note(key, extract.document_id)
        if profile.number:
            names.numbers.note(number_key(profile.number), key)


def _agency(names: Names, agency: AgencyMention) -> None:
    if agency.name and agency.group in agency_groups:
        names.agencies.add(agency.name)


def _policy(names: Names, policy: PolicyMention) -> None:
    if policy.name is None:
        return
    key = _title(names, policy.name)
    if policy.number:
        names.numbers.note(number_key(policy.number), key)


def _title(names: Names, form: str) -> str:
    """Count a printed form of a title; gives the key that its spellings share."""
    key = title_key(form)
    if form not in names.spelt:
        names.forms[key] = (*names.forms.get(key, ()), form)
    names.spelt[form] += 1
    return key


def _region(names: Names, path: tuple[str, ...]) -> None:
    for depth in range(1, len(path) + 1):
        for start in range(depth):
            names.regions.note("".join(path[start:depth]), path[:depth])
