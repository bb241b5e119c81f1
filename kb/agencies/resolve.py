"""From a candidate to a mention: the full official name by the document's own region and year."""

from kb.agencies.candidate import Candidate, complete, display
from kb.agencies.registry import official
from kb.model import AgencyMention, Profile

ENDINGS = {
    "省": ("省",), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "旗": ("旗",), "盟": ("盟",),
    "自治区": ("自治区",), "自治州": ("自治州",), "自治县": ("自治县",), "自治旗": ("自治旗",),
}  # fmt: skip


def own_region(level: str, path: tuple[str, ...]) -> str | None:
    """The division of `path` that a level word means: the narrowest with that ending (市 in 枣庄市/滕州市: 滕州市)."""
    fits = [name for name in path if name.endswith(ENDINGS[level])]
    if level in ("区", "县"):
        narrow = [name for name in fits if name != path[0]]
        fits = narrow or (fits if level == "区" else [])
    return fits[-1] if fits else None


def resolve(text: str, one: Candidate, profile: Profile) -> AgencyMention | None:
    """The mention for a candidate; `None` for a generic name that means no agency here."""
    printed = text[one.start : one.end]
    if one.left is not None:
        name = _local(one, profile, printed)
        generic = name is None and bool(profile.agency)
        return None if generic else AgencyMention(one.start, one.end, printed, one.rule, name, one.group)
    if one.rule == "registry":
        return _central(one, profile, printed)
    if one.rule == "bare":
        return None
    return AgencyMention(one.start, one.end, printed, one.rule, one.template, one.group)


def _local(one: Candidate, profile: Profile, printed: str) -> str | None:
    left = one.left
    if left is None:
        return None
    if left.chain:
        keep = left.short and one.rule in ("institution", "free")
        return complete(one.template, "".join(left.chain) if keep else display(left.chain))
    region = own_region(left.level, profile.region)
    return region and complete(one.template, region)


def _central(one: Candidate, profile: Profile, printed: str) -> AgencyMention | None:
    if one.bare and profile.region:
        return None
    year = int(profile.date[:4]) if profile.date else profile.year
    organ = official(one.template, year)
    if organ is None:
        return None
    return AgencyMention(one.start, one.end, printed, one.rule, organ.name, organ.group)
