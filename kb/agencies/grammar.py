"""Local names: region or level word × function words × head (山东省 + 文化和旅游 + 厅, 市 + 图书馆)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from kb.agencies.branches import county_shorts
from kb.agencies.candidate import Candidate
from kb.agencies.left import LEVELS, Left, left_of, region_before, word_start
from kb.agencies.lexicon import Head, context, continues, functions, head_automaton, heads, longest_function
from kb.regions.table import full_names
from kb.spotting import longest_words

ABBREVIATED = ("委", "办")
"""Heads that are not written out after words that the lexicon does not hold (市消保委)."""
CITY = ("城市", "城乡", "城管")
"""Words after 县 that make no 县城 with it (县|城市建设投资服务中心)."""
NAMED = ("委员会", "工作委员会", "工委")
"""Heads of party committees that need the party's name before their region (中共某新区工作委员会)."""
SHARED = frozenset(
    {"政府", "人民政府", "人大", "政协", "人大常委会", "纪委", "法院", "检察院", "人民法院", "人民检察院"}
)
"""Heads that may stand bare after another name in a row."""
LISTABLE = frozenset(
    {
        "总工会",
        "妇联",
        "残联",
        "科协",
        "文联",
        "工商联",
        "侨联",
        "社科联",
        "红十字会",
        "供销社",
        "人武部",
        "法院",
        "检察院",
    }
)
"""Heads that stand bare in a list in their own government's paper (教育局、残联)."""
BEFORE_LISTED = re.compile(r"[：:（(、，\n\t]$")
PERSONS = re.compile(r"(?<=的)(?:自治区|省|市|县)$")
"""A level word after 的; only before function words, for 的市 alone ends many a common phrase."""
NEXT_ORGAN = re.compile(r"[委局厅](?=[省市县区州][一-鿿])")
"""Inside unknown words: where a second organ's name begins (发展改革委|市商务局)."""
TERM = re.compile(r"第.{1,3}届|[一二三四五六七八九十\d]号?楼")
"""Of a body, or a storey of its house: 某区第九届委员会, 二楼办公室 are no names of their own."""
COMMITTEE = re.compile(r"(?P<level>[省市县区州旗])委、?(?P=level)$")
"""Left of a government: the committee of the same level (区委、区|政府信息公开工作部署)."""
CORPS = re.compile(r"\{\}生产建设兵团.+厅")
"""A department of the corps in a row with those of provinces (及新疆生产建设兵团教育|厅（局）); all its own are 局."""
WINDOW = 16
"""How far left of its head a name with unknown words in the middle may begin, in characters."""
DEMOCRATIC = ("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
PARTY = re.compile(
    rf"(?:中共|中国共产党|共青团|中国共产主义青年团|政协|中国人民政治协商会议|团|{'|'.join(DEMOCRATIC)})$"
)
PARTY_PARTS = frozenset({"组织部", "宣传部", "统战部", "政研室", "农办", "社会工作部"})
"""Departments of a committee that may stand bare after another name in a row (市委组织部、宣传部)."""
DISCIPLINE = re.compile(r"纪委(?:(?:副书记|书记|常委)?、)?$")
"""Before 监委: the commission whose region it shares (县纪委|监委, 县纪委副书记、|监委副主任)."""
POLICE = re.compile(r"武警(?P<place>[一-鿿]{2,5})$")
OFFICIAL = {
    "中共": "中共{}委", "中国共产党": "中共{}委", "共青团": "共青团{}委", "中国共产主义青年团": "共青团{}委",
    "团": "共青团{}委", "政协": "{}政协", "中国人民政治协商会议": "{}政协",
    **{party: party + "{}委员会" for party in DEMOCRATIC},
}  # fmt: skip


def local_names(text: str) -> Iterator[Candidate]:
    """Every candidate of the grammar, at each head the first reading that fits."""
    for start, word in longest_words(head_automaton(), text):
        end = start + len(word)
        part = continues(text, end, word) and not _beside_committee(text, start, word)
        if not part and not _is_word(text, end, word):
            found = (_read(text, end - len(head.text), end, head) for head in _readings(word))
            owner = word.partition("办公")[0]  # 市卫生健康委|办公室, where 委办公室 is a head too
            owners = (_read(text, start, start + len(owner), head) for head in _readings(owner))
            yield from islice(filter(None, chain(found, owners if owner != word else ())), 1)


def _beside_committee(text: str, start: int, head: str) -> bool:
    """Whether a government stands beside its committee, so that 信息公开 after it is a word of its own."""
    alone = head == "政府" and text.startswith("信息公开", start + len(head))
    return alone and COMMITTEE.search(text, max(0, start - 4), start) is not None


def _is_word(text: str, end: int, head: str) -> bool:
    """Whether a word that ends like a head and is none ends at `end` (格局; not 军民融合办)."""
    words = context().no_heads
    if not text.endswith(words, max(0, end - WINDOW), end):
        return False
    return any(text.endswith(word, 0, end) and len(head) <= len(word) for word in words)


@cache
def _readings(word: str) -> tuple[Head, ...]:
    """The readings of a head, then those of the shorter heads it ends with (政务公开办公室: 办公室)."""
    return tuple(head for at in range(len(word)) for head in heads().get(word[at:], ()))


def _read(text: str, start: int, end: int, head: Head) -> Candidate | None:
    if head.how == "party":
        return _party(text, start, end, head)
    if head.how == "direct":
        return _direct(text, start, end, head)
    return _department(text, start, end, head) if head.how == "function" else _body(text, start, end, head)


def _direct(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A head that follows the region itself: 青岛市人民政府, 省法院."""
    left = left_of(text, start) or _prefecture(text, start, head)
    if left is None and head.official.startswith("武警"):
        return _police(text, start, end, head)
    if left is None and head.text == "海关":
        return _customs(text, start, end, head)
    if left is None:
        return _after_party(text, start, end, head)
    if head.text == "金融监管局" and not left.short:
        return None
    if not head.official.startswith("武警") or head.text.startswith("武警"):
        return Candidate(left.start, end, head.official, "direct", head.group, left)
    begin = left.start - 2 if text.endswith("武警", 0, left.start) else left.start
    return (
        Candidate(begin, end, head.official, "direct", head.group, left)
        if "武警" in text[begin:end]
        else None
    )


def _police(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A unit of the armed police named after a county by its short name: 武警西盟中队."""
    named = POLICE.search(text, max(0, start - 8), start)
    if named is None or not any(named["place"] + level in full_names() for level in "县区市旗"):
        return None
    return Candidate(named.start(), end, text[named.start() : end], "branch", head.group)


def _customs(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A customs house named after a county by its short name: 义乌海关."""
    own = next((n for n in (4, 3, 2) if n <= start and text[start - n : start] in county_shorts()), 0)
    if not own or not word_start(text, start - own):
        return None
    return Candidate(start - own, end, text[start - own : end], "branch", head.group)


def _prefecture(text: str, start: int, head: Head) -> Left | None:
    """地委 and 行署 alone are those of the document's own 地区; 阿里地委, 喀什地委 those of the one named."""
    if not head.text.startswith(("地委", "行署")):
        return None
    short = text[max(0, start - 4) : start]
    own = next((short[at:] for at in range(len(short) - 1) if short[at:] + "地区" in full_names()), None)
    if own:
        return Left(start - len(own), (own + "地区",))
    return Left(start, level="地区") if word_start(text, start) else None


def _after_party(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A head that shares the region of the one before: 省纪委|监委; 自治区党委、|政府."""
    discipline = DISCIPLINE.search(text, max(0, start - 8), start) if head.text == "监委" else None
    if discipline and (left := left_of(text, discipline.start())):
        return Candidate(start, end, head.official, "coordination", head.group, left)
    after_organ = text.endswith(
        ("委、", "委和", "府、", "府和", "会、", "会和", "院、", "院和", "人大、", "人大和"), 0, start
    )
    listed = head.text in LISTABLE and BEFORE_LISTED.search(text, max(0, start - 1), start)
    if (head.text in SHARED and after_organ) or listed:
        return Candidate(start, end, head.official, "bare", head.group)
    return None


def _party(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A party committee and its departments: 中共山东省委, 市委宣传部, 团省委, 政协青岛市委员会."""
    bare = head.text in PARTY_PARTS or head.text.startswith("党委")
    if not start or (text[start - 1] not in LEVELS and not bare):
        return None
    left = left_of(text, start) or _after_prefix(text, start)
    prefix = PARTY.search(text, max(0, left.start - 12), left.start) if left else None
    if left is None and head.text in PARTY_PARTS:
        return Candidate(start, end, "中共" + head.official, "bare", head.group)
    if left is None or (head.text in NAMED and prefix is None):
        return None
    official = "中共" + head.official
    if prefix is None:
        return Candidate(left.start, end, official, "party", head.group, left)
    if head.official == "{}委":
        official = OFFICIAL[prefix[0]]
    if prefix[0] in DEMOCRATIC and text.startswith("会", end) and text[end + 1 : end + 2] != "同":
        end += 1  # 民建市委|会
    return Candidate(prefix.start(), end, official, "party", head.group, left)


def _after_prefix(text: str, start: int) -> Left | None:
    """The level word between a party's name and its committee (民建|市|委会)."""
    named = text[start - 1] in LEVELS and PARTY.search(text, max(0, start - 13), start - 1)
    return Left(start - 1, level=text[start - 1]) if named else None


def _function_before(text: str, end: int) -> int:
    """The length of the longest function word that ends at `end`; 0 if there is none."""
    lengths = range(min(longest_function(), end), 1, -1)
    return next((n for n in lengths if text[end - n : end] in functions()), 0)


def chain_start(text: str, end: int) -> int:
    """Where the function words that end at `end` begin (文化和旅游|局): `end` itself if there are none."""
    start = end
    while True:
        length = _function_before(text, start)
        if not length and start < end and text[start - 1 : start] in ("和", "与"):
            length = _function_before(text, start - 1) and _function_before(text, start - 1) + 1
        if not length:
            return start
        start -= length


@cache
def core(words: str, head: str) -> str:
    """The official form of function words as printed: 发改 → 发展和改革; chains stay as they are printed."""
    official, own = functions().get(words, (words, True))
    return words if own and head in ("局", "厅") else official


def _department(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """Function words and a head: 山东省文化和旅游厅, 市教育局; with a region, unknown words in the middle too."""
    begin = chain_start(text, start)
    if begin < start:
        printed = text[begin:start]
        official = (
            "{}" + (printed if head.group == "institution" else core(printed, head.text)) + head.official
        )
        left = left_of(text, begin) or _of_person(text, begin)
        if left is not None:
            return Candidate(left.start, end, official, "department", head.group, left)
        return _free(text, start, end, head) or Candidate(begin, end, official, "bare", head.group)
    return _free(text, start, end, head)


def _of_person(text: str, end: int) -> Left | None:
    """The level word after a person's name in a removal (赵某的|省水利厅副厅长职务)."""
    level = PERSONS.search(text, max(0, end - 4), end)
    return Left(level.start(), level=level[0]) if level else None


def _body(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """An institution: 县图书馆, 山东美术馆, 淄博市公共资源交易中心."""
    left = left_of(text, start)
    if left is not None and head.how == "body" and text[start - 1 : start + 1] not in context().level_follow:
        return Candidate(left.start, end, "{}" + head.official, "institution", head.group, left)
    return _free(text, start, end, head)


def _free(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A region, then words that the lexicon does not hold, then the head: 青岛西海岸新区管委会."""
    for at in range(_window_start(text, start), start - 1):
        left = _left_of_free(text, at)
        if left is not None and not _stopped(text[at:start], head):
            official = "{}" + text[at:start] + (head.text if head.text in ABBREVIATED else head.official)
            official = "中共" + official if text[at] == "委" else official
            official = official[:-1] + "局" if CORPS.fullmatch(official) else official
            return Candidate(left.start, end, official, "free", head.group, left)
    return None


def _left_of_free(text: str, at: int) -> Left | None:
    """The region before the unknown words that begin at `at`: a full name or level word, or a short name."""
    if text[at - 1 : at] in LEVELS:
        follows = text[at - 1 : at + 1] in context().level_follow and text[at : at + 2] not in CITY
        return None if follows else left_of(text, at)
    if text[at : at + 1] in LEVELS and text[at : at + 2] not in ("省立", "市立"):
        return None
    left = region_before(text, at)
    return left if left is not None and left.short else None


def _window_start(text: str, start: int) -> int:
    """The leftmost place where the middle of a name can begin: no punctuation or stop character after it."""
    stops, at = context().stop_characters, start
    while at > max(0, start - WINDOW) and "一" <= text[at - 1] <= "鿿" and text[at - 1] not in stops:
        at -= 1
    return at


def _stopped(middle: str, head: Head) -> bool:
    """Whether unknown words are a common word alone (公共图书馆), or hold one that no name holds."""
    if head.text.startswith("办公") and middle[-1] in "委局厅" and chain_start(middle, len(middle) - 1) == 0:
        return True  # a department's own office: 市卫生健康委|办公室
    if head.text == "中心" and not middle.endswith(context().centres):
        return True
    return (
        TERM.search(middle) is not None
        or middle[0] in "和与"
        or NEXT_ORGAN.search(middle) is not None
        or middle in context().plain_middles
        or any(word in middle for word in context().stop_words)
    )
