"""Commissions and leading groups with a name of their own: 国务院第二次全国污染源普查领导小组."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate
from kb.agencies.left import LEVELS, left_of

HEAD = re.compile(r"领导小组|协调小组|联席会议|指挥部|工作小组|工作专班|(?<=[一-鿿]{3})委员会(?!办公室主)")
OWN = re.compile(r"国务院|中共中央|国家|中央|全国")
STOP = re.compile(
    r"决定|对|或|向|以下|组成|关于|成立|调整|设立|印发|建立|组建|撤销|的|由|为|在|任|和各|健全|完善|完成|根据|按照|参加|作为|担任|兼任|通过|发挥|召开|加强|本市|纳入|依托"
)


def commission_names(text: str) -> Iterator[Candidate]:
    """Names that begin with a region, a level word or a central word and end with the head of a commission."""
    for head in HEAD.finditer(text):
        begin = _begin(text, head.start())
        own = OWN.search(text, begin, head.start())
        if own and head.start() - own.end() >= 2:
            yield Candidate(own.start(), head.end(), text[own.start() : head.end()], "commission", "commission")
            continue
        for at in range(begin, head.start() - 1):
            left = left_of(text, at) if text[at - 1 : at] in LEVELS else None
            if left is not None:
                template = "{}" + text[at : head.end()]
                yield Candidate(left.start, head.end(), template, "commission", "commission", left)
                break


def _begin(text: str, end: int) -> int:
    """Where the name that ends with the head at `end` can begin: after punctuation and verbs, 32 characters at most."""
    begin = end
    while begin > max(0, end - 32) and ("一" <= text[begin - 1] <= "鿿" or text[begin - 1].isdigit()):
        begin -= 1
    return max((m.end() for m in STOP.finditer(text, begin, end)), default=begin)
