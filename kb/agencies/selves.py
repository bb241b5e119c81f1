"""The issuer in its own words: 我局, 我厅, 本机关."""

import re

from kb.model import AgencyMention, Profile

SELF = re.compile(
    r"(?:我|本)(?P<head>局|厅|委|办|院|署|部|馆|中心|校)(?![校长员门分队级署里内法理公])|本(?:行政)?机关(?!不掌握)"
)


TOWN = re.compile(
    r"(?<![一-鿿])(?:镇|乡|苏木)(?:人民)?政府|(?<![一-鿿])街道办事处|我(?:镇|乡|街道|苏木)(?!村|级|域|区|容)"
)
"""A town's government in its own words; 镇政府 only where a word begins."""
TOWN_OFFICE = re.compile(r"(?:镇|乡|苏木)人民政府$|街道办事处$")


ZONE = re.compile(
    r"(?:^|(?<=[\s和与由向在经对及为受、，。的（]))(?P<kind>新区|开发区|高新区|经开区|示范区|度假区)管委会"
)
"""The administration of the zone whose department issued the document (新区管委会)."""


def _of_zone(kind: str, profile: Profile) -> str | None:
    """The administration of the zone of this kind that the one issuer's name begins with (兰州新区|卫生健康委员会)."""
    own = re.match(rf"[一-鿿]{{2,8}}?{kind}", profile.agencies[0]) if len(profile.agencies) == 1 else None
    return own[0] + "管理委员会" if own else None


def self_names(text: str, profile: Profile) -> list[AgencyMention]:
    """Each place where the issuer speaks of itself; open where several issued it or the head does not fit.

    本机关 and the like mean anyone in a statute, so they count only where the issuer is known.
    """
    found = [
        AgencyMention(m.start(), m.end(), m[0], "self", _issuer(m["head"], profile))
        for m in SELF.finditer(text)
        if profile.agency or m[0][0] == "我"
    ]
    printed = ZONE.finditer(text) if "区管委会" in text else ()
    zones = ((m, _of_zone(m["kind"], profile)) for m in printed)
    found += [AgencyMention(m.start(), m.end(), m[0], "self", name) for m, name in zones if name]
    if len(profile.agencies) == 1 and TOWN_OFFICE.search(profile.agencies[0]):
        own = profile.agencies[0]
        found += [AgencyMention(m.start(), m.end(), m[0], "self", own) for m in TOWN.finditer(text)]
    return found


def _issuer(head: str | None, profile: Profile) -> str | None:
    if len(profile.agencies) != 1:
        return None
    name = profile.agencies[0]
    ends = {"委": ("委员会", "委"), "办": ("办公室", "办公厅")}.get(head or "", (head or "",))
    return name if name.endswith(ends) else None
