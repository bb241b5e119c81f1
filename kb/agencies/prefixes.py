"""The issuer by the letters of a document number: 国办发 → 国务院办公厅, 青政办字 → 青岛市人民政府办公厅.

Data: `kb/data/prefixes.tsv`. Letters that several agencies use give several names; unknown ones none.
"""

import re
from functools import cache

from kb.agencies.candidate import complete
from kb.agencies.lexicon import functions
from kb.regions.table import Region, divisions, rows, shortened

LETTERS = re.compile(r"^[^\d〔〕\[\]［］【】﹝﹞（）()〈〉$\s]{1,16}")
ORDER = re.compile(r"^(?P<who>[一-鿿]{2,20}?)令(?:第|$)")
GOVERNMENT = re.compile(
    r"""
    ^(?P<region>[一-鿿]{1,3}?)
    (?P<brand>政|府)
    (?P<office>办|厅)?             # 鲁政办发, 赣府厅发
    (?P<kind>[发函字规令任复电文秘人明通告]{0,4})$
    """,
    re.VERBOSE,
)
OFFICE = re.compile(r"^(?P<region>[川粤])办(?P<kind>[发函规]{1,2})$")
"""Two provinces leave 政 or 府 out before 办: 川办发, 粤办函."""
PARTY = re.compile(r"^(?P<region>[一-鿿]{1,2}?)委?(?P<office>办)?(?P<kind>发|字|发电|办字|函)$")
DEPARTMENT = re.compile(r"^(?P<region>[一-鿿]{1,2}?)(?P<what>[一-鿿]{2,6}?)(?:办|厅|局)?[发函字规通]{1,2}$")


@cache
def _table(kind: str) -> dict[str, str]:
    return {letters: meant for sort, letters, meant in rows("prefixes.tsv") if sort == kind}


def issuer_of_number(
    number: str, *, titles: str | None = None, region: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The agencies whose letters stand in `number`, full official names; several where it stays ambiguous, () if unknown.

    Parameters: `titles`, the title cited with the number (an agency named there decides); `region`, the path
    of the citing document's region, which decides between places of the same letter (青: 青海, 青岛).
    """
    if order := ORDER.match(number):
        return _ordered(order["who"], region)
    letters = LETTERS.match(number)
    if letters is None:
        return ()
    names = _central(letters[0]) or _local(letters[0], region)
    told = tuple(
        name for name in names if titles and (name in titles or name.replace("人民政府", "政府") in titles)
    )
    return told or names


def _ordered(who: str, region: tuple[str, ...]) -> tuple[str, ...]:
    """The issuer of an order (国务院令, 山东省人民政府令, 省政府令), by the same grammar as names in a text."""
    from kb.agencies.find import candidates
    from kb.agencies.resolve import resolve
    from kb.model import Profile

    found = candidates(who)
    mention = resolve(who, found[0], Profile(region=region)) if len(found) == 1 else None
    return (mention.name,) if mention and mention.name else ()


def _central(letters: str) -> tuple[str, ...]:
    exact = _table("exact").get(letters)
    if exact:
        return tuple(exact.split("|"))
    starts = (head for head in _table("start") if letters.startswith(head))
    longest = max(starts, key=len, default=None)
    return tuple(_table("start")[longest].split("|")) if longest else ()


def _local(letters: str, region: tuple[str, ...]) -> tuple[str, ...]:
    """Names by the grammar of local numbers, those of the citing document's own province where there are any."""
    for pattern, template in ((GOVERNMENT, "{}人民政府"), (OFFICE, "{}人民政府"), (PARTY, "中共{}委")):
        match = pattern.match(letters)
        places = _places(match["region"], region) if match else ()
        if pattern is GOVERNMENT and match:
            places = tuple(p for p in places if _table("brand").get(p.name, match["brand"]) == match["brand"])
        if match and places:
            office = "{office}" if pattern is OFFICE or match["office"] else ""
            return tuple(complete(template + office, place.name) for place in places)
    match = DEPARTMENT.match(letters)
    return _department(match["region"], match["what"], region) if match else ()


def _department(letters: str, what: str, region: tuple[str, ...]) -> tuple[str, ...]:
    """A department of 厅 or 局 whose function word is known: 鲁文旅发 → 山东省文化和旅游厅."""
    official = functions().get(what, ("", False))[0]
    places = _places(letters, region) if official else ()
    return tuple(f"{p.name}{official}{_head(p, official)}" for p in places)


def _head(place: Region, official: str) -> str:
    if official in ("发展和改革", "卫生健康", "国有资产监督管理", "民族事务"):
        return "委员会"
    bureau = official in (
        "市场监督管理",
        "医疗保障",
        "统计",
        "体育",
        "广播电视",
        "信访",
        "大数据",
        "药品监督管理",
        "能源",
    )
    province = place.level == "province" and not place.name.endswith("市")
    return "厅" if province and not bureau else "局"


def _places(letters: str, region: tuple[str, ...]) -> tuple[Region, ...]:
    """Provinces, cities and counties that `letters` stand for: the document's own, else those of its province.

    The letter of a province is not taken for a county's, nor a city's for its own counties, except the
    document's own.
    """
    provinces = [
        r for r in divisions() if r.level == "province" and _table("province").get(letters) == r.name
    ]
    path = _table("city").get(letters, "")
    cities = [
        r for r in divisions() if r.level == "city" and (_begins(r, letters) or "/".join(r.path) == path)
    ]
    counties = [r for r in divisions() if r.level == "county" and _begins(r, letters)]
    free = [c for c in counties if not provinces and c.path[:2] not in {city.path for city in cities}]
    found = [*provinces, *cities, *free, *(c for c in counties if c.name in region and c not in free)]
    own = [r for r in found if region and r.path == region[: len(r.path)]]
    near = [r for r in found if region and r.path[0] == region[0]]
    return tuple(own[-1:] or near or found)


def _begins(region: Region, letters: str) -> bool:
    return shortened(region.name).startswith(letters)
