"""Who issued a report by its own words: who made it, who answers for it, who does what its sentences tell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kb.agencies.find import candidates
from kb.agencies.towns import town_office
from kb.agencies.zones import own_sites, zone_office

PREFACE = 1500
"""Within how many characters a report says who made it."""
TOLD = 4000
"""Within how many characters its sentences are looked at."""
COMPILED = re.compile(
    r"""
    报告?由(?P<maker>[一-鿿]{4,30}?)(?:(?:负责|组织|牵头)?(?:编制|编写|撰写)|根据|按照|依据)   # 本报告由某市教育局办公室编制
    |由(?P<sum>[一-鿿]{4,30}?)(?:综合|汇总|根据|依据)[^。]{0,90}?编制而成   # 由市政府办公厅综合各区人民政府的年度报告编制而成
    |责任主体】?[:：]?\s?(?P<owner>[一-鿿]{4,30})(?=[。；\n])   # 【责任主体】某市交通运输局。
    |[，,]由(?P<by>[一-鿿]{4,30}?)(?:负责|组织|牵头)?(?:编制|编写|撰写)的?[^，,。]{0,24}(?:信息公开[^，,。]{0,8}报告|年度报告|年报)   # 根据《条例》要求，由某镇人民政府编制的…年度报告
    |报告[^。\n]{0,60}[，,]由(?P<done>[一-鿿]{4,30}?)(?:负责|组织|牵头)?(?:编制|编写|撰写)(?:而成|完成)   # 本报告根据《条例》要求，由某镇人民政府编制完成
    |(?:疑问|疑义|信息|情况|咨询|了解)的?[，,]?(?:敬?请|欢迎|可以|可)(?:直接)?(?:与|联系[:：]?|致电)(?P<asked>[一-鿿]{4,30}?)(?:联系|咨询|[（(，,。：:])   # 如有疑问，请与某市教育局联系
    """,
    re.VERBOSE,
)
"""Who made a report or answers questions about it, in its preface."""
OFFICE = re.compile(
    r"(?:(?:政府信息|信息|政务)公开(?:工作)?领导小组(?:办公室)?|(?:党政|综合|政务公开|信息公开){0,2}办公?室?)$"
)
"""The group or office of a town or a zone, which answers for it there."""
BRANCH = re.compile(r"人民政府(?=[一-鿿]{2,8}(?:镇|乡|街道|苏木)$)")
"""A county's government before its town's name (某区人民政府|某镇)."""
TITLE = re.compile("《([^《》]{4,40})》")
SUBJECT = re.compile(
    r"""
    (?:^|[。\n；，])\s?(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）)?
    (?:(?:19|20)\d\d年(?:度|来|以来|，|,)*)?(?P<who>[一-鿿]{2,20}?)
    (?=以|认真|严格|坚持|按照|根据|高度|深入|全面|积极|持续|始终|主要|共|不断|进一步|依托|围绕|紧紧|切实|在|未|没有|收到|接到|通过|没|政府信息公开|政务公开|主动公开|是主管|是负责|共计)
    """,
    re.VERBOSE,
)
"""Of whom a sentence tells what it did in the year: 2022年，县人社局严格按照…"""
SELF = re.compile("我(?P<head>[局厅委办院馆站所校镇乡街]|苏木)(?![道村级域区容校长员门分队])")
"""In the issuer's own words what kind it is."""
REGION_SELF = re.compile("我(?P<level>[省市县区旗州盟])(?![区场域属直内民级容])")
"""In a government's own words what division it is of."""
OTHER_SELF = re.compile(r"本(?:单位|中心|部门)|我(?:校|中心|单位|部门)")
"""In the words of an issuer that is no government, though it speaks of 我市."""
HELPS = "[一-鿿]{0,4}(?:配合|协助|支持)"
"""After a subject that only helps the issuer: 市财政局积极配合."""
GUEST = re.compile(r"[^，。；\n]{0,6}我校")
"""After a school that is another's: 某大学来我校交流."""
ZONE_SELF = re.compile("我[区委]|管委会")
SCHOOLS = ("大学", "学院", "学校", "中学", "小学")
HEADS = {"校": SCHOOLS, "委": ("委", "委员会"), "办": ("办", "办公室", "办公厅"), "街": ("街", "街道", "办事处"), "镇": ("镇", "政府"), "乡": ("乡", "政府"), "苏木": ("苏木", "政府")}  # fmt: skip


def makers(text: str) -> Iterator[str]:
    """Who made the report or answers questions about it, as its preface says."""
    if preface := COMPILED.search(text[:PREFACE]):
        named = next(filter(None, preface.group("maker", "sum", "owner", "by", "done", "asked")))
        whole = OFFICE.sub("", named)
        yield _office_of(BRANCH.sub("", whole)) or named.removesuffix("办公室")
        yield whole


def _office_of(place: str) -> str | None:
    """The office of a town or a zone that is all of `place`, or `None`."""
    return town_office(place) or zone_office(place)


def subjects(text: str) -> Iterator[str]:
    """Of whom the sentences of a report tell what was done, where they tell it of one."""
    told_of: set[str] = set()
    kinds = Counter(own["head"] for own in SELF.finditer(text))
    kind = max(sorted(kinds), key=lambda head: kinds[head], default="")
    for told in SUBJECT.finditer(text[:TOLD]):
        who = told["who"]
        if who.endswith(HEADS.get(kind, (kind,))) and (_is_agency(who) or _office_of(who)):
            told_of.add(who)
    if kind == "校":
        told_of.update(_schools(text))
    yield from _alone(who for who in told_of if not re.search(who + HELPS, text))
    if len(sites := own_sites(text)) == 1 and ZONE_SELF.search(text):
        yield sites[0] + "管理委员会"
    if kinds or OTHER_SELF.search(text):
        return
    yield from _alone(_governments(text))
    levels = {own["level"] for own in REGION_SELF.finditer(text)}
    if len(levels) == 1:
        yield levels.pop() + "人民政府"


def _governments(text: str) -> Iterator[str]:
    """The governments of which the sentences of a report tell, where it speaks of no bureau of its own."""
    for told in SUBJECT.finditer(text[:TOLD]):
        found = candidates(told["who"])
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(told["who"]):
            yield from [told["who"]] if found[0].template == "{}人民政府" else ()


def _schools(text: str) -> Iterator[str]:
    """The names of schools in a text and at the heads of the titles that it cites (《某大学章程》)."""
    for words in (text, *TITLE.findall(text)):
        found = (one for one in candidates(words) if one.group == "institution")
        printed = (words[one.start : one.end] for one in found if not GUEST.match(words, one.end))
        yield from (name for name in printed if name.endswith(SCHOOLS))


def _alone(told: Iterable[str]) -> Iterator[str]:
    """The longest form of the one name that all of `told` are; of two, either may be one that is only mentioned."""
    names = sorted(set(told))
    longest = (max((name for name in names if _shortens(who, name)), key=len, default=who) for who in names)
    wholes = {_office_of(whole) or whole for whole in longest}
    yield from wholes if len(wholes) == 1 else ()


def _shortens(short: str, name: str) -> bool:
    """Whether `name` begins as `short` does and has all its characters in their order (某经开区管委会), or ends so."""
    rest = iter(name)
    return name.endswith(short) or (name[:2] == short[:2] and all(c in rest for c in short))


def _is_agency(words: str) -> bool:
    """Whether words are one agency's name and nothing else, and no government's or committee's own."""
    found = candidates(words)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))
    return whole and found[0].rule not in ("direct", "party")
