"""Internal units right after their agency's name: 市教育局|办公室, 自然资源部|党组."""

import re
from collections.abc import Iterable

from kb.model import AgencyMention, Profile

UNIT = re.compile(
    r"""
    办公室(?!主任会议)|党组(?!书记|副书记|成员)|机关党委
    |[一-鿿]{2,6}?(?:处室|处|科|股)(?=[、，。；：（）\s]|处长|副处长|科长|副科长|负责)
    """,
    re.VERBOSE,
)
NEVER = re.compile(r"街道|[各部有关相的和与及等为由在负责]")
"""What makes words before 处 or 科 no name of a unit."""


def unit_names(text: str, agencies: Iterable[AgencyMention], profile: Profile) -> list[AgencyMention]:
    """A mention for each internal unit printed right after an agency; its name begins with the agency's.

    One that issued the document is an agency in its own right.
    """
    found = []
    for agency in agencies:
        unit = UNIT.match(text, agency.end)
        if unit and agency.group != "unit" and not NEVER.search(unit[0]):
            name = agency.name and agency.name + unit[0]
            group = agency.group if name in profile.agencies else "unit"
            found.append(AgencyMention(unit.start(), unit.end(), unit[0], "unit", name, group))
    return found
