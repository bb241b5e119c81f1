"""The first pass: which names the corpus uses, and which of them are one and the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.model import AgencyMention, Extract, PolicyMention
from kb.policies import number_key, title_key

agency_groups = frozenset({"organ", "institution", "commission"})
"""The groups that are agencies in their own right; units (办公室) and firms or media are not."""


@dataclass(slots=True)
class Names:
    """What the extracts name, gathered document by document.

    `titles`: title key → how each printed form of it was spelt, counted; `numbers`: 文号 key → the title keys
    printed beside it; `works`: title key → the documents whose own title it is; `posts`: person → the agencies
    whose posts they hold; `agencies`: all full names; `regions`: the ways to write a region → their paths.
    """

    titles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    works: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    posts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    agencies: set[str] = field(default_factory=set)
    regions: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))

    def title(self, name: str) -> str:
        """The form that stands for all spellings of a title: the commonest, then the longest, then by order."""
        return self._form(title_key(name)) or name

    def _form(self, key: str) -> str | None:
        forms = self.titles.get(key)
        return min(forms, key=lambda form: (-forms[form], -len(form), form)) if forms else None

    def title_of_number(self, number: str) -> str | None:
        """The one title that the corpus prints beside a number; `None` if there is none or more than one."""
        keys = self.numbers.get(number_key(number), set())
        return self._form(next(iter(keys))) if len(keys) == 1 else None

    def document_of(self, title: str) -> str | None:
        """The one document whose own title this is."""
        works = self.works.get(title_key(title), set())
        return next(iter(works)) if len(works) == 1 else None

    def parent(self, agency: str) -> str | None:
        """The longest other agency's full name that this one begins with: 国务院办公厅 is part of 国务院."""
        heads = (agency[:end] for end in range(len(agency) - 1, 2, -1))
        return next((head for head in heads if head in self.agencies), None)

    def region_of(self, agency: str) -> tuple[str, ...] | None:
        """The region an agency's full name begins with, if the corpus knows exactly one so written."""
        heads = (agency[:end] for end in range(len(agency) - 1, 1, -1))
        paths = next((self.regions[head] for head in heads if head in self.regions), set())
        return next(iter(paths)) if len(paths) == 1 else None

    def home_of(self, person: str) -> str | None:
        """The one agency whose posts a person of this name holds in the corpus; `None` if none or several."""
        agencies = self.posts.get(person, set())
        return next(iter(agencies)) if len(agencies) == 1 else None


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
                names.posts[leader.name].add(leader.agency)
    return names


def _own(names: Names, extract: Extract) -> None:
    profile = extract.profile
    names.agencies.update(profile.agencies)
    _region(names, profile.region)
    if profile.title:
        key = title_key(profile.title)
        names.titles[key][profile.title] += 1
        names.works[key].add(extract.document_id)
        if profile.number:
            names.numbers[number_key(profile.number)].add(key)


def _agency(names: Names, agency: AgencyMention) -> None:
    if agency.name and agency.group in agency_groups:
        names.agencies.add(agency.name)


def _policy(names: Names, policy: PolicyMention) -> None:
    if policy.name is None:
        return
    names.titles[title_key(policy.name)][policy.name] += 1
    if policy.number:
        names.numbers[number_key(policy.number)].add(title_key(policy.name))


def _region(names: Names, path: tuple[str, ...]) -> None:
    for depth in range(1, len(path) + 1):
        for start in range(depth):
            names.regions["".join(path[start:depth])].add(path[:depth])
