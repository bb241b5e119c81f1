"""Whose a bare post is: the issuer's (局长 in an …局's own report) or its region's government's (副市长)."""

import re
from functools import lru_cache

from corpus.model import Span
from kb.agencies.towns import town_in
from kb.leaders.anchors import Anchors
from kb.leaders.lexicon import posts
from kb.leaders.names import HAN
from kb.regions import named, resolve
from kb.regions.find import region_names

GOVERNORS = {
    "省长": "省",
    "市长": "市",
    "县长": "县",
    "区长": "区",
    "旗长": "旗",
    "州长": "州",
    "盟长": "盟",
    "镇长": "镇",
    "乡长": "乡",
}
"""Heads of people's governments, and the last character of their divisions' names."""

GOVERNED = frozenset({"自治区", *GOVERNORS.values()})
LEADING = frozenset(
    {*GOVERNORS, "主席", "秘书长", *(f"{division}长助理" for division in GOVERNORS.values()), "主席助理"}
)
"""Posts of a people's government by themselves."""

TOWN = re.compile(r"(?P<town>[\u4e00-\u9fff]{2,24}(?P<level>[镇乡]))人民政府")
"""A town's government, as issuer."""

ABOVE = ("人民政府", "国务院", "办公厅", "办公室", "领导小组", "常务委员会")
"""Issuers whose papers speak for more than their own staff: a 科长 in them may be anyone's."""

PARTY = "中共"

GOVERNING = re.compile(r"人民政府(?:办公[厅室])?\Z")
"""Governments and their offices: 书记 in their papers is the party committee's of their division."""

OFFICE_WORDS = re.compile(r"(?![省市县州旗盟镇乡局厅委]|区(?!域))[\u4e00-\u9fff]{2,14}\Z")
"""What an office is called before 办公室主任: 城镇运行管理〔办公室主任〕, from a mark on."""

GROUPED = re.compile(r"(?:小组|委员会|指挥部|专班|会议|下设|[任设为]|设有|并|其)\Z")
"""Before 办公室主任: it is the group's."""

LEVELLED = re.compile(
    r"(?<![\u4e00-\u9fff])[省市县区州旗](?:(?![任免为由])[\u4e00-\u9fff]){1,10}"
    r"(?:局|委|办|厅|部|院|会|室|中心|政协|人大|政府)\Z"
)
"""A body that is not known, where the text's region is not told (市委书记、|市人大常委会|主任)."""

TOWN_UNIT = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{2,6}[镇乡])(?P<unit>(?!人民|政府|党委)[\u4e00-\u9fff]{2,6}(?:办|办公室|站|所|中心))\Z"
)
"""A unit of a town's government right after the town (李家巷镇党建办|主任)."""

ZONE = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}(?:新区|开发区|高新区|经开区|示范区|园区|度假区)(?=党工委)"
)
"""A zone that is no known agency, before its party committee's post, from a mark on."""

FIRM = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[的任为兼去志]))(?:(?![的任为兼])[\u4e00-\u9fff]){2,24}"
    r"(?:公司|集团|企业|银行|支行|分行|居委会|村委会|居民委员会|村民委员会|合作社|商会|大学|学院|医院|法院|检察院|研究院|研究所)\Z"
)
"""The name of a firm, a school or a village's committee right before a post, from a mark or a verb on."""

COMMITTEE = re.compile(
    r"(?:中国人民政治协商会议|政协)第?[一二三四五六七八九十]{1,4}届(?P<division>[\u4e00-\u9fff]{2,12}?)委员会"
    r"(?P<unit>[\u4e00-\u9fff]{2,10}委员会)?\Z"
)
"""A committee of the consultative conference in its term, with a committee of its own."""

FARTHEST = 120
"""How far before its post a sentence's division may stand, in characters."""

STREET = "街道办事处"
"""An office that is meant by its kind alone where the text names just one."""

SHORT = re.compile(r"[我本该]?(?P<suffix>自治区|[厅局委部院署办室县市区镇乡省])")
"""The issuer by its last character alone, where nothing else stands before a post (甲|自治区|主席)."""

GROUP_NAME = re.compile(rf"(?<=、){HAN}{{2,36}}(?:领导小组|协调小组|工作小组|联席会议|指挥部|组委会)\Z")
"""A group's name between a joint and a post."""

RELATIVE = re.compile(
    r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由以我本该和及任为与、])|^)[我本该]?(?P<suffix>自治区|[厅局委部院署办室县市区镇乡省])\Z"
)
"""The issuer named by its last character alone: 厅党组书记, 局长 in an …局's own paper, 本局副局长."""


def region_before(around: Anchors, at: int, floor: int) -> tuple[int, str | None] | None:
    """Where the division's name begins that ends at `at` (山东省省长, 江苏省原副省长), and its government."""
    for length in range(11, 1, -1):
        start = at - length
        if start >= max(floor, 0) and named(around.text[start:at]):
            found = resolve(around.text[start:at], around.profile.region, around.profile.year)
            return start, government(around, found.name) if found else None
    return None


def own_agency(around: Anchors, core: str, suffix: str | None, at: int | None = None) -> str | None:
    """The agency that a bare post (at `at`, if known) belongs to in this document.

    `suffix` is what names it in short before the post (局 of 局党组书记, 自治区 of 自治区主席).
    """
    if core in posts().fixed or core in posts().titles:
        return posts().fixed.get(core)
    town = town_meant(around, suffix or GOVERNORS.get(core))
    if town:
        return own_town(around, town, core)
    governed = suffix if suffix in GOVERNED else GOVERNORS.get(core)
    if governed:
        fitting = [name for name in around.profile.region if name.endswith(governed)]
        division = fitting[-1] if fitting else only_division(around.text, governed)
        division = division or (sentence_division(around.text, governed, at) if at else None)
        return government(around, division) if division and core in LEADING else None
    issuer = around.profile.agencies[0] if around.profile.agencies else None
    fit = issuer is not None and (issuer.endswith(suffix) if suffix else fits(issuer, core))
    return issuer if fit else None


def town_meant(around: Anchors, level: str | None) -> re.Match[str] | None:
    """The government of the town that 镇 or 乡 means: the issuer, else the one town that the text names."""
    own = TOWN.fullmatch(around.profile.agencies[0]) if around.profile.agencies else None
    if own and level == own["level"]:
        return own
    town = only_town(around.text, level) if level in ("镇", "乡") else None
    told = around.told(f"{town}人民政府") if town else None
    return TOWN.fullmatch((told.name if told else None) or f"{town}人民政府") if town else None


@lru_cache(maxsize=4)
def only_town(text: str, level: str) -> str | None:
    """The town of this level that a text names, if it names just one."""
    ends = (match.end() for match in re.finditer(level, text))
    found = {town for end in ends if (town := town_in(text[max(0, end - 6) : end]))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=8)
def only_division(text: str, level: str) -> str | None:
    """The division of this level that a text names in full, if it names just one."""
    found = {name for _, name in region_names(text) if name.endswith(level) and len(name) > len(level) + 1}
    return found.pop() if len(found) == 1 else None


def sentence_division(text: str, level: str, at: int) -> str | None:
    """The one division of this level that the sentence names in full before `at` (柳州市…会议选举甲为人民政府市长)."""
    start = max(text.rfind(mark, max(0, at - FARTHEST), at) for mark in "。\n") + 1
    return only_division(text[start or max(0, at - FARTHEST) : at], level)


def own_party(around: Anchors, at: int) -> str | None:
    """The party committee whose 书记 at `at` is, in a government's own paper (书记, in a town's also 镇委书记); None
    for 团委书记 and the like."""
    issuer = around.profile.agencies[0] if around.profile.agencies else ""
    town = TOWN.fullmatch(issuer)
    if town and around.text[at - 2 : at] == f"{town['level']}委":
        return own_town(around, town, "书记")
    governs = around.profile.region and GOVERNING.search(issuer)
    if not governs or around.text[at - 1 : at] in posts().organs | {"委", "组", "总", "支", "该"}:
        return None
    told = around.told(f"{around.profile.region[-1]}委")
    return told.name if told else None


def own_town(around: Anchors, town: re.Match[str], core: str) -> str | None:
    """The agency of a post of the issuing town: its party committee for the party's posts, else its government."""
    if core not in LEADING and "书记" not in core and not core.startswith("党"):
        return None
    told = around.told(f"{town['town']}党委") if core not in LEADING else None
    return told.name if told else town[0]


def government(around: Anchors, division: str) -> str | None:
    """The people's government of a division, under the name that the agencies' rules give it."""
    told = around.told(f"{division}人民政府")
    return told.name if told else f"{division}人民政府"


def government_beside(core: str, agency: str) -> str | None:
    """The government of the division whose party committee is named before (广州市委常委、副市长)."""
    match = re.match(r"(?:中共)?(?P<division>[\u4e00-\u9fff]{2,12}?[省市县区旗州盟镇乡])委", agency)
    fit = match is not None and match["division"].endswith(GOVERNORS.get(core, "?"))
    return f"{match['division']}人民政府" if match and fit else None


def fits(issuer: str, core: str) -> bool:
    """Whether an agency of this name has such a post: 局长 an …局, 主任 a …委员会, 人事科科长 any one office."""
    if core in posts().heads:
        return issuer.endswith(posts().heads[core])
    if core.endswith("长") and len(core) == 2 and core not in ("科长", "股长", "处长"):
        return issuer.endswith(core[0])
    if core.startswith(("党", "机关党委")) or (core.startswith("纪检") and not issuer.endswith(ABOVE)):
        return True
    staff = core.endswith(
        ("员", "师", "助理", "专员", "发言人", "室主任", "部主任", "科长", "股长", "处长", "负责人")
    )
    return staff and not issuer.endswith(ABOVE)


def only_street(around: Anchors) -> str | None:
    """The sub-district's office that the text names, if it names just one."""
    named = {mention.name for mention in around.agencies if mention.name and mention.name.endswith(STREET)}
    return named.pop() if len(named) == 1 else None


def in_term(around: Anchors, term: re.Match[str], floor: int) -> tuple[int, str | None] | None:
    """Where the name of a body in its term begins, with its division, and the body without the term."""
    if term["level"]:
        told = around.told(term["level"] + term["body"])
        return (term.start(), told.name) if told is not None else None
    division = region_before(around, term.start(), floor)
    level = around.text[term.start() - 1 : term.start()]
    start = division[0] if division else term.start() - 1 if level in GOVERNED else None
    told = around.told(around.text[start : term.start()] + term["body"]) if start is not None else None
    return (start, told.name) if start is not None and told is not None else None


def consultative(around: Anchors, division: str) -> str:
    """The committee of the consultative conference of a division, under the name that the agencies' rules give it."""
    told = around.told(f"政协{division}委员会")
    return (told.name if told else None) or f"中国人民政治协商会议{division}委员会"


def office_start(text: str, at: int, floor: int) -> int:
    """Where the name of the office begins that has 办公室主任 at `at`: from a mark or the `floor` on, else `at`."""
    words = OFFICE_WORDS.search(text, max(floor, at - 15), at)
    if words is None or GROUPED.search(words[0]):
        return at
    begins = words.start() == floor or not re.match(HAN, text[words.start() - 1 : words.start()])
    return words.start() if begins else at


def group_start(around: Anchors, at: int, floor: int) -> int:
    """Where a group that is no known agency begins before its head's post at `at`, after another post (国务院副总理、
    |推进某工程领导小组|组长); `at` if none does."""
    group = GROUP_NAME.search(around.text, max(floor, at - 44), at)
    return group.start() if group and group.start() - 1 in around.post_ends else at


def levelled(around: Anchors, at: int, floor: int) -> int:
    """Where the body begins that is not known and stands right before a post at `at`; `at` if none does."""
    body = LEVELLED.search(around.text, max(floor, at - 14), at)
    return body.start() if body and not around.posts_within(Span(body.start(), at)) else at


def party_start(text: str, start: int) -> int:
    """Where a party body's name begins that 中共 stands before and its mention at `start` leaves out."""
    return start - len(PARTY) if text.endswith(PARTY, 0, start) else start


def in_town(around: Anchors, at: int, floor: int) -> tuple[int, int, str] | None:
    """Where a town's name and its unit begin that stand before a post at `at`, and the town's government."""
    found = TOWN_UNIT.search(around.text, max(floor, at - 20), at)
    town = town_in(found["town"]) if found else None
    if found is None or town is None:
        return None
    told = around.told(f"{town}人民政府")
    return (
        found.end("town") - len(town),
        found.start("unit"),
        (told.name if told else None) or f"{town}人民政府",
    )
