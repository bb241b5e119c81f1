"""Websites, portals, hotlines and platforms that bear names of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.model import AgencyMention
from kb.platforms.accounts import Found
from kb.platforms.again import again
from kb.platforms.kinds import ADDRESSED, BARE, Kind
from kb.platforms.lexicon import lexicon
from kb.platforms.surroundings import (
    Surroundings,
    brand_before,
    county_before,
    division_before,
    inside_quotes,
    quoted_before,
    region_before,
)
from kb.regions import shortened

RELATIVE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在过用由和及与的托于好对以从将把挥强化护])|(?<=其中))(?:(?:我|本)?(?P<suffix>[局厅委部院署办]|机关|单位|学校|学院|校)"
    r"|(?:我|本)部门|(?P<level>[省市县区州旗])(?P<bureau>[局厅委]))\Z"
)
"""The issuer by its last character, as 本机关 or with its level: 局官网, 厅门户网站, 本单位网站, 省局网站."""

LONGEST_MINISTRY = 10
"""The longest name of a ministry that is looked for before 门户网站, in characters."""

CHINA = re.compile(r"中国[·•]?\Z")
COUNTY = 3
"""A county's path has three parts: province, city, county."""

POSTED = re.compile(r"(?:共计?|全年|累计|主动){0,3}(?:公开|发布|更新)[^，。；\n]{0,12}\d")
"""A count of what a site published, right after it."""

ALONE = re.compile(r"(?:\A|[^\u4e00-\u9fff”\"]|[对在于从过用由和及与到将以])\Z")
"""Before a site's word that no name stands before."""

PREFACE = 600
"""Within how many characters a report without a title names itself."""

PROVINCE = re.compile(
    r"(?:[^\u4e00-\u9fff]|[在过用由和及与的托于好对以到从将把至等年挥强录]|\A)(?P<level>省|自治区)\Z"
)
"""The province by 省 alone."""

HONOUR = re.compile(r"[十百](?:佳|大|强|优)|优秀|先进|最|示范")
"""A title won (全市“十佳政策解读”网站), no site's name."""

STATION = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:站点|分站|站|旗舰店|分厅)")
URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]{3,200}")
AFTER_SITE = re.compile(r"[”\"]?(?:“[^“”\n]{1,20}”)?[（(]?(?:网址|域名|地址|网站)?(?:为|是)?[：:]?\s?")


def find_sites(around: Surroundings, kinds: list[Kind]) -> Iterator[Found]:
    """All platforms of `kinds` that are no accounts, in order; 网站 alone after a site that was named may be that one."""
    site: Found | None = None
    for kind in kinds:
        found = READERS[kind.sort](around, kind)
        if found is None:
            continue
        if site and found.name is None and again(around.text, site, kind):
            found = replace(found, name=site.name, owner=site.owner, rule=site.rule)
        site = found if found.name and kind.sort == "own_site" else site
        yield with_url(around.text, found)


def own_site(around: Surroundings, kind: Kind) -> Found:
    """An owner's one website: named in quotes, or after its owner; else unnamed."""
    text = around.text
    quoted = quoted_before(text, kind.start) or []
    if quoted and not HONOUR.match(text, quoted[-1].start):
        name = quoted[-1].of(text)
        owner = around.ends.get(quoted[-1].end)
        return Found(kind, name, quoted[-1].start - 1, kind.end, "quoted", owner.name if owner else None)
    told = (
        owned(around, kind)
        or of_china(around, kind)
        or of_government(around, kind)
        or of_issuer(around, kind)
        or of_brand(around, kind)
    )
    return told or Found(kind, None, kind.start, kind.end, "kind")


def is_report(around: Surroundings) -> bool:
    """Whether the document is a yearly report of an agency of itself, by its type or, without a title, by its preface."""
    named_so = around.profile.type is None and "年度报告" in around.text[:PREFACE]
    return around.profile.type == "annual_report" or named_so


def of_government(around: Surroundings, kind: Kind) -> Found | None:
    """政府门户网站 alone, or 政府网站 that posts, in the report of a county's agency: the county's."""
    region = around.profile.region
    posted = kind.word == "政府网站" and POSTED.match(around.text, kind.end)
    if not (kind.word == "政府门户网站" or posted):
        return None
    if len(region) < COUNTY or not is_report(around):
        return None
    government = around.told(f"{region[-1]}人民政府")
    if government is None or government.name is None:
        return None
    name = government.name + ("门户网站" if "门户网站" in around.text else "网站")
    return Found(kind, name, kind.start, kind.end, "owner", government.name)


def of_issuer(around: Surroundings, kind: Kind) -> Found | None:
    """官网 alone in an agency's own report, with no other's name before it: the issuer's."""
    issuer = around.profile.agencies[0] if around.profile.agencies else None
    own = issuer and is_report(around) and kind.word in ("官网", "官方网站")
    if not issuer or not own or not ALONE.search(around.text, max(0, kind.start - 2), kind.start):
        return None
    return Found(kind, issuer + kind.word, kind.start, kind.end, "owner", issuer)


def of_china(around: Surroundings, kind: Kind) -> Found | None:
    """A government's site by its old brand, 中国 and the division (中国福州门户网站)."""
    start = region_before(around.text, kind.start)
    brand = CHINA.search(around.text, max(0, start - 3), start) if start is not None else None
    if brand is None:
        return None
    return Found(kind, around.text[brand.start() : kind.start], brand.start(), kind.end, "brand")


def of_brand(around: Surroundings, kind: Kind) -> Found | None:
    """A site named by a division and a field (温州水利网站)."""
    brand = brand_before(around.text, kind.start, frozenset())
    governs = brand is not None and brand.of(around.text).endswith(("政府", "政务"))
    return (
        Found(kind, brand.of(around.text), brand.start, kind.end, "brand") if brand and not governs else None
    )


def owned(around: Surroundings, kind: Kind) -> Found | None:
    """A site after the agency that runs it (省文化和旅游厅官网), or after 局, 本机关 for the issuer's."""
    mention, word = around.owner_before(kind.start), kind.word
    start = mention.start if mention else kind.start
    if mention is None and word.startswith("门户"):
        mention, start = ministry_before(around, kind.start)
    if mention is None and word.startswith("政府"):
        at = kind.start - 2 if around.text.startswith("人民", kind.start - 2) else kind.start
        start, word = division_before(around.text, at), word.removeprefix("政府")
        start = start if start < at else kind.start
        mention = around.told(around.text[start : kind.start + 2]) if start < kind.start else None
    if mention is not None:
        name = mention.name + word if mention.name else None
        return Found(kind, name, start, kind.end, "owner", mention.name)
    issuer = around.profile.agencies[0] if around.profile.agencies else None
    relative = RELATIVE.search(around.text, max(0, kind.start - 4), kind.start)
    if relative and issuer and is_issuer(around, relative, issuer):
        return Found(kind, issuer + kind.word, relative.start(), kind.end, "owner", issuer)
    return None


def ministry_before(around: Surroundings, at: int) -> tuple[AgencyMention | None, int]:
    """The ministry that ends at `at` and where it begins, where 部门 hid it from the agencies' rules (工信部|门户网站)."""
    starts = range(max(0, at - LONGEST_MINISTRY), at - 1) if around.text.startswith("部", at - 1) else ()
    told = ((around.told(around.text[start:at]), start) for start in starts)
    return next(((one, start) for one, start in told if one and one.end == at - start), (None, at))


def is_issuer(around: Surroundings, relative: re.Match[str], issuer: str) -> bool:
    """Whether 局, 本机关 or 省局 is the issuer: the last character fits, and the level is that of its region."""
    if relative["bureau"]:
        region = around.profile.region
        return bool(region and region[-1].endswith(relative["level"]) and issuer.endswith(relative["bureau"]))
    suffix = relative["suffix"]
    return suffix is None or suffix in ("机关", "单位", "学校", "校") or issuer.endswith(suffix)


def special_site(around: Surroundings, kind: Kind) -> Found:
    """A site of its own name beside the owner's main one: 聊城市政府信息公开平台, “文旅山东英文网”."""
    text = around.text
    quoted = inside_quotes(text, kind.start, kind.end)
    if quoted:
        return Found(kind, quoted.of(text), quoted.start, quoted.end, "quoted")
    brand = brand_before(text, kind.start, frozenset())
    start = brand.start if brand else region_before(text, kind.start)
    start = county_before(text, kind.start) if start is None else start
    if start is not None:
        return Found(kind, text[start : kind.end], start, kind.end, "brand" if brand else "region")
    return owned(around, kind) or Found(kind, None, kind.start, kind.end, "kind")


def net(around: Surroundings, kind: Kind) -> Found | None:
    """A …网 whose name begins with a division (青岛政务网, 青岛农业信息网) or stands in quotes."""
    text = around.text
    if kind.word == BARE:
        return branded_net(around, kind) or (
            in_division(text, kind) if ADDRESSED.match(text, kind.start) else None
        )
    quoted = inside_quotes(text, kind.start, kind.end)
    if quoted:
        return Found(kind, quoted.of(text), quoted.start, quoted.end, "quoted")
    china = of_china(around, kind)
    if china is not None:
        return replace(china, name=text[china.start : kind.end])
    own = owned(around, kind) if kind.word == "政府网" else None
    if own is not None:
        return own
    return in_division(text, kind)


def branded_net(around: Surroundings, kind: Kind) -> Found | None:
    """网 after a division's name with a field (平安黄石网)."""
    brand = brand_before(around.text, kind.start, frozenset())
    name = around.text[brand.start : kind.end] if brand else None
    return Found(kind, name, brand.start, kind.end, "brand") if brand else None


def in_division(text: str, kind: Kind) -> Found | None:
    """A …网 whose name begins with a division, a few characters before it."""
    for gap in range(7):
        at = kind.start - gap
        if at < 2 or not re.fullmatch(r"[\u4e00-\u9fff]*", text[at : kind.start]):
            return None
        start = region_before(text, at)
        if start is not None:
            return Found(kind, text[start : kind.end], start, kind.end, "region")
    return None


def portal(around: Surroundings, kind: Kind) -> Found:
    """A service portal, named if a division, 全国 or 省 stands before it: 山东政务服务网青岛站, 省政务服务网."""
    text = around.text
    prefix = lexicon().portal_before.search(text, max(0, kind.start - 2), kind.start)
    start = prefix.start() if prefix else region_before(text, kind.start)
    if start is None:
        return of_province(around, kind) or Found(kind, None, kind.start, kind.end, "kind")
    station = STATION.match(text, kind.end)
    end = station.end() if station else kind.end
    return Found(kind, text[start:end], start, end, "region")


def of_province(around: Surroundings, kind: Kind) -> Found | None:
    """省政务服务网, 自治区政务服务网: the portal of the document's province, under its short name as the portals bear it."""
    level = PROVINCE.search(around.text, max(0, kind.start - 4), kind.start)
    region = around.profile.region
    if level is None or not region or not region[0].endswith(level["level"]):
        return None
    return Found(kind, shortened(region[0]) + kind.word, level.start("level"), kind.end, "region")


def named_site(_: Surroundings, kind: Kind) -> Found:
    """A platform whose name needs no word beside it."""
    return Found(kind, kind.word, kind.start, kind.end, "name", lexicon().owners.get(kind.word))


def hotline(around: Surroundings, kind: Kind) -> Found:
    """A hotline by its number or its known name; 服务热线 alone stays unnamed."""
    name = kind.of(around.text)
    unnamed = not name[:1].isdigit() and name in lexicon().generic
    quoted = inside_quotes(around.text, kind.start, kind.end)
    before = quoted_before(around.text, kind.start) if unnamed and not quoted else []
    if quoted and unnamed:
        return Found(kind, quoted.of(around.text), quoted.start, quoted.end, "quoted")
    if before:
        return Found(kind, before[-1].of(around.text), before[-1].start - 1, kind.end, "quoted")
    return Found(
        kind,
        None if unnamed else re.sub('[“”"]', "", name),
        kind.start,
        kind.end,
        "kind" if unnamed else "hotline",
    )


def with_url(text: str, found: Found) -> Found:
    """The platform with the address that stands in brackets after it, if one does."""
    between = AFTER_SITE.match(text, found.end)
    url = URL.match(text, between.end()) if between else None
    if url is None or found.kind.channel not in ("website", "service_portal"):
        return found
    return Found(
        found.kind, found.name, found.start, found.end, found.rule, found.owner, url[0].rstrip(".,;:!?'*&=")
    )


READERS = {
    "own_site": own_site,
    "special_site": special_site,
    "net": net,
    "portal": portal,
    "named": named_site,
    "hotline": hotline,
}
"""How each sort of word is read."""
