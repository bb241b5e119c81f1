"""Another word for a site that was named before it."""

import re

from kb.platforms.accounts import Found
from kb.platforms.kinds import Kind

SAME = re.compile(r"[^。！？\n]{0,80}")
"""Between a site and another word for it, in one sentence."""

BELOW = re.compile(r"[^\n]{0,240}")
"""Between a site and the count of its visitors, in one paragraph."""

MARKS = ("，", "；", ",", ";")

VISITED = re.compile(r"(?:总|年|页面){0,2}(?:访问|浏览|点击)(?:总)?[量数人]")
"""What counts the visitors of a site, right after its word."""

WITHIN = re.compile(r"(?:[，；,;。]|全年|年度|累计)\Z")
"""Before the word for a site whose visitors are counted (。全年网站总访问量21万余人次)."""


def again(text: str, site: Found, kind: Kind) -> bool:
    """Whether 网站 means the `site` named before: after a mark in its sentence (局门户网站发布…篇，网站访问量达…), or
    with the count of visitors in its paragraph."""
    word = kind.of(text)
    short = word in ("网站", "官网") or (word == "门户网站" and (site.name or "").endswith(word))
    alone = short and text[kind.start - 1 : kind.start] in MARKS
    counted = (
        short and VISITED.match(text, kind.end) and WITHIN.search(text, max(0, kind.start - 2), kind.start)
    )
    return bool(
        (alone and SAME.fullmatch(text, site.end, kind.start))
        or (counted and BELOW.fullmatch(text, site.end, kind.start))
    )
