"""Townships and subdistricts: 花马池镇人民政府, 香港中路街道办事处. Data: `kb/data/townships.tsv`."""

import re
from collections.abc import Iterator
from functools import cache

from kb.agencies.candidate import Candidate
from kb.agencies.left import region_before
from kb.agencies.lexicon import continues
from kb.regions.find import region_names
from kb.regions.table import divisions, rows

OFFICE = r"""(?P<kind>镇|乡|苏木|街道(?!政府|人民政府)|街(?=办))
    (?P<head>人民政府|政府|办事处|办(?![法理事公企厂学好])|党工委|党委)"""
ENDING = re.compile(OFFICE, re.VERBOSE)
"""Where the name of a town ends and that of its office begins: looked for first, for names are slow to try."""
BEFORE = re.compile("[一-鿿]{2,12}$")
TOWN = re.compile(rf"(?P<name>[一-鿿]{{2,12}}?){OFFICE}", re.VERBOSE)
"""An office that begins with a town's name."""
COMMON = ("新区", "城镇", "城区", "市区", "农村")
"""What names of towns begin with that are common words too: they count only after their county."""
KINDS = ("乡镇", "小城镇", "集镇", "村镇", "民族乡", "建制镇")
"""What names no town: kinds of them (推进|乡镇人民政府)."""
HEADS = {"政府": "人民政府", "办": "办事处"}


@cache
def _towns() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Town, township or subdistrict → the paths of the counties that have one of this name."""
    paths = {region.code: region.path for region in divisions()}
    towns: dict[str, list[tuple[str, ...]]] = {}
    for code, names in rows("townships.tsv"):
        for name in names.split("、"):
            towns.setdefault(name, []).append(paths[code])
    return {name: tuple(found) for name, found in towns.items()}


def town_in(words: str) -> str | None:
    """The longest name of a town that `words` end with, 街 as 街道, or `None`."""
    words = words + "道" if words.endswith("街") else words
    return next((words[at:] for at in range(len(words) - 1) if _known(words[at:])), None)


def _known(town: str) -> tuple[tuple[str, ...], ...]:
    """The paths of the counties that have a town of this name, or one that had another kind before (乡 → 镇, 街道)."""
    stem = town[:-2] if town.endswith(("街道", "苏木")) else town[:-1]
    kinds = ("镇", "街道") if town.endswith(("乡", "苏木")) else ("街道",) if town.endswith("镇") else ()
    changed = (_towns().get(stem + kind, ()) for kind in kinds if len(stem) > 1)
    return _towns().get(town) or next(filter(None, changed), ())


def counties(name: str) -> tuple[tuple[str, ...], ...]:
    """The paths of the counties that have the town that an agency's name begins with (中扬镇人民政府)."""
    town = TOWN.match(name)
    return _known(town["name"] + town["kind"]) if town else ()


def town_office(place: str) -> str | None:
    """The office of a town that is all of `place`, or all but its county (盐池县花马池镇); `None` of any other."""
    place = place + "道" if place.endswith("街") else place
    town = town_in(place)
    found = region_names(place) if town else []
    whole = town and (town == place or (found and found[0] == (0, place.removesuffix(town))))
    return place + ("办事处" if place.endswith("街道") else "人民政府") if whole else None


def town_names(text: str) -> Iterator[Candidate]:
    """Names of township governments and subdistrict offices, with the county printed before them."""
    before = 0
    for town in ENDING.finditer(text):
        stem = BEFORE.search(text, max(before, town.start() - 12), town.start())
        before = town.end()
        words = stem[0] + town["kind"] if stem else ""
        own = town_in(words) if stem else None
        if own is None or own in KINDS or (words.endswith(KINDS) and own not in _towns()):
            continue
        begin, head = town.end("kind") - len(own), town["head"]
        begin += words.endswith("街")  # printed for 街道
        official = own + HEADS.get(head, head)
        left = region_before(text, begin)
        if (left is None and own.startswith(COMMON)) or continues(text, town.end(), head):
            continue
        if left is None or left.short:
            yield Candidate(begin, town.end(), official, "town")
        else:
            yield Candidate(left.start, town.end(), "{}" + official, "town", left=left)
