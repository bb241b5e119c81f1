"""From a candidate to a mention: the full official name by the document's own region and year."""

import re

from kb.agencies.addressed import yours
from kb.agencies.candidate import Candidate, complete, display
from kb.agencies.registry import official
from kb.agencies.towns import counties
from kb.model import AgencyMention, Profile

PEERS = re.compile(r"[各省市县区州旗盟乡镇][、和及或与（(]{1,2}$|各$")
"""Before a level word: a row of levels, which names a class of agencies (省、市、县人民政府; 各市人民政府)."""
OWN_ROW = re.compile(r"(?:国家|中央)、(?:省|自治区|市|州)、(?:市、)?$")
"""Before a committee: those above the document's own, of which each is just one (国家、自治区、|盟委)."""
PEER_ZONES = re.compile(r"各[一-鿿]{1,8}[、和及]$")
"""Before a zone's kind: others, which make it one of them (各综保区、|景区管委会)."""
LISTED = re.compile(r"(?:^|[：:（(、，\n\t])\s?$")
"""Before a bare name in a government's own paper: the start of a list of those responsible."""
FOUNDED = re.compile(r"(?:成立|设立|组建)了?$")
"""Before a bare name: the issuer's own new unit (成立了|新闻办)."""
TOWN = re.compile(r"(?:镇|乡|苏木)人民政府|街道办事处")
TAX_MERGED = 2018
"""The year in which 国税 and 地税 became bureaus named 国家税务总局…税务局 (国税地税征管体制改革方案)."""
GOVERNMENTS = ("人民政府", "人民政府办公厅", "人民政府办公室", "委", "委办公厅", "委办公室")


def own_region(level: str, profile: Profile) -> str | None:
    """The division that a level word means: the narrowest of the document's with that ending.

    市 in a document of 枣庄市/滕州市 is 滕州市; 区 is the district, else the autonomous region. A district
    is named with its city where the issuer names it so.
    """
    path = profile.region
    fits = [name for name in path if name.endswith(("地区", "盟") if level == "地区" else level)]
    if level in ("区", "县"):
        narrow = [name for name in fits if name != path[0]]
        fits = narrow or (fits if level == "区" else [])
    if not fits:
        return None
    above = path[path.index(fits[-1]) - 1] if path.index(fits[-1]) else ""
    return above + fits[-1] if above and above + fits[-1] in (profile.agency or "") else fits[-1]


def resolve(text: str, one: Candidate, profile: Profile) -> AgencyMention | None:
    """The mention for a candidate; `None` for a generic name that means no agency here."""
    printed = text[one.start : one.end]
    if one.left is not None:
        row = [own_region(level, profile) for level in one.left.row]
        if any(name is None or name.endswith("自治区") for name in row):
            return None
        if (
            one.left.level
            and not one.left.row
            and one.rule != "coordination"
            and PEERS.search(text, max(0, one.start - 3), one.start)
            and not (one.rule == "party" and OWN_ROW.search(text, max(0, one.start - 9), one.start))
        ):
            return None
        place = yours(text, one.left.start, one.left.level) if one.left.level else None
        name = complete(_then(one.template, profile), place) if place else _local(one, profile)
        generic = name is None and bool(profile.agency or profile.region or profile.type == "law")
        return None if generic else AgencyMention(one.start, one.end, printed, one.rule, name, one.group)
    if one.rule in ("registry", "bare"):
        if FOUNDED.search(text, max(0, one.start - 3), one.start) and (one.bare or one.rule == "bare"):
            return None
        return _central(one, profile, printed) or _listed(text, one, profile, printed)
    name = _town(one.template, profile) if one.rule == "town" else one.template
    return AgencyMention(one.start, one.end, printed, one.rule, name, one.group)


def _town(name: str, profile: Profile) -> str:
    """A town's office with its county, where the document's region tells which of its name it is."""
    own = [
        path for path in counties(name) if profile.region and path[: len(profile.region)] == profile.region
    ]
    return display(own[0][-2:]) + name if len(own) == 1 else name


def _local(one: Candidate, profile: Profile) -> str | None:
    left, template = one.left, _then(one.template, profile)
    if left is None:
        return None
    if left.chain:
        keep = left.short and one.rule in ("institution", "free")
        return complete(template, "".join(left.chain) if keep else display(left.chain))
    region = own_region(left.level, profile)
    return region and complete(template, region)


def _then(template: str, profile: Profile) -> str:
    """The official form in the document's year (税务局: 国家税务总局…税务局 since the bureaus merged)."""
    merged = template == "{}税务局" and (profile.year or 0) > TAX_MERGED
    return "国家税务总局" + template if merged else template


def _listed(text: str, one: Candidate, profile: Profile, printed: str) -> AgencyMention | None:
    """A bare department in a list in its own government's paper (责任单位：教育局、公安局)."""
    own = profile.region and profile.agency and profile.agency.endswith(GOVERNMENTS)
    own = own and not TOWN.search(profile.agency or "")
    if not own or "{}" not in one.template:
        return None
    if not (_in_list(text, one) or _provincial(text, one, profile)):
        return None
    if printed.endswith("厅") and len(profile.region) > 1:
        return None
    if printed.endswith("管委会") and PEER_ZONES.search(text, max(0, one.start - 10), one.start):
        return None
    home = own_region(profile.region[-1][-1], profile) or profile.region[-1]
    name = complete(_then(one.template, profile), home)
    return AgencyMention(one.start, one.end, printed, "listed", name, one.group)


def _provincial(text: str, one: Candidate, profile: Profile) -> bool:
    """Whether a bare 厅 in its province's own paper is the province's, wherever it stands (设在|财政厅; not 各省|财政厅)."""
    alone = text[one.start - 1 : one.start] not in tuple("各省区市等属该外") and not text.startswith(
        "（局）", one.end
    )
    return len(profile.region) == 1 and one.template.endswith("厅") and alone


def _in_list(text: str, one: Candidate) -> bool:
    """Whether a name stands in a list of those responsible (not of subjects: 妇联32条)."""
    return (
        bool(LISTED.search(text, max(0, one.start - 2), one.start))
        and not text[one.end : one.end + 1].isdigit()
    )


def _central(one: Candidate, profile: Profile, printed: str) -> AgencyMention | None:
    """A registered organ; a short form that could be local (统计局) only in a central body's paper."""
    if (one.bare or one.rule == "bare") and (profile.region or not profile.agency):
        return None
    year = int(profile.date[:4]) if profile.date else profile.year
    organ = official(printed, year)
    if organ is None:
        return None
    return AgencyMention(one.start, one.end, printed, "registry", organ.name, organ.group)
