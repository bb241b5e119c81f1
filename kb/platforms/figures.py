"""Which figures a sentence gives of which platform: 粉丝数882万, “A”微信公众号785条, 微信、微博分别发布3条、5条."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from corpus.model import Span
from kb.model import Figure
from kb.numbers import Quantity, find_numbers
from kb.platforms.carried import FARTHEST, OTHERS, SENTENCE, carried_on
from kb.platforms.lexicon import Measure, lexicon

PHRASE = re.compile(r"[^，,。；;、：:\d（(]{0,24}[：:]?(?:\d{1,6}期[、,，]?(?:共计?|合计|计)?)?\Z")
"""What stands before a number in its own clause; of 512期1304条 the 条 are what is counted."""

ORIGINAL = re.compile(r"(?<=[发推刊][布送发])[、和及]?(?:原创|转发|转载|工作动态|动态)")
"""发布原创稿件365篇, 发布转发信息302条 count what was published; 原创300条 alone is a part of it."""

QUARTER = re.compile(r"第[一二三四1-4]季度")
"""A time, which names no part as 第1名 does."""

DEEDS = re.compile(r"(?:规章|法规|文件|公报|公文)\Z")
"""What is counted by itself, not as what a site published (公开规章13件)."""

MEANS = re.compile(
    r"(?:[、和及与][^。；\d]{0,80}?)?等[^，。；\d]{0,6}(?:形式|方式|渠道|途径|平台|载体|媒体|手段|媒介)"
)
"""Means of publishing that are listed after a channel."""

BARE = re.compile(r"(?:公开|发布|推送|更新)[^\d，,。；;]{0,8}(?:信息|稿件|文章|图文|推文|视频)\Z")
ENDS = ("，", "；", "。", ",", ";")
"""Before and after a count whose unit was forgotten (公开各类信息966，)."""

RATES = ("倍", "%", "％")
"""After what is no count."""

SINGLE = re.compile(r"[一二两三四五六七八九十]")
"""A numeral that is more often part of a word (为用户提供一站式服务) than a count."""

ISSUES = re.compile(r"期[,，、]?(?:共计|共|计|合计)?\d")

TOTAL = re.compile(r"(?:(?:全年|本年|年度)(?:累计|共)|共计|合计|总计)[^\d，,。；;]{0,8}\Z")
"""Before the sum of the counts that stand before it (原创420条，转载216条，全年累计发布636条)."""

SUMMED = re.compile(r"(?:公开|发布|推送|更新)[^\d。；;]{2,120}[，,](?:共计?|合计|总计|累计)\Z")
"""Before the sum of what was listed after the verb (公开机构职能、通知公告等，共计966条)."""

PARTS = re.compile(r"其中|包括|分别是|含")
"""The words before the parts of a sum."""

AFTER_NUMBER = re.compile(r"的?(?P<word>粉丝|订阅|关注|用户|阅读|浏览|点击|播放|访问)(?!度)")
COUNTABLE = frozenset({"条", "篇", "期", "则", "条次", "篇次"})
DIRECT = re.compile(r"[”\"）)]{0,2}[（(：:]?(?:已|共|共计|累计|达|达到|计|为|有|约|全年|今年|总计)*\Z")
JOINED = re.compile(r"[、，,和及与]{1,2}")
AS_OF = re.compile(
    r"截[至止到]+(?:目前|(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?(?P<end>年?底|年?末)?"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a text counts of its platforms, by their places: the `figures` of one, and which are counted `together`."""

    figures: dict[int, list[Figure]]
    together: frozenset[int]


def figures_in(text: str, places: list[Span], year: int | None) -> Counted:
    """The figures of platforms by the index of the place in `places` (in order of start).

    A figure belongs to the last platform before it in its sentence. Where several are listed just before it
    (甲、乙共发布300条) it belongs to none of them alone and is left out; 分别 gives each its own.
    """
    found: dict[int, list[Figure]] = {}
    together: set[int] = set()
    starts = [place.start for place in places]
    for sentence in sentences(text, places):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        for group, own in sentence_figures(text, sentence, places[first:last], year):
            if own is not None:
                found.setdefault(first + group[0], []).append(own)
            else:
                together |= {first + subject for subject in group}
    return Counted(found, frozenset(together))


def sentences(text: str, places: list[Span]) -> Iterator[Span]:
    """The sentences that hold a place."""
    done = -1
    for place in places:
        if place.start < done:
            continue
        start = max(text.rfind(mark, max(0, place.start - FARTHEST), place.start) for mark in "。！？\n") + 1
        start = start or max(0, place.start - FARTHEST)
        match = SENTENCE.match(text, start)
        done = match.end() if match else place.end
        done = carried_on(text, Span(start, done), places, lambda here, own: bool(counts(text, here, own)))
        yield Span(start, done)


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts, and the last platform before it."""

    number: Quantity
    measure: Measure
    subject: int


def sentence_figures(
    text: str, sentence: Span, places: list[Span], year: int | None
) -> Iterator[tuple[list[int], Figure | None]]:
    """The figures of one sentence, each with the index of its platform; the platforms of a common sum without it."""
    counted = counts(text, sentence, places)
    for (subject, measure), run in groupby(counted, key=lambda count: (count.subject, count.measure)):
        numbers = [count.number for count in run]
        own = subjects(text, places, subject, numbers)
        if own is None:
            continue
        if not own:
            yield listed_with(text, places, subject), None
        for owner, number in zip(own, numbers, strict=False):
            yield [owner], figure(text, sentence, number, measure, year)


def counts(text: str, sentence: Span, places: list[Span]) -> list[Count]:
    """The numbers of a sentence that count something of a platform before them.

    After 分别 a number that only 、 parts from the one before counts the same (粉丝分别为3万、5万).
    """
    found: list[Count] = []
    ends = [place.end for place in places]
    for number in find_numbers(text, sentence.start, sentence.end):
        subject = bisect_right(ends, number.begin) - 1
        following = places[subject + 1] if subject + 1 < len(places) else None
        near = subject >= 0 and number.begin - ends[subject] <= FARTHEST
        if not near or (following is not None and following.start <= number.start):
            continue
        measure = None if SINGLE.fullmatch(number.raw) else measure_of(text, number, ends[subject])
        last = found[-1] if found else None
        if measure is None and last and JOINED.fullmatch(text, last.number.reach, number.begin):
            respectively = "分别" in text[places[last.subject].end : last.number.begin]
            measure = last.measure if respectively else None
        if measure is not None and TOTAL.search(text, max(ends[subject], number.begin - 12), number.begin):
            found = [c for c in found if (c.subject, c.measure) != (subject, measure)]
        if measure is not None and not (last and part_of(text, last, Count(number, measure, subject))):
            found.append(Count(number, measure, subject))
    return found


def part_of(text: str, whole: Count, count: Count) -> bool:
    """Whether a count is one of the parts of the whole that stands before it (1137条，其中公告85条、新闻339条)."""
    same = (whole.subject, whole.measure) == (count.subject, count.measure)
    return same and bool(PARTS.search(text, whole.number.reach, count.number.begin))


def subjects(text: str, places: list[Span], last: int, numbers: list[Quantity]) -> list[int] | None:
    """The platforms that numbers of one measure belong to: each its own after 分别, none for a common sum; `None` for
    the sum of one channel and means that are none (网站、公开栏、广播等形式公开8769条)."""
    group = listed_with(text, places, last)
    if len(group) == 1 and MEANS.match(text, places[last].end, numbers[0].begin):
        return None
    if len(group) == 1:
        return [last] * len(numbers)
    between = text[places[last].end : numbers[0].begin]
    if "分别" in between:
        return group if len(group) == len(joined_to(text, numbers)) else []
    return [last] if DIRECT.fullmatch(between) else []


def joined_to(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """The first of `numbers` with those that only list marks part from it (255条、63条，…6,700篇)."""
    last = next(
        (
            i
            for i, (one, other) in enumerate(pairwise(numbers))
            if not JOINED.fullmatch(text, one.reach, other.begin)
        ),
        len(numbers) - 1,
    )
    return numbers[: last + 1]


def listed_with(text: str, places: list[Span], subject: int) -> list[int]:
    """The platforms that are listed together up to `subject`, with only list marks between them."""
    group = [subject]
    while group[0] > 0:
        gap = text[places[group[0] - 1].end : places[group[0]].start]
        if not re.fullmatch(r"[）)]?[、，,和及与/”“]{0,2}|以及", gap):
            break
        group.insert(0, group[0] - 1)
    return group


def measure_of(text: str, number: Quantity, floor: int) -> Measure | None:
    """What a number counts, by the word after it, the words before it in its clause, or its unit."""
    if text[number.reach : number.reach + 1] in RATES:
        return None
    phrase = PHRASE.search(text, max(floor, number.begin - 24), number.begin)
    words = QUARTER.sub("", ORIGINAL.sub("", phrase[0])) if phrase else ""
    after = AFTER_NUMBER.match(text, number.reach)
    if after:
        return fitting(lexicon().measures[after["word"]], number)
    if (
        lexicon().excluded.search(words)
        or OTHERS.search(words)
        or DEEDS.search(words)
        or ISSUES.match(text, number.end)
    ):
        return None
    direct = DIRECT.fullmatch(text, floor, number.begin) and number.unit in COUNTABLE
    bare = number.unit is None and BARE.search(words) and text[number.reach : number.reach + 1] in ENDS
    summed = number.unit in COUNTABLE and SUMMED.search(text, floor, number.begin)
    return fitting(said_in(words, number) or ("posts" if direct or bare or summed else None), number)


def said_in(words: str, number: Quantity) -> Measure | None:
    """The measure that the words before a number name, the more telling one first."""
    said = {lexicon().measures[match[0]] for match in lexicon().measure.finditer(words)}
    if "followers" in said or "views" in said:
        return "followers" if "followers" in said else "views"
    return "posts" if said and (number.unit or re.search(r"[数量]\w{0,3}\Z", words)) else None


def fitting(measure: Measure | None, number: Quantity) -> Measure | None:
    """The measure, if the number's unit can count it."""
    return measure if measure and (number.unit is None or number.unit in lexicon().units[measure]) else None


def figure(text: str, sentence: Span, number: Quantity, measure: Measure, year: int | None) -> Figure:
    """The figure of a number, with the date it stands for."""
    value = int(number.value) if isinstance(number.value, Decimal) else number.value
    stand = None
    for match in AS_OF.finditer(text, max(sentence.start, number.start - FARTHEST), number.start):
        stand = date_of(match, year) or stand
    return Figure(measure, value, number.raw, number.start, number.end, number.qualifier, stand)


def date_of(match: re.Match[str], year: int | None) -> str | None:
    """The ISO date or month of 截至2023年12月底, 截至12月31日, 截至2023年底; None for 截至目前."""
    told = int(match["year"]) if match["year"] else year
    month = int(match["month"]) if match["month"] else 12 if match["end"] else None
    if told is None or month is None or not 1 <= month <= 12:
        return None
    day = f"-{int(match['day']):02d}" if match["day"] and 1 <= int(match["day"]) <= 31 else ""
    return f"{told}-{month:02d}{day}"
