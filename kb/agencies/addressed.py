"""Whom a paper addresses: 你省民政厅 in a reply to 云南省人民政府 is 云南省民政厅."""

import re
from functools import lru_cache

from kb.regions.find import region_names
from kb.regions.table import full_names

YOU = "你"
"""Before a level word: the addressee's own."""
ADDRESSEE = re.compile(
    r"(?m)^(?P<place>[一-鿿]{2,12}?(?:省|自治区|市|州|盟|县|区|旗))(?:人民政府|[委厅局])(?P<more>[^：\n]{0,20})：\s*$"
)
"""The line that names whom a paper goes to: 云南省人民政府办公厅并民政厅：."""


@lru_cache(maxsize=4)
def addressee(text: str) -> str | None:
    """The division that the text addresses, if it addresses just one."""
    lines = list(ADDRESSEE.finditer(text))
    if any(region_names(line["more"]) for line in lines):
        return None  # 山东省人民政府、河南省人民政府：
    places = {line["place"] for line in lines}
    return places.pop() if len(places) == 1 and places <= full_names().keys() else None


def yours(text: str, start: int, level: str) -> str | None:
    """The division that the level word at `start` means after 你; `None` where nothing tells it."""
    place = addressee(text) if text[start - 1 : start] == YOU else None
    return place if place and place.endswith(level) else None
