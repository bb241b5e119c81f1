"""Which posts stand together, and at which agency each is held.

厅党组书记、厅长 is one run of two posts; 中央宣传部副部长、中央政研室副主任 another with two agencies.
"""

import re
from dataclasses import dataclass, replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.homes import (
    ABOVE,
    COMMITTEE,
    FIRM,
    GOVERNORS,
    GROUPED,
    RELATIVE,
    SHORT,
    STREET,
    TOWN,
    ZONE,
    consultative,
    government_beside,
    group_start,
    in_term,
    in_town,
    levelled,
    office_start,
    only_street,
    own_agency,
    own_party,
    party_start,
    region_before,
)
from kb.leaders.lexicon import posts
from kb.leaders.names import HAN
from kb.model import AgencyMention

UNIT = re.compile(
    rf"{HAN}{{0,16}}(?:委员会|小组|办公[室厅]|党组|党委|机关|{HAN}[部处室科股院所系队组站馆团司局会办庭])\Z"
)
"""The inner unit between an agency's name and a post: 研究院〔学术委员会〕主任, 政府〔办公室〕主任."""

VERBAL = re.compile(r"[以由任为了]")
"""Words that no unit's name has (我局|成立了以局|党组书记…)."""

OWN_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?![省市县区州旗盟镇乡局厅委])[\u4e00-\u9fff]{1,8}(?:办|办公室|室|科|股|处|站|所|中队|大队|中心)\Z"
)
"""A unit with no agency before it, from a mark on."""

OFFICE_HEADS = ("办公室主任", "办公室副主任", "办公室常务副主任")

LISTED_UNIT = re.compile(
    rf"(?<=、)(?:{HAN}{{1,12}}(?:办公室|中心|[部处室科股院所系队组站馆办庭])|工会|妇联|团委)\Z"
)
"""A unit or a people's body after another post."""

PARTY_BODY = re.compile(r"(?:工委|工作委员会|纪委|纪工委|党委|党组|主席团)\Z")
"""A party body under another (省委教育工委): the post is 书记, not 教育工委书记; so for a congress's 主席团."""

BODY = re.compile(
    rf"{HAN}{{2,20}}(?:大学|学院|学校|研究院|研究所|医院|分院|公司|出版社|报社|博物馆|图书馆|中心)"
)
"""A body of its own inside an agency's system."""

LONGEST_RUN = 12
"""The most posts that one person is read to hold at one place."""

BESIDE = re.compile(r"[（(][^（）()\n]{2,30}[）)]\Z")
"""A second name in brackets between an agency's name and a post: 国家林业和草原局（国家公园管理局）副局长."""

LED = re.compile(
    rf"(?:[的其任为兼志去]|[ \t\u3000]{HAN})(?P<words>[省市县区州旗][^的其任为兼\W\da-zA-Z]{{1,20}})\Z"
)
"""A relative agency after a word that the agencies' rules take for a part of it (免去其〔省教育厅〕总督学), or after
a padded name (侬　海〔市民政局〕科员)."""

SESSION = re.compile(
    r"第?[一二三四五六七八九十]{1,4}届(?P<level>自治区|[省市县区州旗盟]?)"
    r"(?P<body>人民代表大会常务委员会|人大常委会|人民代表大会|人大|政协|委员会)\Z"
)
"""A congress or committee with the number of its term, after its division or before it as 省, 县: 陕西省〔第十二届
人大常委会〕主任, 〔十一届省政协〕主席."""

COURT = re.compile(r"(?P<court>.{2,30}(?:法院|检察院))(?P<unit>审判委员会|检察委员会)")
"""A court's or procuratorate's committee, which the agencies' rules name with it."""

CONGRESS = "人大"
"""Before 主席, a town's congress that is not told (镇长甲、人大主席乙)."""

GOVERNMENT = "人民政府"

SAID_TO = re.compile(r"(?:相关|有关|主要|分管|(?:官方)?(?:微博|微信)|新闻)\Z")
"""Between an agency and its 负责人."""

JOINTS = re.compile(r"(?:[（(][^（）()\n]{1,8}[）)])?(?:[、/]|兼任|兼|暨)(?:新任|现任|时任)?\Z")


@dataclass(frozen=True, slots=True)
class Holding:
    """A post and the agency where it is held (`None`: open).

    `group`: a post in a leading group or commission; `printed`: the agency stands beside the post, it was not
    told by the issuer (or the post is of none, as 国家主席); `start` where the agency's name or else the post begins, `end` where the post ends.
    """

    post: str
    agency: str | None
    group: bool
    start: int
    end: int
    printed: bool = False


def run_before(around: Anchors, end: int, floor: int = 0) -> tuple[Holding, ...]:
    """The run of posts that ends at `end`, in order, none beginning before `floor`; () if no post ends there."""
    found: list[Holding] = []
    while end in around.post_ends and around.post_ends[end].start >= floor and len(found) < LONGEST_RUN:
        held = beside_unit(around, holding(around, around.post_ends[end], floor), floor)
        found.insert(0, held)
        joint = JOINTS.search(around.text, max(floor, held.start - 12), held.start)
        end = joint.start() if joint else held.start
    return inherit(found)


def beside_unit(around: Anchors, held: Holding, floor: int) -> Holding:
    """The post with its unit, where that goes on a list of posts (县政府办党组成员、政务公开中心|主任)."""
    if held.printed or held.group:
        return held
    unit = LISTED_UNIT.search(around.text, max(floor, held.start - 17), held.start)
    after = unit is not None and unit.start() - 1 in around.post_ends
    return (
        replace(held, post=around.text[unit.start() : held.end], start=unit.start())
        if unit and after
        else held
    )


def inherit(found: list[Holding], first: str | None = None) -> tuple[Holding, ...]:
    """Bare posts take the agency printed before (教育部党组书记、部长), else `first`, else what is inferred.

    省长, 市长 and their like are a government's whatever stands before (省委常委、副省长).
    """
    last: str | None = None
    done = []
    for held in found:
        core = core_of(held.post)
        if core in GOVERNORS and not held.printed and last:
            held = replace(held, agency=government_beside(core, last) or held.agency)  # noqa: PLW2901
        keeps = held.printed or held.group or core in (*GOVERNORS, *posts().fixed)
        done.append(held if keeps else replace(held, agency=last or first or held.agency))
        last = held.agency if held.printed and held.agency else last
    return tuple(done)


def core_of(post: str) -> str:
    """The post without its prefixes: 原常务副市长 → 市长."""
    match = posts().core.search(post + " ")
    return match[0] if match else post


def holding(around: Anchors, post: Span, floor: int) -> Holding:
    """The post with the agency that stands directly before it, or with a unit or a division between."""
    text = around.text
    second = BESIDE.search(text, max(floor, post.start - 32), post.start)
    at = second.start() if second and second.start() in around.agency_ends else post.start
    name, core = post.of(text), core_of(post.of(text))
    committee = in_committee(around, post, at, floor)
    if committee is not None:
        return committee
    said = SAID_TO.search(text, max(floor, at - 4), at) if core == "负责人" else None
    mention = around.agency_ends.get(said.start() if said else at)
    if mention is not None and mention.start >= floor and mention.group != "unit":
        return at_agency(mention, post, name, core, text)
    return (
        in_inner(around, post, at, floor)
        or in_town_unit(around, post, at, floor)
        or beside_words(around, post, at, floor)
        or bare(around, post, name, core, floor)
    )


def at_agency(mention: AgencyMention, post: Span, name: str, core: str, text: str) -> Holding:
    """A post right after an agency's name; a court's own committee is its unit (…法院审判委员会|委员)."""
    court = COURT.fullmatch(mention.name or "")
    if court is not None:
        return Holding(court["unit"] + name, court["court"], False, mention.start, post.end, printed=True)
    group = mention.group == "commission" and core in posts().group
    return Holding(name, mention.name, group, party_start(text, mention.start), post.end, printed=True)


def in_inner(around: Anchors, post: Span, at: int, floor: int) -> Holding | None:
    """A post in a unit that stands between the agency's name and `at`, where the post begins."""
    unit = UNIT.search(around.text, max(floor, at - 18), at)
    for cut in range(max(floor, at - 18), at) if unit else ():
        owner = around.agency_ends.get(cut)
        own = (
            owner and owner.start >= floor and owner.group != "unit" and UNIT.fullmatch(around.text, cut, at)
        )
        if owner and own and not VERBAL.search(around.text, cut, at):
            return in_unit(around.text, owner, Span(cut, at), post)
    return None


def in_committee(around: Anchors, post: Span, at: int, floor: int) -> Holding | None:
    """A post in a committee of the consultative conference in its term."""
    found = COMMITTEE.search(around.text, max(floor, at - 44), at)
    if found is None:
        return None
    home = consultative(around, found["division"])
    post_there = (found["unit"] or "") + post.of(around.text)
    return Holding(post_there, home, False, found.start(), post.end, printed=True)


def in_town_unit(around: Anchors, post: Span, at: int, floor: int) -> Holding | None:
    """A post in a unit of a town's government (李家巷镇党建办|主任)."""
    found = in_town(around, at, floor)
    if found is None:
        return None
    begin, unit, government = found
    return Holding(around.text[unit : post.end], government, False, begin, post.end, printed=True)


def beside_words(around: Anchors, post: Span, at: int, floor: int) -> Holding | None:
    """A post after words that tell its agency though no agency was found there: a division, a zone, a firm."""
    text, name = around.text, post.of(around.text)
    led = LED.search(text, max(floor, at - 26), at)
    told = around.told(led["words"]) if led else None
    if led and told and told.end == len(led["words"]):
        return Holding(name, told.name, False, led.start("words"), post.end, printed=True)
    term = SESSION.search(text, max(floor, at - 18), at)
    of_term = in_term(around, term, floor) if term else None
    if of_term is not None:
        return Holding(name, of_term[1], False, of_term[0], post.end, printed=True)
    core = core_of(name)
    governed = region_before(around, at, floor) if core in GOVERNORS or core in ("主席", "专员") else None
    if governed is not None:
        return Holding(name, governed[1], False, governed[0], post.end, printed=True)
    zone = ZONE.search(text, max(floor, at - 16), at + len("党工委"))
    if zone is not None and zone.end() == at:
        return Holding(name, f"{zone[0]}党工委", False, zone.start(), post.end, printed=True)
    street = only_street(around) if text.endswith(STREET, floor, at) else None
    if street:
        return Holding(name, street, False, at - len(STREET), post.end, printed=True)
    firm = FIRM.search(text, max(floor, at - 26), at)
    return Holding(name, firm[0], False, firm.start(), post.end, printed=True) if firm else None


def in_unit(text: str, owner: AgencyMention, unit: Span, post: Span) -> Holding:
    """A post in a unit of an agency; a body of its own within the agency's name is the agency (中科院某研究所)."""
    body = BODY.match(text, unit.start, unit.end)
    if body is None:
        begin = post.start if PARTY_BODY.search(text, unit.start, unit.end) else unit.start
        return Holding(text[begin : post.end], owner.name, False, owner.start, post.end, printed=True)
    agency = (owner.name or text[owner.start : owner.end]) + body[0]
    return Holding(text[body.end() : post.end], agency, False, owner.start, post.end, printed=True)


def bare(around: Anchors, post: Span, name: str, core: str, floor: int) -> Holding:
    """A post that stands without an agency: the issuer's, if it fits, else open."""
    own = own_unit(around, post, core, floor)
    if own is not None:
        return own
    if core == "主席" and around.text.endswith(CONGRESS, floor, post.start):
        return Holding(CONGRESS + name, None, False, post.start - len(CONGRESS), post.end)
    if core in posts().group:
        return Holding(name, None, True, group_start(around, post.start, floor), post.end)
    if posts().fixed.get(core, core) is None:
        return Holding(name, None, False, post.start, post.end, printed=True)
    relative = RELATIVE.search(around.text, max(0, post.start - 5), post.start)
    relative = relative or SHORT.fullmatch(around.text, max(floor, post.start - 4), post.start)
    suffix = relative["suffix"] if relative else None
    governed = core in GOVERNORS and around.text.endswith(GOVERNMENT, floor, post.start)
    start = relative.start() if relative else post.start - len(GOVERNMENT) * governed
    home = own_agency(around, core, suffix, post.start)
    if home is None and core == "书记" and suffix is None:
        home = own_party(around, post.start)
    begin = post.start if home or relative else levelled(around, post.start, floor)
    told = home is not None and suffix == "自治区"
    return Holding(name, home, False, min(start, begin), post.end, printed=told)


def own_unit(around: Anchors, post: Span, core: str, floor: int) -> Holding | None:
    """A post in a unit of the issuer that stands without it: 党政办主任, 法规科科长, 办公室主任 in a bureau's own paper."""
    issuer = around.profile.agencies[0] if around.profile.agencies else None
    if issuer is None or (issuer.endswith(ABOVE) and not TOWN.fullmatch(issuer)):
        return None
    unit = OWN_UNIT.search(around.text, max(0, post.start - 12), post.start)
    if core not in (*OFFICE_HEADS, "主任", "科长", "股长", "处长", "所长", "站长", "队长") or (
        unit is None and core not in OFFICE_HEADS
    ):
        return None
    start = unit.start() if unit else office_start(around.text, post.start, floor)
    if core in OFFICE_HEADS and GROUPED.search(around.text, max(0, start - 4), start):
        return None
    return Holding(around.text[start : post.end], issuer, False, start, post.end)
