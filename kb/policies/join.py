"""Numbers joined to the titles that they stand beside: after them in brackets, glued to them, or before them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kb.model import PolicyMention
from kb.policies.numbers import Number

_OPENED = re.compile(
    r"\s?[”\"]?\s?(?:[（(][^《》。；;\n]{0,80}[）)]\s?)?[（(【\[]\s?[^《》。；;\n（）()]{0,60}"
)
_GLUED = re.compile(r"[\s,，]?\s?")
_FOLLOWS = re.compile(r"\s?[）)]?\s?(?:文件?|印发的?|公布的?|发布的?|的)?\s?[:：]?\s?")
_AND = re.compile(r"\s?[、，,；和及与]\s?")
_LIST = re.compile(r"\s?[、和与及]?\s?")
_LONGEST_GAP = 160
_LONGEST_RUN = 30


def join(text: str, mentions: Sequence[PolicyMention], numbers: Sequence[Number]) -> list[PolicyMention]:
    """The mentions with the numbers beside them, and mentions of their own for numbers that stand alone.

    One number after several titles is the last one's; as many numbers as titles are theirs in order.
    """
    joined = list(mentions)
    whole = [i for i, m in enumerate(joined) if not m.rule.endswith("nested")]
    left: list[Number] = []
    for group in _groups(text, numbers):
        owners = _owners(text, joined, whole, group)
        for owner, number in owners:
            joined[owner] = _numbered(joined[owner], number)
        if not owners:
            left += group
    return sorted([*joined, *(_alone(text, n) for n in left)], key=lambda m: (m.start, -m.end))


def _groups(text: str, numbers: Sequence[Number]) -> list[list[Number]]:
    """Numbers that stand in one list: （国发〔2015〕43号、国办发〔2016〕8号）."""
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and _AND.fullmatch(text[groups[-1][-1].end : number.start]):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _owners(
    text: str, mentions: Sequence[PolicyMention], whole: Sequence[int], group: Sequence[Number]
) -> list[tuple[int, Number]]:
    """Which mention (by its place) each number of a group belongs to; empty if the group stands alone."""
    place = bisect_right([mentions[i].start for i in whole], group[0].start) - 1
    if place >= 0:
        before = mentions[whole[place]]
        if before.start < group[0].start and before.end >= group[-1].end:
            return [(whole[place], group[0])]
        if before.number is None and _after(text[before.end : group[0].start]):
            run = _run(text, mentions, whole, place)
            return (
                list(zip(run, group, strict=True)) if len(run) == len(group) else [(whole[place], group[0])]
            )
    if place + 1 < len(whole):
        follower = mentions[whole[place + 1]]
        gap = text[group[-1].end : follower.start]
        if len(gap) < 8 and follower.text[0] == "《" and "）" not in gap and _FOLLOWS.fullmatch(gap):
            return [(whole[place + 1], group[-1])]
    return []


def _after(gap: str) -> bool:
    """Whether `gap` is all that may stand between a title and its number."""
    return len(gap) <= _LONGEST_GAP and bool(_GLUED.fullmatch(gap) or _OPENED.fullmatch(gap))


def _run(text: str, mentions: Sequence[PolicyMention], whole: Sequence[int], place: int) -> list[int]:
    """The places of the titles that end the list at `place`: 《甲》《乙》和《丙》."""
    run = [whole[place]]
    while (
        place
        and len(run) < _LONGEST_RUN
        and _LIST.fullmatch(text[mentions[whole[place - 1]].end : mentions[run[0]].start])
    ):
        place -= 1
        run.insert(0, whole[place])
    return run


def _numbered(mention: PolicyMention, number: Number) -> PolicyMention:
    """The mention with its number; a number printed inside the title is no part of the name."""
    name = mention.name
    if name and mention.start < number.start and number.end <= mention.end:
        name = re.sub(r"\s*[（(]?[^（()）]{0,20}$", "", name[: name.find(number.value[-6:])]) or name
    return replace(mention, name=name, number=number.value, number_start=number.start, number_end=number.end)


def _alone(text: str, number: Number) -> PolicyMention:
    printed = text[number.start : number.end]
    return PolicyMention(
        number.start, number.end, printed, "number", None, number.value, number.start, number.end
    )
