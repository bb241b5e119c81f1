"""Short names: 以下简称《条例》 and its likes, and what 《条例》, 新条例, 《办法》 then stand for."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.model import PolicyMention
from kb.policies.keys import title_key
from kb.policies.kinds import is_generic
from kb.policies.laws import starts_name

_DEFINITION = re.compile(
    r"""(?:以下|下文|后文|下面|文中)?(?:简称|下称)[为作是]?[：:]?\s?
        (?P<open>[《〈“"‘「『<]?)(?P<name>[^《》〈〉“”"‘’「」『』<>（）()，,。；;、\s]{2,24})[》〉”"’」』>]?
        (?=[）)，,。；;、\s]|[和或及]|$)""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[（(](?:[^（）()\n]|[（(][^（）()\n]{0,12}[）)]){0,90}[）)]")
_BETWEEN = re.compile(r"\s?(?:[（(][^《》。；;\n]{0,90}|[，,][^《》。；;\n]{0,4})?")
_GOVERNED = re.compile(r"(?:根据|依据|按照|遵照|依照|违反|遵守|贯彻|落实|执行|实施|修订|学习|宣传)$")
_GOES_ON = re.compile(r"草案|类|性|化|制")
LONGEST_GAP = 160


@dataclass(frozen=True, slots=True)
class Definition:
    """A place (`start`:`end`, the name with its brackets) that makes `name` short for what stands before `marker`;
    `titled`, whether it is printed in 《》."""

    start: int
    end: int
    marker: int
    name: str
    titled: bool


def find_definitions(text: str) -> list[Definition]:
    """All 以下简称 of a text, whatever they shorten."""
    return [
        Definition(
            match.start("open"),
            match.end("name") + (match["open"] != ""),
            match.start(),
            match["name"],
            match["open"] in ("《", "〈"),
        )
        for match in _DEFINITION.finditer(text)
    ]


def define(
    text: str, mentions: Sequence[PolicyMention], definitions: Sequence[Definition]
) -> tuple[list[PolicyMention], list[tuple[Definition, PolicyMention]]]:
    """The mentions, each with the short name that its place defines, and the pairs of definition and mention.

    A definition belongs to the mention right before it; the short name in it is no mention of its own.
    """
    inside = {definition.start for definition in definitions}
    kept = [mention for mention in mentions if mention.start not in inside]
    whole = [at for at, mention in enumerate(kept) if not mention.rule.endswith("nested")]
    ends = [kept[at].end for at in whole]
    pairs = []
    for definition in definitions:
        before = bisect_right(ends, definition.marker) - 1
        if before >= 0 and _joined(text, ends[before], definition.marker):
            at = whole[before]
            kept[at] = replace(kept[at], short=definition.name)
            pairs.append((definition, kept[at]))
    return kept, pairs


def _joined(text: str, end: int, marker: int) -> bool:
    """Whether only a bracket with the number, or a comma, stands between a mention and 以下简称."""
    return marker - end <= LONGEST_GAP and bool(_BETWEEN.fullmatch(_BRACKETS.sub("", text[end:marker])))


def resolve(
    mentions: Sequence[PolicyMention], pairs: Sequence[tuple[Definition, PolicyMention]]
) -> list[PolicyMention]:
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
        return replace(mention, name=full, rule="short.defined")
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
    core = re.sub(r"\([^()]*\)$", "", key)
    for length in range(2, min(7, len(core))):
        if is_generic(core[-length:]):
            types.setdefault(core[-length:], {}).setdefault(key, name)


def bare_shorts(
    text: str, pairs: Sequence[tuple[Definition, PolicyMention]], taken: Sequence[tuple[int, int]]
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
        if (
            free
            and match.start() >= definition.end
            and _stands_alone(text, match.start(), match.end(), definition)
        ):
            yield PolicyMention(match.start(), match.end(), match[0], "short.bare", owner.name)


def _stands_alone(text: str, start: int, end: int, definition: Definition) -> bool:
    if _GOES_ON.match(text, end) or not starts_name(text, start):
        return False
    return not definition.titled or bool(_GOVERNED.search(text[max(0, start - 4) : start]))
