"""The table of divisions and how a name finds its division.

Data: `kb/data/divisions.tsv` (its header names source and date) and `kb/data/zones.tsv`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["province", "city", "county", "zone"]

ETHNIC = (
    "蒙古族|蒙古|回族|回|藏族|藏|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族"
    "|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族"
    "|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|裕固族|鄂伦春|独龙族|保安族|各族"
)
SUFFIX = re.compile(
    rf"""
    (?:(?<!内)(?:(?:{ETHNIC})族?){{0,4}}自治[区州县旗]   # 积石山保安族东乡族撒拉族自治县, 宁夏回族自治区
      |特别行政区|地区|林区|特区|新区|群岛
      |[省市县区旗盟])$
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Region:
    """A division: full `name`, GB/T 2260 `code` ("" for a zone), `level`, and `path` of full names, widest first.

    `until` is the last year in which the name was valid (`None`: valid today) and `successor` the path that
    followed it (() if unknown); `pinyin` the syllables of the short name; `area_code` with its leading 0.
    """

    name: str
    code: str
    level: Level
    path: tuple[str, ...]
    until: int | None = None
    successor: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    area_code: str = ""


def shortened(name: str) -> str:
    """The name without its suffix (青岛市 → 青岛, 大厂回族自治县 → 大厂); itself where one character would stay."""
    short = SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def rows(file: str) -> list[list[str]]:
    """The rows of a tab-separated data file of this room, without its header comment."""
    text = (files("kb") / "data" / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _level(code: str, path: tuple[str, ...]) -> Level:
    if len(path) == 1:
        return "province"
    return "city" if len(path) == 2 and code.endswith("00") else "county"


def _path(field: str) -> tuple[str, ...]:
    return tuple(field.split("/")) if field else ()


@cache
def _table() -> tuple[Region, ...]:
    entries = []
    for code, path_, pinyin, area, until, successor in rows("divisions.tsv"):
        path = _path(path_)
        end = int(until) if until else None
        sounds = tuple(pinyin.split())
        level = _level(code, path)
        entries.append(Region(path[-1], code, level, path, end, _path(successor), sounds, area))
    return tuple(entries)


@cache
def divisions() -> tuple[Region, ...]:
    """All divisions of today from province to county, in the order of their codes' source."""
    return tuple(region for region in _table() if region.until is None)


@cache
def past() -> tuple[Region, ...]:
    """Divisions and names that have ended, with their last year."""
    return tuple(region for region in _table() if region.until is not None)


@cache
def zones() -> tuple[Region, ...]:
    """New areas and development zones with an administration of their own; `path` ends with their name."""
    return tuple(
        Region(alias, "", "zone", (*_path(path), name))
        for name, path, aliases in rows("zones.tsv")
        for alias in (name, *filter(None, aliases.split("、")))
    )


def _index(pairs: Iterable[tuple[str, Region]]) -> dict[str, tuple[Region, ...]]:
    index: dict[str, tuple[Region, ...]] = {}
    for name, region in pairs:
        index[name] = (*index.get(name, ()), region)
    return index


@cache
def full_names() -> dict[str, tuple[Region, ...]]:
    """Full name → the divisions that bear or bore it, today's first."""
    return _index(
        [*((r.name, r) for r in (*divisions(), *zones())), *_clipped(), *((r.name, r) for r in past())]
    )


def _clipped() -> list[tuple[str, Region]]:
    """Autonomous divisions as people call them: 凉山州, 湘西自治州, 彭水县, 鄂伦春旗, 东乡县, 博州."""
    taken = {r.name for r in divisions()}
    names = [
        (short + ending, r)
        for r in divisions()
        if (kind := re.search(r"自治([州县旗])$", r.name))
        and (short := shortened(r.name).removesuffix("族" + kind[0])) != r.name
        for ending in dict.fromkeys((kind[1], kind[0]))
    ]
    paths = {r.path: r for r in divisions()}
    names += [(name, paths[_path(path)]) for name, path in rows("region_shorts.tsv")]
    return [(name, region) for name, region in names if name not in taken]


@cache
def short_names() -> dict[str, tuple[Region, ...]]:
    """Name without suffix → provinces and prefecture cities of today and past prefectures."""
    wide = (r for r in (*divisions(), *past()) if r.level in ("province", "city"))
    return _index((shortened(r.name), r) for r in wide if shortened(r.name) != r.name)


@cache
def plain_kind() -> dict[str, str]:
    """Name that is a word of its own or the name of persons and things too → how it can stand for the place.

    The kinds are those of `kb/data/regions_plain.tsv`: short (中山), after (市区), head (会同县), office (市中区).
    """
    return {name: kind for kind, names in rows("regions_plain.tsv") for name in names.split("、")}


def named(name: str) -> tuple[Region, ...]:
    """Every division with this full or short name, today's first; () if there is none.

    A short name stands for the widest division that bears it (吉林 is the province, not 吉林市).
    """
    if name in full_names():
        return full_names()[name]
    found = short_names().get(name, ())
    today = [r for r in found if r.until is None] or list(found)
    return tuple(r for r in today if r.level == today[0].level)


def lies_in(name: str, wider: str) -> bool:
    """Whether a division of this name lies in one that is named `wider`."""
    outer = named(wider)
    return any(o.path == r.path[: len(o.path)] and o.path != r.path for r in named(name) for o in outer)


def lies_beside(name: str, other: str) -> bool:
    """Whether divisions of these names lie in the same one (历下区, 市中区)."""
    above = {r.path[:-1] for r in named(other)}
    return any(r.path[:-1] in above for r in named(name))


def _shared(path: tuple[str, ...], context: tuple[str, ...]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(path, context, strict=False)) if a != b),
        min(len(path), len(context)),
    )


def resolve(name: str, context: tuple[str, ...] = (), year: int | None = None) -> Region | None:
    """The one division that `name` means in a document of the region `context`, or `None` if that stays open.

    Today's divisions come before past ones, except in a document of a `year` in which only the past one
    existed; among several of the same name (鼓楼区) the one that shares most of its path with `context` wins.
    """
    found = named(name)
    today = [r for r in found if r.until is None]
    candidates = today or [r for r in found if r.until is not None and (year is None or year <= r.until + 1)]
    candidates = candidates or list(found)
    if len(candidates) > 1 and (context or today == []):
        best = max(_shared(r.path, context) for r in candidates)
        near = [r for r in candidates if _shared(r.path, context) == best]
        if best or not today:
            candidates = near
    if len(candidates) > 1 and candidates[0].until is not None:
        last = max(r.until or 0 for r in candidates)
        candidates = [r for r in candidates if r.until == last]
    return candidates[0] if len(candidates) == 1 else None
