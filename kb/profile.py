"""The document's own fields after resolution: who issued it, as a full official name, and for which region."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Document
from corpus.script import view_of
from kb.agencies.candidate import Candidate
from kb.agencies.find import candidates
from kb.agencies.prefixes import issuer_of_number
from kb.agencies.resolve import resolve
from kb.agencies.towns import town_in, town_office
from kb.agencies.zones import zone_office
from kb.model import Profile
from kb.placing import LEAD, leading, main_level, namesake, region_of, titled_region
from kb.regions.evidence import likely
from kb.regions.find import region_names
from kb.subject import makers, subjects

REPRESENTS = re.compile(
    r"我(?:谨)?(?:受|代表)(?P<who>[^，,。；]{2,20}?)(?:委托)?[，,]?向(?:大会|本次|会议|各位)"
)
"""A work report is the government's for which its speaker stands: 我代表市人民政府，向大会报告工作."""
ASSEMBLY = re.compile(r"在(?P<region>[一-鿿]{2,16}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
"""Before which a work report was read; it is that region's government's."""
GOVERNMENT_REPORT = re.compile(
    r"(?P<region>[一-鿿]{2,20}?)(?:人民政府)?(?:\d{4}年?(?:度)?)?(?P<own>政府(?:信息公开|工作报告)|政务公开)"
)
OFFICE = re.compile(
    r"(?:(?:党政)?(?:综合)?办公[室厅]|党组|(?<=[部委局署])[一-鿿]{2,10}(?<!公)司)(?=\d{4}年|$|[、\s])"
)
"""After an agency's name: its office, party group or department (教育部|高等教育司), where that issued the document."""
TAIL = 600
"""How far from the end a signature may stand, or from the beginning, in characters."""
PROVINCES = ("省", "自治区")
DATE_LINE = re.compile(r"\s*[（(]?\d{4}年\d{1,2}月\d{1,2}日(?!\s{0,4}印)")
"""A line of the day of signature; that of an imprint (2020年1月2日印发) stands under the office that printed it."""
SIGNED_OFFICE = re.compile("(?:(?:党政)?(?:综合)?办公[室厅])")
"""What signs for an agency after its name, alone in its line."""

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
    agencies, region, basis = (
        next(filter(None, told), None) or _town_alone(document) or ((), *titled_region(document))
    )
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
    heads = ((leading(issuer.words), issuer.basis) for issuer in _issuers(document))
    towns = ((found[0].template, basis) for found, basis in heads if found and found[0].rule == "town")
    name, basis = next(towns, ("{}", ""))
    return None if "{}" in name else ((name,), (), basis)


def _issuers(document: Document) -> Iterator[Issuer]:
    """What may name the issuer, the surest first."""
    meta = document.meta
    yield from _reporters(document)
    if meta.title:
        yield from _by_title(document, _head(meta.title))
    if government := _government(document):
        yield Issuer(government, "title region")
    if meta.issuer:
        yield Issuer(zone_office(meta.issuer) or meta.issuer, "issuer")
    for line in _signatures(document):
        yield Issuer(line, "signature")
    yield from (Issuer(words, "preface") for words in makers(document.text))
    if meta.number:
        yield from _by_number(document, meta.number)
    if meta.type == "annual_report" or meta.title is None:
        yield from (Issuer(words, "subject") for words in subjects(document.text))


def _by_title(document: Document, head: str) -> Iterator[Issuer]:
    """What a title begins with; a name without its region as the text has it in full, with its office if that signed."""
    first = next(iter(leading(head)), None)
    bare = first is not None and first.left is None and "{}" in first.template
    full = namesake(document, first) if bare and first else None
    yield Issuer(full or head, "title")


def _by_number(document: Document, number: str) -> Iterator[Issuer]:
    """The one agency whose letters the number has, of the region that the title names, or of the province and of the level that the text goes on about."""
    meta = document.meta
    titled = titled_region(document)[0] if meta.title and not meta.region else ()
    near = tuple(meta.region) or titled or (likely(document, PROVINCES) or ())[:1]
    names = issuer_of_number(number, titles=meta.title, region=near)
    if len(names) > 1 and near:
        level = main_level(document)[0]
        names = tuple(name for name in names if level and name.partition("人民政府")[0].endswith(level))
    yield from (Issuer(name, "number") for name in names if len(names) == 1)


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
    found = leading(issuer.words)
    if not found:
        return None
    region = region_of(document, found)
    if region is None:
        return None
    meta = document.meta
    known = Profile(region=region, year=meta.year, date=meta.date)
    names = [_named(issuer, one, known) for one in found]
    if len(names) == 1:
        names = [_by_office(document, names[0])]
    told = tuple(dict.fromkeys(_with_city(document, name, region) for name in names if name))
    return (told, region, issuer.basis) if told else None


def _by_office(document: Document, name: str | None) -> str | None:
    """The office of an agency instead of it, where that alone signed the document (某省文化和旅游厅办公室)."""
    signed = list(_signatures(document))
    if name is None or name in signed or name.endswith("人民政府"):
        return name  # a government and its office issue papers of their own, as their titles say
    offices = {line for line in signed if line.startswith(name) and SIGNED_OFFICE.fullmatch(line, len(name))}
    return offices.pop() if len(offices) == 1 else name


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
