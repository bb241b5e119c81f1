"""What short and generic references stand for: 《条例》, 新条例, 《办法》, by definition or only antecedent."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.model import PolicyMention
from kb.policies.define import Pair
from kb.policies.keys import title_key
from kb.policies.kinds import is_generic
from kb.policies.laws import ends_name, starts_name

_GOVERNED = re.compile(r"(?:根据|依据|按照|遵照|依照|违反|遵守|贯彻|落实|执行|实施|修订|学习|宣传)$")
_GOES_ON = re.compile(r"草案|类|性|化|制")
_END_BRACKET = re.compile(r"\([^()]*\)$")


def resolve(mentions: Sequence[PolicyMention], pairs: Sequence[Pair]) -> list[PolicyMention]:
    """Names for short and generic references: by their definition, else by the only antecedent, else `None`."""
    defined = sorted((definition.end, title_key(definition.name), owner.name) for definition, owner in pairs)
    shorts: dict[str, str | None] = {}
    types: dict[str, dict[str, str]] = {}
    resolved, upcoming = [], 0
    for mention in mentions:
        while upcoming < len(defined) and defined[upcoming][0] <= mention.start:
            shorts[defined[upcoming][1]] = defined[upcoming][2]
            upcoming += 1
        resolved.append(_named(mention, shorts, types))
        if (name := resolved[-1].name) and not is_generic(name):
            _remember(name, types)
    return resolved


def _named(
    mention: PolicyMention, shorts: dict[str, str | None], types: dict[str, dict[str, str]]
) -> PolicyMention:
    if mention.name is None:
        return mention
    if full := shorts.get(title_key(mention.name)):
        same = title_key(full) == title_key(mention.name)
        return replace(mention, name=full, rule=mention.rule if same else "short.defined")
    kind = is_generic(mention.name)
    if kind is None:
        return mention
    antecedents = types.get(title_key(mention.name)) or types.get(kind) or {}
    if len(antecedents) == 1:
        return replace(mention, name=next(iter(antecedents.values())), rule="generic.antecedent")
    return replace(mention, name=None, rule="generic.open")


def _remember(name: str, types: dict[str, dict[str, str]]) -> None:
    """File `name` under its endings that may be a generic reference (…实施办法: 实施办法, 办法)."""
    key = title_key(name)
    core = _END_BRACKET.sub("", key)
    for length in range(2, min(7, len(core))):
        if is_generic(core[-length:]):
            types.setdefault(core[-length:], {}).setdefault(key, name)


def bare_shorts(
    text: str, pairs: Sequence[Pair], taken: Sequence[tuple[int, int]]
) -> Iterator[PolicyMention]:
    """Later places that use a defined short name without 《》 (新条例; 条例 only after 根据 and the like)."""
    if not pairs:
        return
    owners = {definition.name: (definition, owner) for definition, owner in reversed(pairs)}
    words = re.compile("|".join(re.escape(w) for w in sorted(owners, key=lambda w: (-len(w), w))))
    starts = [start for start, _ in taken]
    for match in words.finditer(text):
        definition, owner = owners[match[0]]
        within = bisect_right(starts, match.start()) - 1
        free = within < 0 or taken[within][1] <= match.start()
        if free and match.start() >= definition.end and _alone(text, match, titled=definition.titled):
            yield PolicyMention(match.start(), match.end(), match[0], "short.bare", owner.name)


def _alone(text: str, match: re.Match[str], *, titled: bool) -> bool:
    """Whether the word is the short name and no part of a longer word."""
    start, end = match.span()
    if _GOES_ON.match(text, end) or not (starts_name(text, start) and ends_name(text, end)):
        return False
    return not titled or bool(_GOVERNED.search(text, max(0, start - 4), start))
