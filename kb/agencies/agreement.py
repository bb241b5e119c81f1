"""Short names made to agree with the full ones that the same document prints.

市文旅局 beside 淮安市文化广电和旅游局 is that bureau, not a 文化和旅游局; a group's name without its beginning
(全国污染源普查领导小组) is the group whose whole name stands elsewhere.
"""

import re
from dataclasses import replace

from kb.agencies.candidate import Candidate
from kb.model import AgencyMention, Profile
from kb.regions.table import full_names, lies_in

Pair = tuple[Candidate, AgencyMention]
SHORT_ZONE = re.compile("经开区|高新区|开发区")
LONGEST_DIVISION = 15
"""Length of the longest names of counties (积石山保安族东乡族撒拉族自治县)."""
SHORTENED = ("department", "coordination", "listed")
"""Rules whose names may be written out from a short form."""


def agreed(pairs: list[Pair], profile: Profile) -> list[AgencyMention]:
    """The mentions, short names replaced by the one full name of the document that they shorten."""
    full = {m.name for c, m in pairs if m.name and m.text.endswith(c.template.removeprefix("{}"))}
    sure = {m.name for c, m in pairs if m.name and c.left and c.left.chain} | set(profile.agencies)
    plain = {_joined(name): name for name in sorted(sure, reverse=True)}
    full -= {name for name in full - sure if _joined(name) in plain}
    groups = {m.name for _, m in pairs if m.name and m.group == "commission"}
    zones = {m.name for c, m in pairs if m.name and c.rule == "zone"}
    known = frozenset(full | zones | set(profile.agencies))
    return [_agree(c, m, known, frozenset(groups), profile) for c, m in pairs]


def _agree(
    one: Candidate, mention: AgencyMention, full: frozenset[str], groups: frozenset[str], profile: Profile
) -> AgencyMention:
    if mention.text.endswith("分局") and (issuer := _own_branch(one, mention, profile)):
        return replace(mention, name=issuer)
    if one.rule == "town" and (office := _of_town(one, mention, full)):
        return replace(mention, name=office)
    if one.rule == "zone" and (office := _of_zone(mention.name or "", full)):
        return replace(mention, name=office)
    if mention.name is None or (mention.name in full and mention.group != "commission"):
        return mention
    if mention.rule in SHORTENED:
        meant = {name for name in full if _shortens(one, mention, name)}
    else:
        meant = {name for name in groups if mention.group == "commission" and _ends(name, mention.name)}
    return replace(mention, name=meant.pop()) if len(meant) == 1 else mention


def _of_town(one: Candidate, mention: AgencyMention, full: frozenset[str]) -> str | None:
    """The one longer name of a town's office that the document prints: 某区人民政府华侨路街道办事处."""
    own = one.template.removeprefix("{}")
    region = (mention.name or "").removesuffix(own)
    longer = {n for n in full if n != mention.name and n.startswith(region) and n.endswith(own)}
    return longer.pop() if len(longer) == 1 else None


def _of_zone(short: str, full: frozenset[str]) -> str | None:
    """The one administration whose zone a short name means: 番禺经济技术开发区管理委员会 of 番禺经开区管理委员会."""
    kind = SHORT_ZONE.search(short)
    place = short[: kind.start()] if kind else ""
    meant = {n for n in full if place and n != short and n.startswith(place) and _holds(n, short)}
    return meant.pop() if len(meant) == 1 else None


def _holds(name: str, short: str) -> bool:
    """Whether `name` has all the characters of `short` in their order."""
    rest = iter(name)
    return all(c in rest for c in short)


def _shortens(one: Candidate, mention: AgencyMention, name: str) -> bool:
    """Whether `name` has the mention's region and head, and all its printed characters in their order."""
    region = (mention.name or "").removesuffix(one.template.removeprefix("{}"))
    left = one.left.chain or (one.left.level,) if one.left and one.rule != "coordination" else ()
    printed = mention.text.removeprefix("".join(left))
    city, own, core = name.partition(region)
    return (
        bool(own)
        and (not city or city.endswith("市"))
        and not _of_part(core, region)
        and name[-1] == (mention.name or "")[-1]
        and _holds(core, printed[:-1])
    )


def _of_part(core: str, region: str) -> bool:
    """Whether what follows the region begins with one of its parts: 某市|某区市场监督管理局 is not 某市's bureau."""
    heads = (core[:n] for n in range(2, LONGEST_DIVISION + 1))
    return any(head in full_names() and lies_in(head, region) for head in heads)


def _own_branch(one: Candidate, mention: AgencyMention, profile: Profile) -> str | None:
    """The issuing branch, of which a document speaks without its place (市生态环境分局)."""
    if one.left is None or one.left.chain or len(profile.agencies) != 1:
        return None
    fits = profile.agencies[0].endswith("分局") and _holds(profile.agencies[0], mention.text[1:])
    return profile.agencies[0] if fits else None


def _joined(name: str) -> str:
    """The name without what relative names leave out (市文化旅游局; 法制办公室 for 某区人民政府法制办公室)."""
    return re.sub("[和与及]|人民政府(?=.)", "", name)


def _ends(name: str, short: str) -> bool:
    return name != short and name.endswith(short) and short.startswith(("全国", "国家"))
