"""What stands before and after a word for a channel: quoted names, agencies, divisions, known brands."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.model import Span
from kb.agencies.towns import town_in
from kb.leaders.telling import Teller
from kb.model import AgencyMention, Profile
from kb.platforms.lexicon import lexicon
from kb.regions import divisions, named, shortened

QUOTES = {"”": "“", '"': '"', "」": "「", "』": "『", "’": "‘", "】": "【", "＂": "＂"}
OPENING = frozenset(QUOTES.values())
LONGEST_NAME = 24

COUNTED = re.compile(r"(?:的|等)?(?:[一两二三四五六七八九十\d]{1,3}[个家])?\Z")
"""What may stand between quoted names and the kind: “甲”“乙”两个〔微信公众号〕."""

OF_ACCOUNT = r"(?:开[设通办]|注册|创建|设立|建立|申请|认证|运营|启用|推出|官方|政务|平台|[其该的了我本局厅委省市县区镇]){0,3}"
"""What may stand before 账号, 名称: never another channel's word (微博，微信账号为“…”)."""

CALLED = re.compile(
    rf"(?:[，,]?(?:{OF_ACCOUNT}(?:账号|帐号)|(?:账号)?名(?:称|字)?|取名|命名|全称)(?:为|是|叫)?|(?<=号)[为是叫])?[：:（(]?@?"
)
"""Between a kind and its quoted name: a mark, 名为, 名称为, or 账号 (入驻抖音，开设账号“…”)."""

BETWEEN_QUOTES = re.compile(r"[、，,和及与]?\Z")
LEVEL = re.compile(
    r"(?:[^\u4e00-\u9fff]|[在过用由和及与的托于好对以到从将把至等年挥强]|\A)[省市县区州旗盟]\Z"
)
"""A level alone, as in 市政府网站."""

ABOVE = frozenset("省市州盟")
"""Last characters of divisions that hold others."""

BOUNDARY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9·]")
LEAD = re.compile(
    r".*(?:通过|利用|依托|运用|使用|借助|用好|开设|开通|建立|打造|维护|运营|管理|登录|登陆|关注|搜索|充分发挥|发挥|办好|建设|注册|升级|优化|完善"
    r"|主要|包括|以及|推出|创办|创建|制作|例如|[在及和与的对以由等将向是含如即从把用为了])"
)
"""The words of a sentence before a brand's name, up to its start."""


GOES_ON = re.compile(
    r"(?:共|累计|全年)*(?:(?:发布|推送|更新|编发)(?:信息|图文|推文|消息|文章|博文|作品|视频|短视频|各类|原创|稿件|量|总量|\d)"
    r"|粉丝|关注|订阅|用户|阅读|浏览|播放)"
)
"""What goes on with the counts of an account after its name."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with its agencies by offset, the document's profile, and the names that it puts in quotes."""

    text: str
    profile: Profile
    ends: dict[int, AgencyMention]
    starts: dict[int, tuple[AgencyMention, ...]]
    told: Teller

    def owner_before(self, at: int) -> AgencyMention | None:
        """The agency whose name ends at `at`, a 的 or 官方 between them passed over."""
        for word in ("", "的", "官方", "政务", "政府"):
            if self.text.startswith(word, at - len(word)) and at - len(word) in self.ends:
                return self.ends[at - len(word)]
        return None


def quoted_before(text: str, at: int) -> list[Span]:
    """The quoted names directly before `at` or its bracket, in order, without their quotes (“甲”“乙”微信公众号)."""
    counted = COUNTED.search(text, max(0, at - 6), at)
    at = counted.start() if counted else at
    at -= text[at - 1 : at] in ("（", "(")
    found: list[Span] = []
    while at > 1 and text[at - 1] in QUOTES:
        start = text.rfind(QUOTES[text[at - 1]], max(0, at - 2 - LONGEST_NAME), at - 1)
        if start < 0 or "\n" in text[start:at] or start + 2 > at - 1:
            break
        found.insert(0, Span(start + 1, at - 1))
        joint = BETWEEN_QUOTES.search(text, max(0, start - 1), start)
        at = joint.start() if joint else start
    return found


def quoted_after(text: str, at: int) -> list[Span]:
    """The quoted names directly after `at`, in order (微信公众号“甲”“乙”)."""
    found: list[Span] = []
    mark = CALLED.match(text, at)
    at = mark.end() if mark else at
    while at < len(text) and text[at] in OPENING:
        closing = next(close for close, opening in QUOTES.items() if opening == text[at])
        end = text.find(closing, at + 1, at + 2 + LONGEST_NAME)
        if end <= at + 1 or "\n" in text[at:end]:
            break
        found.append(Span(at + 1, end))
        joint = re.compile(r"[、，,和及与]?(?=[“\"「『‘])").match(text, end + 1)
        at = joint.end() if joint else end + 1
    return found


def inside_quotes(text: str, start: int, end: int) -> Span | None:
    """The quotation that `start`:`end` closes (“文旅山东英文网”), without its quotes."""
    if end >= len(text) or text[end] not in QUOTES:
        return None
    opening = text.rfind(QUOTES[text[end]], max(0, end - LONGEST_NAME), start)
    return Span(opening + 1, end) if opening >= 0 and "\n" not in text[opening:end] else None


def region_before(text: str, at: int) -> int | None:
    """Where the division begins whose full or short name ends at `at`, or None."""
    for length in range(min(11, at), 1, -1):
        if named(text[at - length : at]):
            return at - length
    return None


def division_before(text: str, at: int) -> int:
    """Where the division begins that stands before 政府网站, by name, with the one above it, or as 市, 县, 区; `at` if
    none does."""
    start = region_before(text, at)
    above = region_before(text, start) if start is not None else None
    if start is not None and above is not None and text[start - 1] in ABOVE:
        return above
    level = LEVEL.search(text, max(0, at - 2), at)
    return start if start is not None else level.end() - 1 if level else at


def county_before(text: str, at: int) -> int | None:
    """Where the county begins whose name without 县 or 区 ends at `at`, from a mark on (、山海关|政府信息公开平台)."""
    lengths = (length for length in range(min(6, at), 1, -1) if text[at - length : at] in short_counties())
    length = next(lengths, None)
    marked = length is not None and (at == length or BOUNDARY.match(text, at - length - 1))
    return at - length if length is not None and marked else None


def brand_before(text: str, at: int, known: frozenset[str]) -> Span | None:
    """The account's name that stands unquoted before `at`: one known from the document, or division + field."""
    for length in range(min(LONGEST_NAME, at), 2, -1):
        if text[at - length : at] in known:
            return Span(at - length, at)
    start = max(0, at - 16)
    bounds = [match.end() for match in BOUNDARY.finditer(text, start, at)]
    start = bounds[-1] if bounds else start
    lead = LEAD.match(text, start, at)
    start = lead.end() if lead else start
    name = text[start:at]
    return Span(start, at) if branded(name) or of_town(text, name) else None


def of_town(text: str, name: str) -> bool:
    """Whether `name` is made of a town that the text names and a field (长河发布 where 长河街道 is named)."""
    field = next((match for match in lexicon().brand.finditer(name) if match.end() == len(name)), None)
    short = name[: field.start()] if field else ""
    towns = (short + kind for kind in ("街道", "镇", "乡") if short)
    return any(town_in(town) == town and town in text for town in towns)


def brand_after(text: str, at: int) -> Span | None:
    """The account's name that stands unquoted after its kind, made of division and field (微博德州环境发布信息3条)."""
    for end in range(at + 3, min(at + 11, len(text))):
        if GOES_ON.match(text, end) and branded(text[at:end]):
            return Span(at, end)
    return None


def branded(name: str, most: int = 2) -> bool:
    """Whether `name` is made of a division's name and one field or two, in any order (文旅聊城, 青岛发布, 洪雅教育发布)."""
    for brand in lexicon().brand.finditer(name):
        first, last = brand.start() == 0, brand.end() == len(name)
        rest = name[brand.end() :] if first else name[: brand.start()]
        if (first or last) and (is_place(rest) or (most > 1 and rest and branded(rest, most - 1))):
            return True
    return False


def is_place(name: str) -> bool:
    """Whether `name` is a division's, in full or short, a county's too (昭化, 利辛)."""
    return bool(named(name)) or name in short_counties()


@cache
def short_counties() -> frozenset[str]:
    """The names of counties without their suffix, those left out that keep it (城区)."""
    return frozenset(short for r in divisions() if (short := shortened(r.name)) != r.name)
