"""Accounts on third-party platforms and apps: which name each word for one bears."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.model import Channel
from kb.platforms.kinds import Kind
from kb.platforms.surroundings import Surroundings, brand_before, quoted_after, quoted_before

HANDLE = re.compile(r"(?<![A-Za-z0-9._])[@＠](?P<name>[\u4e00-\u9fffA-Za-z0-9_·-]{2,20})")
LABELLED = re.compile(r"[：:]\s?[@＠]?(?P<name>[\u4e00-\u9fffA-Za-z0-9_·-]{2,18})(?=[\s，。；;、）)]|\Z)")
BRACKETED = re.compile(
    r"[（(](?:名称[：:])?[@＠]?(?P<name>(?!以下|简称|下称|包括|含|如|即|网址|原)[\u4e00-\u9fffA-Za-z0-9_·-]{2,18})[）)]"
)
JOINT = re.compile(r"[、，,/和及与]?|以及|“?”?")
GENERIC = re.compile(
    r"[一两二三四五六七八九十\d]+个?|政务|新闻|官方|单位|部门|我市|全市|本地|县级|市级|省级|我县|我区|各|新媒体|网络|同名|自媒体|政府|手机|移动"
)


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
        found = list(named_account(around, kind, names))
        if not found and last and shares(around.text, last[-1], kind):
            others = known.get(kind.channel)
            found = [
                Found(
                    kind,
                    item.name if not others or item.name in others else None,
                    kind.start,
                    kind.end,
                    "shared",
                    item.owner,
                )
                for item in last
            ]
        found = found or [Found(kind, None, *reach(around, kind), "kind", owner_of(around, kind.start))]
        yield from found
        last = found


def named_account(around: Surroundings, kind: Kind, known: frozenset[str]) -> Iterator[Found]:
    """The account with the name that stands beside its kind."""
    text = around.text
    before = quoted_before(text, kind.start)
    if before:
        for span in before:
            begin = span.start - 1
            owner = owner_of(around, before[0].start - 1)
            end = kind.end if span == before[-1] else span.end + 1
            yield Found(
                kind, span.of(text), begin, end, "quoted", owner or owner_of(around, span.end, span.start)
            )
        return
    brand = brand_before(text, kind.start, known)
    if brand:
        yield Found(kind, brand.of(text), brand.start, kind.end, "brand", owner_of(around, brand.start))
        return
    after = quoted_after(text, kind.end)
    for span in after:
        start = kind.start if span == after[0] else span.start - 1
        yield Found(
            kind, span.of(text).lstrip("@＠"), start, span.end + 1, "quoted", owner_of(around, kind.start)
        )
    label = None if after else LABELLED.match(text, kind.end) or BRACKETED.match(text, kind.end)
    if label and not GENERIC.fullmatch(label["name"]):
        yield Found(
            kind, label["name"], kind.start, label.end("name"), "labelled", owner_of(around, kind.start)
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


def find_handles(text: str, kinds: list[Kind]) -> Iterator[Found]:
    """The accounts named by @: 微博 where no other kind stands beside them."""
    for match in HANDLE.finditer(text):
        inner = next((k for k in kinds if match.start("name") + 2 <= k.start < match.end() + 1), None)
        before = next((k for k in kinds if k.end in (match.start(), match.start() - 1)), None)
        end = min(match.end(), inner.start) if inner else match.end()
        kind = inner or before or Kind(match.start(), match.end(), match.start(), "@", "account", "weibo")
        stop = inner.end if inner and inner.start == end else end
        yield Found(kind, text[match.start("name") : end], match.start(), stop, "handle")


def accounts_named(found: list[Found]) -> Known:
    """The names that the document puts beyond doubt, by quotes or @."""
    known: dict[Channel, frozenset[str]] = {}
    for item in found:
        if item.name and item.rule in ("quoted", "handle") and len(item.name) >= 3:
            known[item.kind.channel] = known.get(item.kind.channel, frozenset()) | {item.name}
    return known
