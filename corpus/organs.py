"""Names of organs side by side: 中共某县委办公室 某县人民政府办公室关于…, parted by a mere blank or a line end.

Blanks inside Chinese text mean nothing as a rule (PDFs are full of them); between the names of two issuers one is
all that parts them. Kept is only a blank of which both sides say so.
"""

import re
from functools import cache

from corpus.characters import HAN
from corpus.lexicon import ends_with, words

LONGEST = 40  # code points of a name of an organ
BEFORE = re.compile(rf"[{HAN}]{{3,{LONGEST}}}$")
# The right one reaches to the end of its run, or to what the document is about.
AFTER = re.compile(rf"[{HAN}]{{3,{LONGEST}}}?(?=关于|關於|印发|转发|批转|[^{HAN}]|$)")
PARTY = "中共"
CENTRAL = ("中共", "中央", "中国", "国务院", "国家", "全国", "最高人民", "中华")
LEVELS = "省市县区州旗镇乡"
BODY = re.compile(f"[{LEVELS}](?:委|人民政府|政府|纪委|监委|人大|政协)")  # 县委办公室 县政府办公室


def are_parted(left: str, right: str) -> bool:
    """Whether a name of an organ ends `left`, and another that is none of its parts begins `right`.

    The second is known by its region, which the first has too, by its level, or as one of the central organs:
    市财政局 办公室 is one name, 某市财政局 某市教育局 are two.
    """
    before, after = BEFORE.search(left, max(0, len(left) - LONGEST)), AFTER.match(right)
    if not (before and after and ends_with("organ_ends").search(before[0])):
        return False
    first, second = before[0].removeprefix(PARTY), after[0]
    if not ends_with("organ_ends").search(second):
        return False
    return (
        second.startswith(CENTRAL)
        or second in _central()
        or first[:2] == second.removeprefix(PARTY)[:2]
        or bool(BODY.match(first) and BODY.match(second) and first[0] == second[0])
    )


def spaced(parts: list[str]) -> str:
    """The parts joined, with a blank where two names of organs would run together."""
    text = ""
    for part in parts:
        text += (" " if are_parted(text, part) else "") + part
    return text


@cache
def _central() -> frozenset[str]:
    return frozenset(words("central_organs"))
