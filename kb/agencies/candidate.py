"""A place that may name an agency, before the document's issuer and region are looked at."""

from dataclasses import dataclass, replace
from functools import cache

from kb.agencies.left import Left
from kb.agencies.lexicon import Group
from kb.regions.table import Region, divisions, named, rows, shortened


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters `start`:`end` that name an agency.

    `template` is the official name with {} for the region (no {} where it is complete); `left` is what stood
    before it (`None`: a bare name, 教育局); `bare` marks a central organ's short form that could be local too.
    """

    start: int
    end: int
    template: str
    rule: str
    group: Group = "organ"
    left: Left | None = None
    bare: bool = False

    def under(self, left: Left) -> "Candidate":
        """The same name under another's region or level word (省教育厅、财政厅)."""
        return replace(
            self, left=Left(self.start, left.chain, left.level, left.short), bare=False, rule="coordination"
        )


def full_name(name: str) -> str:
    """A short region name in full where only one division of its widest level bears it (山东 → 山东省)."""
    found = named(name)
    return (
        found[0].name
        if len({region.path for region in found if region.until is None} or found) == 1
        else name
    )


def display(chain: tuple[str, ...]) -> str:
    """The region as an official name begins with it.

    The city without its province, the county without its city; districts keep their city (武汉市江夏区).
    """
    names = [full_name(name) for name in chain]
    leaf = names[-1]
    if len(names) > 1 and leaf.endswith("区") and not leaf.endswith("自治区"):
        return names[-2] + leaf
    return leaf


def regions_of(chain: tuple[str, ...]) -> tuple[Region, ...]:
    """The divisions that the printed chain can mean: those whose path holds all its names."""
    names = [full_name(name) for name in chain]
    return tuple(r for r in named(chain[-1]) if all(name in r.path for name in names[:-1]))


@cache
def _offices() -> frozenset[str]:
    """Provinces and the cities whose governments have a 办公厅, not a 办公室."""
    cities = next(names for kind, names, _ in rows("prefixes.tsv") if kind == "office")
    return frozenset([*(r.name for r in divisions() if r.level == "province"), *cities.split("、")])


def complete(template: str, region: str) -> str:
    """The official name for a region.

    {} is the region, {short} its name without suffix (青岛海关), {office} 办公厅 or 办公室 and {police} 公安厅 or
    公安局 as its rank wants. The committee of an autonomous region is its 党委.
    """
    if region.endswith("自治区"):
        template = template.replace("中共{}委", "{}党委")
    office = "办公厅" if region in _offices() else "办公室"
    police = "公安厅" if region.endswith(("省", "自治区")) else "公安局"
    return template.format(region, short=shortened(region), office=office, police=police)
