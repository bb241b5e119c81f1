"""The document's own fields after resolution: who issued it, as a full official name, and for which region."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Document
from corpus.script import view_of
from kb.agencies.branches import place_of
from kb.agencies.candidate import Candidate, regions_of
from kb.agencies.coordination import JOINT
from kb.agencies.find import candidates
from kb.agencies.prefixes import issuer_of_number
from kb.agencies.resolve import resolve
from kb.agencies.towns import counties, town_in, town_office
from kb.agencies.zones import homes, zone_office
from kb.model import Profile
from kb.regions.evidence import CONTACT_WEIGHT, evidence, likely, nearest
from kb.regions.find import region_names
from kb.regions.table import full_names
from kb.regions.table import resolve as resolve_region
from kb.subject import makers, subjects

REPRESENTS = re.compile(
    r"我(?:谨)?(?:受|代表)(?P<who>[^，,。；]{2,20}?)(?:委托)?[，,]?向(?:大会|本次|会议|各位)"
)
"""A work report is the government's for which its speaker stands: 我代表市人民政府，向大会报告工作."""
ASSEMBLY = re.compile(r"在(?P<region>[一-鿿]{2,16}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
"""Before which a work report was read; it is that region's government's."""
LEAD = re.compile(r"^[《〈]?(?:\d{4}年(?:度)?)?")
GOVERNMENT_REPORT = re.compile(
    r"(?P<region>[一-鿿]{2,20}?)(?:人民政府)?(?:\d{4}年?(?:度)?)?(?P<own>政府(?:信息公开|工作报告)|政务公开)"
)
OFFICE = re.compile(r"(?:(?:党政)?(?:综合)?办公[室厅]|党组)(?=\d{4}年|$|[、\s])")
"""After an agency's name: its office or party group, where that issued the document (山东省教育厅办公室关于…)."""
SEVERAL = 3
"""How many names of one level (市财政局, 市教育局) show that a document is of that level."""
TAIL = 600
"""How far from the end a signature may stand, or from the beginning, in characters."""
DATE_LINE = re.compile(r"\s*[（(]?\d{4}年\d{1,2}月\d{1,2}日")


Told = tuple[tuple[str, ...], tuple[str, ...], str | None]
"""Agencies, region path, and by which rule they were told."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who is said to have issued the document: the words, and by which rule they were found."""

    words: str
    basis: str


def profile(document: Document) -> Profile:
    """The document's title, issuer, region and dates; agency and region are `None` and () where undecidable."""
    document = replace(document, text=view_of(document.text).text)
    meta = document.meta
    told = (_resolved(document, issuer) for issuer in _issuers(document))
    agencies, region, basis = next(filter(None, told), None) or _town_alone(document) or _titled(document)
    return Profile(
        title=meta.title,
        agency="、".join(agencies) or None,
        agencies=agencies,
        region=tuple(meta.region) or region,
        year=meta.year,
        type=meta.type,
        number=meta.number,
        date=meta.date,
        basis=basis,
    )


def _town_alone(document: Document) -> Told | None:
    """A town's office whose county is not told, by its own name (迎宾路街道办事处)."""
    heads = ((_leading(issuer.words), issuer.basis) for issuer in _issuers(document))
    towns = ((found[0].template, basis) for found, basis in heads if found and found[0].rule == "town")
    name, basis = next(towns, ("{}", ""))
    return None if "{}" in name else ((name,), (), basis)


def _titled(document: Document) -> Told:
    """No agency, but the region that the title begins with (青岛市房屋使用安全条例), () if none."""
    title = document.meta.title or ""
    words = LEAD.sub("", title)
    chain: tuple[str, ...] = ()
    for start, name in region_names(words):
        if start != len("".join(chain)):
            break
        chain = (*chain, name)
    if not chain:
        return _amid_title(document, words) or _by_names(document)
    told = _one(document, {region.path for region in regions_of(chain)}, chain)
    return ((), told, "title region") if told else ((), (), None)


def _amid_title(document: Document, words: str) -> Told | None:
    """No agency, but the one division that the title names and the text time and again (应急预案—和田市总体应急预案)."""
    names = [name for _, name in region_names(words)]
    told = resolve_region(names[0]) if len(names) == 1 and names[0] in full_names() else None
    return ((), told.path, "title region") if told and document.text.count(names[0]) >= SEVERAL else None


def _by_names(document: Document) -> Told:
    """No agency, but the region that the text points to, of the level that its names give (市财政局): several names, or a site."""
    levels = Counter(one.left.level for one in candidates(document.text) if one.left and one.left.level)
    level = max(sorted(levels), key=lambda word: levels[word], default="")
    region = likely(document, (level,)) if level else None
    sure = region and (levels[level] >= SEVERAL or evidence(document)[region] >= CONTACT_WEIGHT)
    return ((), region, "names") if region and sure else ((), (), None)


def _issuers(document: Document) -> Iterator[Issuer]:
    """What may name the issuer, the surest first."""
    meta = document.meta
    yield from _reporters(document)
    if meta.title:
        yield Issuer(_head(meta.title), "title")
    if government := _government(document):
        yield Issuer(government, "title region")
    if meta.issuer:
        yield Issuer(zone_office(meta.issuer) or meta.issuer, "issuer")
    for line in _signatures(document):
        yield Issuer(line, "signature")
    yield from (Issuer(words, "preface") for words in makers(document.text))
    if meta.number:
        names = issuer_of_number(meta.number, titles=meta.title, region=tuple(meta.region))
        yield from (Issuer(name, "number") for name in names if len(names) == 1)
    if meta.type == "annual_report" or meta.title is None:
        yield from (Issuer(words, "subject") for words in subjects(document.text))


def _reporters(document: Document) -> Iterator[Issuer]:
    """The government whose work report this is, by its speaker or by the assembly before which it was read."""
    title = document.meta.title or ""
    spoken = REPRESENTS.search(document.text[:3000])
    if spoken and (document.meta.type == "work_report" or "工作报告" in title):
        yield Issuer(spoken["who"], "speaker")
    assembly = ASSEMBLY.search(document.text[:TAIL])
    if assembly and "政府工作报告" in title:
        yield Issuer(assembly["region"] + "人民政府", "assembly")


def _government(document: Document) -> str | None:
    """The government that issued a report titled by its region alone (盐池县2020年政府信息公开年度报告)."""
    title = LEAD.sub("", document.meta.title or "")
    report = GOVERNMENT_REPORT.match(title)
    if report is None:
        return None
    region = report["region"]
    found = region_names(region)
    if town_in(region):
        return town_office(region)
    above = report["own"] != "政务公开" and found and found[0][0] == 0  # its office writes of 政务公开
    return region + "人民政府" if above else None


def _head(title: str) -> str:
    """The part of a title before 关于 (or all of it), where its issuers stand."""
    return title.split("关于", 1)[0] if "关于" in title else title


def _signatures(document: Document) -> Iterator[str]:
    """Short lines right before a date line near the end or under the title, the last first."""
    lines = [*document.text[:TAIL].splitlines(), "", *document.text[-TAIL:].splitlines()]
    for above, line in reversed(list(pairwise(lines))):
        name = above.strip()
        if DATE_LINE.match(line) and len(name) >= 4:
            found = sorted(candidates(name), key=lambda one: one.start)
            if found and found[0].start > 2 and found[-1].end == len(name):
                yield name[found[-1].start :]  # of a line that was joined to the sentence before it
            elif len(name) <= 30:
                yield name


def _resolved(document: Document, issuer: Issuer) -> Told | None:
    """Full names and region of the agencies that the issuer's words begin with, if they can be told."""
    found = _leading(issuer.words)
    if not found:
        return None
    region = _region(document, found)
    if region is None:
        return None
    meta = document.meta
    known = Profile(region=region, year=meta.year, date=meta.date)
    names = [_named(issuer, one, known) for one in found]
    told = tuple(dict.fromkeys(_with_city(document, name, region) for name in names if name))
    return (told, region, issuer.basis) if told else None


def _with_city(document: Document, name: str, region: tuple[str, ...]) -> str:
    """A district's agency with its city, where the document prints it so (武汉市|新洲区人民政府)."""
    leaf = region[-1] if len(region) > 1 else ""
    full = region[-2] + name if leaf.endswith("区") and name.startswith(leaf) else name
    return full if full in document.text else name


def _named(issuer: Issuer, one: Candidate, known: Profile) -> str | None:
    """The full name of an agency among the issuer's words, with its office if that issued the document."""
    mention = resolve(issuer.words, one, known)
    if mention is None or mention.name is None:
        return None
    office = OFFICE.match(issuer.words, one.end)
    party = "中共" if office and office[0] == "党组" else ""
    return party + mention.name + office[0] if office else mention.name


def _leading(words: str) -> list[Candidate]:
    """The candidates in a row at the head of the issuer's words."""
    row: list[Candidate] = []
    for one in candidates(words):
        gap = words[row[-1].end : one.start] if row else words[: one.start]
        if one.group not in ("organ", "institution", "commission") or (row and not JOINT.fullmatch(gap)):
            break
        if not row and len(gap) > 5:
            break
        row.append(one)
    return row


def _region(document: Document, found: list[Candidate]) -> tuple[str, ...] | None:
    """The region of the first agency whose region is told; () for a central body; `None` if open."""
    first = next((one for one in found if one.left), None)
    if first is None and found[0].rule == "town":
        return nearest(document, counties(found[0].template))
    if first is None and found[0].rule == "zone":
        return _of_zone(document, found[0].template)
    if first is None or first.left is None:
        return (place_of(found[0].template) or ()) if found[0].rule == "branch" else ()
    if first.left.chain and first.rule == "free" and first.template.endswith("管理委员会"):
        return _of_zone(document, "".join(first.left.chain) + first.template.removeprefix("{}"))
    if first.left.chain:
        chain = _deeper(first)
        regions = {r.path[:-1] if r.level == "zone" else r.path for r in regions_of(chain)}
        regions = (regions & set(counties(first.template.removeprefix("{}")))) or regions
        path = _one(document, regions, chain)
        return place_of(first.template, path) or path if path and first.rule == "branch" else path
    level = first.left.level
    return likely(document, (level,)) or _of_issuer(document, level) or _of_namesake(document, first)


def _of_issuer(document: Document, level: str) -> tuple[str, ...] | None:
    """The region of this level that the printed issuer names (市教育局 on the page of 青岛市人民政府), or `None`."""
    first = next(iter(_leading(document.meta.issuer or "")), None)
    chain = first.left.chain if first and first.left else ()
    path = chain and _one(document, {region.path for region in regions_of(chain)}, chain)
    depth = next((n for n in range(len(path or ()), 0, -1) if path and path[n - 1].endswith(level)), 0)
    return path[:depth] if path and depth else None


def _of_namesake(document: Document, relative: Candidate) -> tuple[str, ...] | None:
    """The region of the one agency of the same name that the text has in full (市城市管理局, 《泰安市城市管理局基本目录》)."""
    full = (
        one.left.chain for one in candidates(document.text) if one.template == relative.template and one.left
    )
    chains = set(filter(None, full))
    chain = chains.pop() if len(chains) == 1 else ()
    level = relative.left.level if relative.left else ""
    fits = chain and chain[-1].endswith(level)
    return _one(document, {region.path for region in regions_of(chain)}, chain) if fits else None


def _deeper(one: Candidate) -> tuple[str, ...]:
    """The chain of regions on the left, with those that a name of its own begins with (重庆市|九龙坡区|二郎街道办事处)."""
    chain = one.left.chain if one.left else ()
    at, rest = 0, one.template.removeprefix("{}")
    if one.left and one.left.short and rest.startswith("市"):
        rest = rest[1:]  # 温州|市鹿城区山福镇人民政府
    for start, name in region_names(rest) if one.rule == "free" else ():
        if start != at or not regions_of((*chain, name)):
            break
        chain, at = (*chain, name), at + len(name)
    return chain


def _of_zone(document: Document, name: str) -> tuple[str, ...] | None:
    """The division whose name a zone's begins with (宁波国家高新区), else the city that the text points to."""
    paths = homes(name)
    return nearest(document, paths) if paths else likely(document, ("市",))


def _one(document: Document, paths: set[tuple[str, ...]], chain: tuple[str, ...]) -> tuple[str, ...] | None:
    """The one path of several for a printed chain: today's before past ones, else what the text points to."""
    if len(paths) == 1:
        return next(iter(paths))
    told = resolve_region(chain[-1], (), document.meta.year)
    if told and (not paths or told.path in paths):
        return told.path
    wider = [likely(document, (path[-2],)) for path in sorted(paths) if len(path) > 1]
    near = [path for path in sorted(paths) if path[:-1] in wider]
    return near[0] if len(near) == 1 else None
