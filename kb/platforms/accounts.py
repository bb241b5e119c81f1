"""Accounts on third-party platforms and apps: which name each word for one bears."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.model import Span
from kb.model import Channel
from kb.platforms.kinds import Kind
from kb.platforms.surroundings import (
    GOES_ON,
    Surroundings,
    brand_after,
    brand_before,
    quoted_after,
    quoted_before,
)
from kb.policies.laws import known as known_law

HANDLE = re.compile(r"(?<![A-Za-z0-9._])[@＠](?P<name>[\u4e00-\u9fffA-Za-z0-9_·-]{2,20})")
LABELLED = re.compile(r"[：:]\s?[@＠]?(?P<name>[\u4e00-\u9fffA-Za-z0-9_·-]{2,18})(?=[\s，,。；;、）)]|\Z)")
BRACKETED = re.compile(
    r"[（(](?:名称[：:])?[@＠]?(?P<name>(?!以下|简称|下称|包括|含|如|即|网址|原)[\u4e00-\u9fffA-Za-z0-9_·-]{2,18})[）)]"
)
JOINT = re.compile(r"[、，,/和及与]?|以及|“?”?")
GENERIC = re.compile(
    r"\d(?:条|篇|万|个|次|期|余|多|名|人)|\A(?:共|累计|全年|已|目前|通过|主要|每|为|是|发布|推送|政务|新闻|官方|单位|部门|同名|网络|新媒体|[A-Za-z0-9_-]+\Z)"
)
"""What stands after 微信： and is no account's name: counts, verbs, ids in Latin letters."""

ACCOUNT_ID = re.compile(r"微信号[：:]\s?[A-Za-z0-9_-]+")
"""The id beside an account's name (微信公众号“晋安文旅”（微信号：jawl）)."""

BOOKED = re.compile(r"《(?P<name>(?!关于)[\u4e00-\u9fff·]{2,8}(?<![知例见定]))》\Z")
"""An account's name in the marks of a title, none that a paper bears (《广州普法》抖音号; of 《民法典》抖音号 that is open)."""

SITE = re.compile(r"(?:网|网站|平台|新闻|客户端|APP|App|栏目|频道)\Z")
"""Names in a list of quotes that are no account of the kind after the last one."""

TOPIC = re.compile(r"等?(?:系列)?(?:专题|专栏|栏目|话题)")
"""What makes a quoted name after a kind one of its topics (微信公众号“冰缘月”专题)."""

RUNS_ON = re.compile(r"[在自于等已将共的从以，]")
"""What goes on with a sentence after an account's name."""

MEDIUM = re.compile(
    r"新华|中新|人民网|人民日报|央视|央广|光明|日报|晚报|头条|新闻网|电视台|澎湃|大众网|网易|新浪|腾讯|凤凰"
)
"""Accounts of media by their names."""

FOREIGN = re.compile(
    r"(?:日报|晚报|晨报|早报|时报|周报|商报|电视台|电台|广播|新闻网|频道|杂志|报社|在线网|传媒|客户端)(?:社|的)?\Z"
)
"""A medium before an account's name: the account is not the issuer's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A platform at a place: the `kind` word, the name's characters (None: unnamed), and the whole stretch."""

    kind: Kind
    name: str | None
    start: int
    end: int
    rule: str
    owner: str | None = None
    url: str | None = None


Known = Mapping[Channel, frozenset[str]]
"""The names that a document puts beyond doubt, by channel."""


def find_accounts(around: Surroundings, kinds: list[Kind], known: Known) -> Iterator[Found]:
    """The accounts that `kinds` (accounts only, in order) name.

    `known` are names that the document gives elsewhere; they are read unquoted too. A name stands for all
    kinds that are listed after it (“文旅聊城”抖音号、今日头条号、快手号), but not for one of which the document
    names another account: there it stays open.
    """
    last: list[Found] = []
    names = frozenset(name for group in known.values() for name in group)
    for kind in kinds:
        if (last and content(around.text, last[-1].end, kind)) or ACCOUNT_ID.match(around.text, kind.start):
            continue
        found = list(named_account(around, kind, names))
        if not found and last and shares(around.text, last[-1], kind):
            yield from (shared(item, kind, known.get(kind.channel)) for item in last)
            last = [replace(item, start=kind.start, end=kind.end) for item in last]
            continue
        last = found or [Found(kind, None, *reach(around, kind), "kind", owner_of(around, kind.start))]
        yield from last


def named_account(around: Surroundings, kind: Kind, known: frozenset[str]) -> Iterator[Found]:
    """The account with the name that stands beside its kind: quoted before it, unquoted, or after it."""
    before = quoted_before(around.text, kind.start)
    if before:
        yield from named_before(around, kind, before)
        return
    booked = BOOKED.search(around.text, max(0, kind.start - 12), kind.start)
    if booked and kind.of(around.text).endswith("号") and not known_law(booked["name"]):
        yield Found(kind, booked["name"], kind.start, kind.end, "quoted", owner_of(around, booked.start()))
        return
    brand = brand_before(around.text, kind.start, known)
    if brand:
        name = brand.of(around.text)
        yield Found(kind, name, brand.start, kind.end, "brand", owner_of(around, brand.start))
        return
    yield from named_after(around, kind)


def named_before(around: Surroundings, kind: Kind, names: list[Span]) -> Iterator[Found]:
    """The accounts of quoted names before a kind; one after a medium (大众日报“…”) is not the issuer's."""
    text, begin = around.text, names[0].start - 1
    after_medium = FOREIGN.search(text, max(0, begin - 7), begin)
    owner = owner_of(around, begin)
    for span in names:
        if span != names[-1] and SITE.search(span.of(text)):
            continue
        rule = "foreign" if after_medium or MEDIUM.search(span.of(text)) else "quoted"
        end = kind.end if span == names[-1] else span.end + 1
        itself = owner_of(around, span.end, span.start)
        yield Found(kind, span.of(text), span.start - 1, end, rule, owner or itself)


def named_after(around: Surroundings, kind: Kind) -> Iterator[Found]:
    """The accounts named after a kind: in quotes, after a colon, in brackets."""
    text, owner = around.text, owner_of(around, kind.start)
    after = [span for span in quoted_after(text, kind.end) if not TOPIC.match(text, span.end + 1)]
    for span in after:
        start = kind.start if span == after[0] else span.start - 1
        yield Found(kind, span.of(text).lstrip("@＠"), start, span.end + 1, "quoted", owner)
    brand = None if after else brand_after(around.text, kind.end)
    if brand:
        yield Found(kind, brand.of(text), kind.start, brand.end, "brand", owner)
        return
    label = None if after else LABELLED.match(text, kind.end) or BRACKETED.match(text, kind.end)
    if label and not GENERIC.search(label["name"]):
        yield Found(kind, label["name"], kind.start, label.end("name"), "labelled", owner)


def shared(item: Found, kind: Kind, others: frozenset[str] | None) -> Found:
    """The account of a listed kind under the name before it, open if `others` of that kind are named."""
    name = item.name if not others or item.name in others else None
    rule = "foreign" if item.rule == "foreign" else "shared"
    return Found(kind, name, kind.start, kind.end, rule, item.owner)


def content(text: str, end: int, kind: Kind) -> bool:
    """Whether a kind is what the platform before it publishes (“晋安发布”微信公众号发布微信1230篇)."""
    between = text[end : kind.start] if kind.start - end <= 14 else "。"
    return kind.of(text) in ("微信", "微博") and bool(
        re.fullmatch(r"[^，,。；;、\n]{0,10}(?:发布|推送|编发|刊发|发送|推出|原创|更新)", between)
    )


def shares(text: str, last: Found, kind: Kind) -> bool:
    """Whether only a list mark stands between two kinds, so that the name before holds for both."""
    return last.rule != "labelled" and bool(JOINT.fullmatch(text, last.end, kind.start))


def owner_of(around: Surroundings, at: int, start: int | None = None) -> str | None:
    """The agency named directly before `at`; with `start`, only if its name fills `start`:`at`."""
    mention = around.owner_before(at)
    if mention is None or (start is not None and mention.start != start):
        return None
    return mention.name


def reach(around: Surroundings, kind: Kind) -> tuple[int, int]:
    """The stretch of an unnamed account: with its owner, if one stands directly before it."""
    mention = around.owner_before(kind.start)
    return (mention.start if mention else kind.start), kind.end


def find_handles(around: Surroundings, kinds: list[Kind]) -> Iterator[Found]:
    """The accounts named by @: 微博 where no other kind stands beside them."""
    text = around.text
    for match in HANDLE.finditer(text) if "@" in text or "＠" in text else ():
        inner = next((k for k in kinds if match.start("name") + 2 <= k.start < match.end() + 1), None)
        after = next((k for k in kinds if k.start == match.end() + 1 and text[match.end()].isspace()), None)
        before = next((k for k in kinds if k.end in (match.start(), match.start() - 1)), None)
        end = min(match.end(), inner.start) if inner else match.end()
        end = ended(around, match.start("name"), end)
        own = Kind(match.start(), match.end(), match.start(), "@", "account", "weibo")
        kind = inner or after or before or own
        stop = inner.end if inner and inner.start == end else after.end if after and not inner else end
        start = before.start if kind is before else match.start()
        yield Found(kind, text[match.start("name") : end], start, stop, "handle")


def ended(around: Surroundings, start: int, end: int) -> int:
    """Where an account's name ends that runs on into the sentence (@最高人民法院在…): after the agency it begins with."""
    agency = next((m for m in around.starts.get(start, ()) if m.end < end), None)
    if agency is not None and RUNS_ON.match(around.text, agency.end):
        return agency.end
    return end


def find_again(text: str, found: list[Found]) -> Iterator[Found]:
    """The accounts whose quoted names stand again without their kind, right before their counts (“贵州交通”发布信息1310条)."""
    channels: dict[str, set[Channel]] = {}
    named = {item.name: item for item in found if item.name and item.rule == "quoted"}
    for item in found:
        if item.name in named:
            channels.setdefault(item.name, set()).add(item.kind.channel)
    for name, item in named.items():
        for match in re.finditer(f'[“"]{re.escape(name)}[”"]', text) if len(channels[name]) == 1 else ():
            if GOES_ON.match(text, match.end()):
                yield replace(item, start=match.start(), end=match.end())


def accounts_named(found: list[Found]) -> Known:
    """The names that the document puts beyond doubt, by quotes or @."""
    known: dict[Channel, frozenset[str]] = {}
    for item in found:
        if item.name and item.rule in ("quoted", "foreign", "handle") and len(item.name) >= 3:
            known[item.kind.channel] = known.get(item.kind.channel, frozenset()) | {item.name}
    return known
