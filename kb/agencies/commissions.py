"""Commissions and leading groups with a name of their own: 国务院第二次全国污染源普查领导小组."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate
from kb.agencies.left import LEVELS, Left, left_of
from kb.agencies.lexicon import context

HEAD = re.compile(r"领导小组|协调小组|联席会议|总?指挥部|工作小组|工作专班|(?<=[一-鿿]{3})委员会")
CENSUS = re.compile(
    r"(?:国务院)?(?P<name>第[一二三四五六七八九十]{1,3}次全国[一-鿿]{2,8}?普查领导小组)(?!办)"
)
"""The State Council's leading group for a national census; its subject may hold any word (经济)."""
PANEL = re.compile(r"(?:部际|部省际?|省部际?|部市际?|省际)联席会议")
"""A joint meeting of ministries, a body by its subject alone (公共资源交易平台整合工作|部际联席会议)."""
BEFORE_PANEL = re.compile(r"(?:同意|调整|完善|健全|召集|提出|提请|送|入)+")
"""What may stand before its subject besides the stops of all commissions."""
MEETING = re.compile(
    r"出席|召集|参会|成员单位|[本此上历首每]次|第[一二三四五六七八九十\d]{1,3}次|\d{4}年|[\d一二三四五六七八九十]{1,2}月|每[年季月]|定期|全体"
)
"""Words for one of its meetings, which its subject does not hold (出席|本次|部际联席会议)."""
OFFICE = re.compile(
    r"国务院(?!办公|各|有关|其他|直属|部委|领导)(?P<name>(?:(?![和与及等部委])[一-鿿]){4,14}?)办公室(?![一-鿿]?主任会)"
)
"""An office of the State Council with a subject of its own (国务院电子信息系统推广应用办公室)."""
TASK_FORCE = re.compile(
    r"国家(?!级|机关|重点|重大|标准|派|安全|技术|规划|项目)(?P<name>(?:(?![局部委院府和与等各的])[一-鿿]){4,16}?)工作组"
)
"""A working group of the State Council (国家保护知识产权工作组)."""
OWN = re.compile(r"国务院|中共中央|国家|中央|全国")
OTHER = re.compile(
    r"国家机关|调解|选举|人民代表大会|人大|政协|中国共产党|居民|村民|常务|管理|监督|审查|评审|仲裁|学术|学位评定|业主|职工|教职工|家长|国有资产"
)
"""What ends with 委员会 and is no commission of a government, or is the grammar's."""
BODIES = re.compile(r"人民代表大会|人大|政协|中国共产党")
"""The same before the other heads (党政机关办公用房管理工作|领导小组 is one)."""
SUBJECT = 3
"""What the subject of a joint meeting exceeds, in characters."""
LIMIT = 32
"""The longest name of a commission before its head, in characters."""


def commission_names(text: str) -> Iterator[Candidate]:
    """Names that begin with a region, a level word or a central word and end with the head of a commission."""
    for census in CENSUS.finditer(text):
        yield Candidate(census.start(), census.end(), "国务院" + census["name"], "commission", "commission")
    yield from _panels(text)
    for head in HEAD.finditer(text):
        if found := _read(text, head.start(), head.end()):
            yield found
    for central in (*OFFICE.finditer(text), *TASK_FORCE.finditer(text)):
        if not any(word in central["name"] for word in context().commission_stops):
            yield Candidate(central.start(), central.end(), central[0], "commission", "commission")


def _panels(text: str) -> Iterator[Candidate]:
    """The joint meetings of ministries that a subject names, without a central word before it.

    One that a line end cut in two (危险化学品|安全生产监管部际联席会议) is left to the places that name it whole.
    """
    found = ((_subject(text, panel), panel.end()) for panel in PANEL.finditer(text))
    spans = [(start, end) for start, end in found if start is not None]
    whole = {text[start:end] for start, end in spans}
    for start, end in spans:
        name = text[start:end]
        if not any(other.endswith(name) and other != name for other in whole):
            yield Candidate(start, end, name, "panel", "commission")


def _subject(text: str, panel: re.Match[str]) -> int | None:
    """Where the subject before the head of a joint meeting begins, if it has one of its own."""
    start = _after_last(text, panel.start(), context().commission_stops)
    start = max((one.end() for one in MEETING.finditer(text, start, panel.start())), default=start)
    verb = BEFORE_PANEL.match(text, start, panel.start())
    start = verb.end() if verb else start
    return start if panel.start() - start > SUBJECT and not OWN.search(text, start, panel.start()) else None


def _read(text: str, start: int, end: int) -> Candidate | None:
    floor = _after_last(text, start, context().commission_stops)
    other = OTHER if text.startswith("委员会", start) else BODIES
    if other.search(text, floor, start):
        return None
    return _whole(text, floor, start, end) or _from_within(text, floor, start, end)


def _whole(text: str, floor: int, start: int, end: int) -> Candidate | None:
    """A name that fills the words before its head: 成立|佛山市加强城市地下市政基础设施建设工作领导小组."""
    for at in range(floor + 1, min(floor + 15, start - 1)):
        left = _left(text, at)
        if left is not None and left.start == floor:
            return Candidate(floor, end, "{}" + text[at:end], "commission", "commission", left)
    return None


def _from_within(text: str, floor: int, start: int, end: int) -> Candidate | None:
    """A name that begins somewhere in the words before its head, after the last verb or particle."""
    begin = _after_last(text, start, context().commission_verbs, floor)
    own = OWN.search(text, begin, start)
    if own and start - own.end() >= 2:
        return Candidate(own.start(), end, text[own.start() : end], "commission", "commission")
    for at in range(begin, start - 1):
        left = _left(text, at)
        if left is not None:
            return Candidate(left.start, end, "{}" + text[at:end], "commission", "commission", left)
    return None


def _left(text: str, at: int) -> Left | None:
    """The region or level word that ends at `at` and begins a name (not the first of two: 北京市和上海市)."""
    return left_of(text, at) if text[at - 1 : at] in LEVELS and text[at] not in "和与及级" else None


def _after_last(text: str, end: int, stops: tuple[str, ...], floor: int | None = None) -> int:
    """Where the words before `end` begin: after punctuation (or at `floor`) and after the last of `stops`."""
    begin = end
    while begin > max(floor or 0, end - LIMIT) and (
        "一" <= text[begin - 1] <= "鿿" or text[begin - 1].isdigit() or text[begin - 1] in "%％"
    ):
        begin -= 1
    words = text[begin:end]
    for name in context().commission_words:
        words = words.replace(name, "·" * len(name))
    found = ((words.rfind(word), word) for word in stops)
    return begin + max((at + len(word) for at, word in found if at >= 0), default=0)
