"""Names inside 《》: the issuer at the head of a title counts, what the title is about does not."""

import re

from kb.agencies.candidate import Candidate

TITLE = re.compile(r"[《〈][^《》〈〉]{1,120}")
"""From an opening mark to the next mark of any kind."""
SUBJECT = re.compile(r"(?:组织|监督|议事|实施)?(?:法|条例|章程)[》〉]?")
ISSUER = re.compile(r"关于|转发|印发|办公室|\d|[、，和与及\s》〉]")
"""What follows an institution that issued what the title names."""


def outside_titles(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates without those that are a title's subject (《中国人民银行法》, 《青岛市职业学校管理条例》)."""
    spans = [(m.start(), m.end()) for m in TITLE.finditer(text)]
    kept, at = [], 0
    for one in found:
        while at < len(spans) and spans[at][1] <= one.start:
            at += 1
        inside = at < len(spans) and spans[at][0] < one.start
        if not (inside and _subject(text, one)):
            kept.append(one)
    return tuple(kept)


def _subject(text: str, one: Candidate) -> bool:
    if one.group == "institution" and not ISSUER.match(text, one.end):
        return True
    return SUBJECT.match(text, one.end) is not None
