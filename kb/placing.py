"""Which region a document is of, by the name of its issuer, by its title, by what its text goes on about."""

import re
from collections import Counter

from corpus.model import Document
from kb.agencies.branches import place_of
from kb.agencies.candidate import Candidate, regions_of
from kb.agencies.coordination import JOINT
from kb.agencies.find import candidates
from kb.agencies.towns import counties
from kb.agencies.zones import homes
from kb.regions.evidence import CONTACT_WEIGHT, evidence, likely, nearest
from kb.regions.find import region_names
from kb.regions.table import full_names
from kb.regions.table import resolve as resolve_region

LEAD = re.compile(r"^[《〈]?(?:\d{4}年(?:度)?)?")
"""Before the region in a title."""
TITLE = re.compile("《[^《》]{1,120}》")
OF_OTHERS = re.compile("学习|借鉴|参照|赴|考察|调研|交流|对口|支援|援助|帮扶|协作|合作")
"""In a title, before a division that is not the issuer's."""
OUR_OWN = re.compile(r"我[局委办厅院校单][^，。；\n]{0,12}?由$")
"""Before the organ that made what is the issuer's own (我局网站由某市人民政府统一建设)."""
SEVERAL = 3
"""How many names of one level (市财政局, 市教育局) show that a document is of that level."""

Path = tuple[str, ...]


def leading(words: str) -> list[Candidate]:
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


def region_of(document: Document, found: list[Candidate]) -> Path | None:
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
    return (
        likely(document, (level,))
        or _of_issuer(document, level)
        or _of_namesake(document, first)
        or _of_organs(document, level)
    )


def _of_issuer(document: Document, level: str) -> Path | None:
    """The region of this level that the printed issuer names (市教育局 on the page of 青岛市人民政府), or `None`."""
    first = next(iter(leading(document.meta.issuer or "")), None)
    chain = first.left.chain if first and first.left else ()
    path = chain and _one(document, {region.path for region in regions_of(chain)}, chain)
    depth = next((n for n in range(len(path or ()), 0, -1) if path and path[n - 1].endswith(level)), 0)
    return path[:depth] if path and depth else None


def _of_namesake(document: Document, relative: Candidate) -> Path | None:
    """The region of the one agency of the same name that the text has in full (市城市管理局, 《泰安市城市管理局基本目录》)."""
    full = (
        one.left.chain for one in candidates(document.text) if one.template == relative.template and one.left
    )
    chains = set(filter(None, full))
    chain = chains.pop() if len(chains) == 1 else ()
    level = relative.left.level if relative.left else ""
    fits = chain and chain[-1].endswith(level)
    return _one(document, {region.path for region in regions_of(chain)}, chain) if fits else None


def _of_organs(document: Document, level: str) -> Path | None:
    """The one division of this level whose organs made what is the issuer's own (我局网站由安顺市人民政府统一建设)."""
    text = TITLE.sub(lambda title: "〇" * len(title[0]), document.text)
    named = ((one.start, one.left.chain) for one in candidates(text) if one.left)
    whole = [(start, chain) for start, chain in named if chain and chain[-1].endswith(level)]
    ours = any(OUR_OWN.search(text[max(0, start - 20) : start]) for start, _ in whole)
    chains = {chain for _, chain in whole}
    chain = chains.pop() if ours and len(chains) == 1 else ()
    return _one(document, {region.path for region in regions_of(chain)}, chain) if chain else None


def namesake(document: Document, bare: Candidate) -> str | None:
    """The one full name in the text of an agency named without its region (住建局 → 安阳县住建局), as printed."""
    full = [
        one
        for one in candidates(document.text)
        if one.template == bare.template and one.left and one.left.chain
    ]
    names = {document.text[one.start : one.end] for one in full}
    return names.pop() if len(names) == 1 else None


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


def _of_zone(document: Document, name: str) -> Path | None:
    """The division whose name a zone's begins with (宁波国家高新区), else the city that the text points to."""
    paths = homes(name)
    return nearest(document, paths) if paths else likely(document, ("市",))


def _one(document: Document, paths: set[Path], chain: tuple[str, ...]) -> Path | None:
    """The one path of several for a printed chain: today's before past ones, else what the text points to."""
    if len(paths) == 1:
        return next(iter(paths))
    told = resolve_region(chain[-1], (), document.meta.year)
    if told and (not paths or told.path in paths):
        return told.path
    wider = [likely(document, (path[-2],)) for path in sorted(paths) if len(path) > 1]
    near = [path for path in sorted(paths) if path[:-1] in wider]
    return near[0] if len(near) == 1 else None


def titled_region(document: Document) -> tuple[Path, str | None]:
    """The region of a document without issuer, () if open, and the rule by which it was told.

    It is that with which the title begins (青岛市房屋使用安全条例), else the one that title and text go on about, else
    the one of the names in the text.
    """
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
    return (told, "title region") if told else ((), None)


def _amid_title(document: Document, words: str) -> tuple[Path, str] | None:
    """The one division that the title names and the text time and again (应急预案—和田市总体应急预案)."""
    places = region_names(words)
    names = [name for start, name in places if not OF_OTHERS.search(words, 0, start)]
    names = names if len(names) == len(places) else []
    told = resolve_region(names[0]) if len(names) == 1 and names[0] in full_names() else None
    return (told.path, "title region") if told and document.text.count(names[0]) >= SEVERAL else None


def main_level(document: Document) -> tuple[str, int]:
    """The level word that most relative names of the text begin with (市财政局, 市教育局), and how many do; "" if none."""
    levels = Counter(one.left.level for one in candidates(document.text) if one.left and one.left.level)
    level = max(sorted(levels), key=lambda word: levels[word], default="")
    return level, levels[level]


def _by_names(document: Document) -> tuple[Path, str | None]:
    """The region that the text points to, of the level that its names give (市财政局): several names, or a site."""
    level, count = main_level(document)
    region = likely(document, (level,)) if level else None
    sure = region and (count >= SEVERAL or evidence(document)[region] >= CONTACT_WEIGHT)
    return (region, "names") if region and sure else ((), None)
