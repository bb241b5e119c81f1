"""Names inside 《》: the issuer at the head of a title counts, what the title is about does not."""

import re

from kb.agencies.candidate import Candidate

TITLE = re.compile(r"[《〈][^《》〈〉]{1,120}")
"""From an opening mark to the next mark of any kind."""
LEAD = re.compile(r"(?:[《〈、，,和与及\s（）()]|关于|转发|批转|印发|中华人民共和国)*$")
SUBJECT = re.compile(r"(?:组织|监督|议事|实施)?(?:法|条例|章程|规则)[》〉]?")


def outside_titles(text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates without those that are a title's subject (《中国人民银行法》)."""
    spans = [(m.start(), m.end()) for m in TITLE.finditer(text)]
    kept, at = [], 0
    for one in found:
        while at < len(spans) and spans[at][1] <= one.start:
            at += 1
        inside = at < len(spans) and spans[at][0] < one.start
        if not (inside and SUBJECT.match(text, one.end)):
            kept.append(one)
    return tuple(kept)
