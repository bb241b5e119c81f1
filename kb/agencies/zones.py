"""Administrations of zones that are no divisions: 菊园新区管委会, 嘉定工业区、黄山风景区管委会."""

import re
from collections.abc import Iterator
from functools import cache

from kb.agencies.candidate import Candidate
from kb.agencies.lexicon import context
from kb.regions.find import region_names
from kb.regions.table import Region, divisions, shortened
from kb.regions.table import resolve as resolve_region

HEAD = re.compile(r"(?:（[一-鿿]{2,12}）)?(?P<head>管委会|管理委员会|管理处|管理局|管理中心)")
"""What a zone's administration is called, and the zone's second name (高新区（科技城）管委会)."""
KIND = (
    r"(?:国家级|国家|省级)?(?:经济技术|经济|高新技术产业|高新技术|高新|工业|产业|生态|旅游|文化|物流|农业|科技|商务|保税|综合保税|出口加工|循环经济"
    r"|化工|先进制造业|临空经济|风景|风景名胜|国际旅游|国际|农高|新型)*"
    r"(?:开发区|新区|新城|园区|工业园|产业园|风景名胜区|风景区|度假区|保税区|示范区|管理区|实验区|试验区|合作区|先行区|高新区|经开区|工业区|集聚区|物流园|科技城|自然保护区)"
)
ZONE = re.compile(rf"(?P<name>[一-鿿]{{2,6}}?)(?P<kind>{KIND})$")
GENERIC = re.compile(
    rf"(?:^|[各全省市县区州旗等的和与及或驻])$|^{KIND}$|各|全[省市县区]|^(?:国家|省级|市级|县级|县区|市区|有关|相关|所在|所属|临空|空港|临港|高铁|滨海|滨江|滨湖)"
    r"|^(?:经济|技术|高新|生态|工业|产业|旅游|文化|农业|物流|综合|保税|现代|国际|循环|化工|特色|城市|城乡)"
    r"|[应须可经向依授征鼓励委接配对属加]|结合"
)
"""What is no name of a zone: what kind it is, whose it is, how many there are."""
WATERS = re.compile("滨[海江湖]")
LONGEST = 8
"""Of the divisions' names before a zone's kind, in characters (安徽舒城)."""
KINDS = ("新城", "新市", "城区", "郊区", "矿区", "全州")
SITE = re.compile(rf"{KIND}(?=(?:政府|管委会|官方|门户){{0,2}}网)")
"""The kind of a zone whose own site is told: 南京|经济技术开发区|网站."""
EDGE = re.compile(r"[、，。；：:,;（(《〈“\s和与及由]$")


def zone_names(text: str) -> Iterator[Candidate]:
    """Each named zone's administration, and those that share its head in a row."""
    for head in HEAD.finditer(text):
        yield from _row(text, head)


def _row(text: str, head: re.Match[str]) -> list[Candidate]:
    row: list[Candidate] = []
    official = "管理委员会" if head["head"] == "管委会" else head["head"]
    close, at, second = head.end(), head.start(), text[head.start() : head.start("head")]
    while (found := _zone(text, at)) is not None:
        row.append(Candidate(found, close, text[found:at] + second + official, "zone"))
        if text[found - 1 : found] not in ("、", "和"):
            break
        close, at, second = found - 1, found - 1, ""
    return row[::-1]


def _is_name(words: str) -> bool:
    """Whether words in which a zone is named may be its name."""
    return not GENERIC.search(words) and words[:1] not in context().lead


def _is_place(words: str) -> bool:
    """Whether a zone is named after a division (即墨|经济开发区, 徐州|经济技术开发区), whatever words that is made of."""
    return words in _places() and not WATERS.match(words)


@cache
def _named_after() -> dict[str, tuple[Region, ...]]:
    """Short names of today's divisions that zones are named after → the divisions."""
    table: dict[str, tuple[Region, ...]] = {}
    for region in divisions():
        name = shortened(region.name)
        table[name] = (*table.get(name, ()), region)
    return {name: found for name, found in table.items() if name not in KINDS}


def _places() -> frozenset[str]:
    return frozenset(_named_after())


def homes(name: str) -> tuple[tuple[str, ...], ...]:
    """The paths of the divisions that a zone's name begins with: 番禺|经济技术开发区, 安徽|舒城|经济开发区; () if none."""
    inner = region_names(name)
    told = resolve_region(inner[0][1]) if inner and inner[0][0] == 0 else None
    rest = name[len(inner[0][1]) :] if told else name
    above = told.path if told else ()
    words = next((rest[:n] for n in (4, 3, 2) if rest[:n] in _places()), "")
    below = [r.path for r in _named_after().get(words, ()) if r.path[: len(above)] == above]
    return tuple(sorted(below)) or ((above,) if told else ())


def zone_office(words: str) -> str | None:
    """The administration of a zone named after a division that is all of `words` (舒城经济开发区), else `None`."""
    kind = next((m for m in re.finditer(KIND, words) if m.end() == len(words) and m.start()), None)
    return words + "管理委员会" if kind and homes(words) and kind.start() <= LONGEST else None


def own_sites(text: str) -> list[str]:
    """The zones of whose own site a text speaks (南京经济技术开发区网站), each once, in order."""
    found: dict[str, None] = {}
    for kind in SITE.finditer(text):
        begin = next(
            (
                kind.start() - n
                for n in (4, 3, 2)
                if text[max(0, kind.start() - n) : kind.start()] in _places()
            ),
            None,
        )
        if begin is not None:
            found[text[begin : kind.end()]] = None
    return list(found)


def _zone(text: str, end: int) -> int | None:
    """Where the name of the zone that ends at `end` begins, or `None`."""
    window = text[max(0, end - 22) : end]
    words = re.split(r"[^一-鿿]|[和与及由]", window)[-1]
    zone = ZONE.match(words)
    if zone is None or not (_is_place(zone["name"]) or _is_name(zone["name"])):
        return None
    inner = region_names(zone["name"])
    if inner and inner[0][0]:
        return end - len(words) + inner[0][0]  # 主持|云南禄丰产业园区管委会
    begin = end - len(words)
    return begin if begin == 0 or EDGE.search(text, begin - 1, begin) else None
