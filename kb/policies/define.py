"""Definitions of short names: 《…条例》（国务院令第711号，以下简称《条例》), also several at once."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.model import PolicyMention
from kb.policies.keys import title_key

_NAME = r"[^《》〈〉“”\"‘’「」『』<>（）()，,。；;、\s]{2,24}"
_DEFINITION = re.compile(
    rf"""(?:以下|下文|后文|下面|文中)?(?:简称|下称)(?:[为作是]|分别)?[：:]?\s?
        (?P<open>[《〈“"‘「『<]?)(?P<name>{_NAME})[》〉”"’」』>]?
        (?=[）)，,。；;、\s《“]|[和或及]|$)""",
    re.VERBOSE,
)
_NEXT = re.compile(rf"\s?[、和及与]?\s?(?P<open>[《“])(?P<name>{_NAME})[》”]")
_BRACKETS = re.compile(r"[（(](?:[^（）()\n]|[（(][^（）()\n]{0,12}[）)]){0,90}[）)]")
_BETWEEN = re.compile(r"\s?(?:[（(][^《》。；;\n]{0,90}|[，,][^《》。；;\n]{0,4})?")
_LIST = re.compile(r"\s?[、，,和与及以]{0,2}\s?")
_AGE = re.compile(r"^[新原旧老]")
_LONGEST_GAP = 160
_LONGEST_RUN = 30


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name that a text defines.

    `start`:`end`, the name with its brackets; `marker`, where 以下简称 starts; `titled`, whether the name is
    printed in 《》; `first`, whether it is the first that this marker gives.
    """

    start: int
    end: int
    marker: int
    name: str
    titled: bool
    first: bool = True


Pair = tuple[Definition, PolicyMention]


def find_definitions(text: str) -> list[Definition]:
    """All 以下简称 of a text, whatever they shorten, in order."""
    found = []
    for match in _DEFINITION.finditer(text):
        found.append(_definition(match, match.start()))
        following = _NEXT.match(text, found[-1].end)
        while following:
            found.append(_definition(following, match.start(), first=False))
            following = _NEXT.match(text, found[-1].end)
    return found


def _definition(match: re.Match[str], marker: int, first: bool = True) -> Definition:
    opened = match["open"]
    end = match.end("name") + (opened != "")
    return Definition(match.start("open"), end, marker, match["name"], opened in ("《", "〈"), first)


def define(
    text: str, mentions: Sequence[PolicyMention], definitions: Sequence[Definition]
) -> tuple[list[PolicyMention], list[Pair]]:
    """The mentions, each with the short name that its place defines, and the pairs of definition and mention.

    A definition belongs to the mention right before it, or to that one of the list before it whose title holds
    its characters in order; the short name in it is no mention of its own.
    """
    inside = {definition.start for definition in definitions}
    kept = [mention for mention in mentions if mention.start not in inside]
    whole = [at for at, mention in enumerate(kept) if not mention.rule.endswith("nested")]
    ends = [kept[at].end for at in whole]
    pairs = []
    for group in _by_marker(definitions):
        last = bisect_right(ends, group[0].marker) - 1
        if last >= 0 and _joined(text, ends[last], group[0].marker):
            for definition, at in _owners(kept, _run(text, kept, whole, last), group):
                kept[at] = replace(kept[at], short=definition.name)
                pairs.append((definition, kept[at]))
    return kept, pairs


def _by_marker(definitions: Sequence[Definition]) -> Iterator[list[Definition]]:
    group: list[Definition] = []
    for definition in definitions:
        if definition.first and group:
            yield group
            group = []
        group.append(definition)
    if group:
        yield group


def _joined(text: str, end: int, marker: int) -> bool:
    """Whether only a bracket with the number, or a comma, stands between a mention and 以下简称."""
    return marker - end <= _LONGEST_GAP and bool(_BETWEEN.fullmatch(_BRACKETS.sub("", text[end:marker])))


def _run(text: str, mentions: Sequence[PolicyMention], whole: Sequence[int], last: int) -> list[int]:
    """The places of the mentions that end the list at `last`."""
    run = [whole[last]]
    while last and len(run) < _LONGEST_RUN:
        gap = text[mentions[whole[last - 1]].end : mentions[run[0]].start]
        if len(gap) > _LONGEST_GAP or not _LIST.fullmatch(_BRACKETS.sub("", gap)):
            break
        last -= 1
        run.insert(0, whole[last])
    return run


def _owners(
    mentions: Sequence[PolicyMention], run: Sequence[int], group: Sequence[Definition]
) -> Iterator[tuple[Definition, int]]:
    """Each short name of `group` with the mention of `run` that it shortens, if that can be told."""
    for definition in group:
        fitting = [at for at in run if _shortens(definition.name, mentions[at].name or "")]
        if fitting:
            exact = [at for at in fitting if title_key(mentions[at].name or "") == title_key(definition.name)]
            yield definition, (exact or fitting)[-1]
        elif len(run) == len(group) == 1:
            yield definition, run[0]


def _shortens(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in that order."""
    rest = iter(title_key(name))
    return all(character in rest for character in _AGE.sub("", title_key(short)))
