"""Which figures a sentence gives of which platform: 粉丝数882万, “A”微信公众号785条, 微信、微博分别发布3条、5条."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Span
from kb.model import Figure
from kb.numbers import Quantity, find_numbers
from kb.platforms.lexicon import Measure, lexicon

SENTENCE = re.compile(r"[^。！？\n]+")
PHRASE = re.compile(r"[^，,。；;、：:\d（(]{0,24}(?:\d{1,6}期)?\Z")
"""What stands before a number in its own clause; of 512期1304条 the 条 are what is counted."""

ORIGINAL = re.compile(r"(?<=[发推刊][布送发])原创")
"""发布原创稿件365篇 counts what was published; 原创300条 alone is a part of it."""

ISSUES = re.compile(r"期[,，]?\d")

AFTER_NUMBER = re.compile(r"的?(?P<word>粉丝|订阅|关注|用户|阅读|浏览|点击|播放|访问)(?!度)")
COUNTABLE = frozenset({"条", "篇", "期", "则", "条次", "篇次"})
DIRECT = re.compile(r"[”\"]?(?:已|共|共计|累计|达|达到|计|为|有|约|全年|今年|总计)*\Z")
TOTAL = re.compile(r"总|共|累计|合计")
AS_OF = re.compile(
    r"截[至止到]+(?:目前|(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?(?P<end>年?底|年?末)?"
)


def figures_in(text: str, places: list[Span], year: int | None) -> dict[int, list[Figure]]:
    """The figures of platforms by the index of the place in `places` (in order of start).

    A figure belongs to the last platform before it in its sentence. Where several are listed just before it
    (甲、乙共发布300条) it belongs to none of them alone and is left out; 分别 gives each its own.
    """
    found: dict[int, list[Figure]] = {}
    starts = [place.start for place in places]
    for sentence in sentences(text, places):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        for subject, figure in sentence_figures(text, sentence, places[first:last], year):
            found.setdefault(first + subject, []).append(figure)
    return found


def sentences(text: str, places: list[Span]) -> Iterator[Span]:
    """The sentences that hold a place."""
    done = -1
    for place in places:
        if place.start < done:
            continue
        start = max(text.rfind(mark, 0, place.start) for mark in "。！？\n") + 1
        match = SENTENCE.match(text, start)
        done = match.end() if match else place.end
        yield Span(start, done)


def sentence_figures(
    text: str, sentence: Span, places: list[Span], year: int | None
) -> Iterator[tuple[int, Figure]]:
    """The figures of one sentence, each with the index of its platform."""
    turn: dict[tuple[int, str], int] = {}
    for number in find_numbers(text, sentence.start, sentence.end):
        before = [i for i, place in enumerate(places) if place.end <= number.begin]
        if not before or any(place.start <= number.start < place.end for place in places):
            continue
        subject = before[-1]
        measure = measure_of(text, number, places[subject].end)
        if measure is None:
            continue
        group = listed_with(text, places, subject)
        between = text[places[subject].end : number.begin]
        if len(group) > 1:
            if "分别" not in text[places[group[0]].start : number.begin]:
                if not DIRECT.fullmatch(between):
                    continue
            else:
                at = turn.get((subject, measure), 0)
                turn[subject, measure] = at + 1
                if at >= len(group):
                    continue
                subject = group[at]
        yield subject, figure(text, sentence, number, measure, year)


def listed_with(text: str, places: list[Span], subject: int) -> list[int]:
    """The platforms that are listed together up to `subject`, with only list marks between them."""
    group = [subject]
    while group[0] > 0:
        gap = text[places[group[0] - 1].end : places[group[0]].start]
        if not re.fullmatch(r"[、，,和及与/”“]{0,2}|以及", gap):
            break
        group.insert(0, group[0] - 1)
    return group


def measure_of(text: str, number: Quantity, floor: int) -> Measure | None:
    """What a number counts, by the word after it, the words before it in its clause, or its unit."""
    phrase = PHRASE.search(text, max(floor, number.begin - 24), number.begin)
    words = ORIGINAL.sub("", phrase[0]) if phrase else ""
    after = AFTER_NUMBER.match(text, number.reach)
    if after:
        return fitting(lexicon().measures[after["word"]], number)
    if lexicon().excluded.search(words) or ISSUES.match(text, number.end):
        return None
    direct = DIRECT.fullmatch(text, floor, number.begin) and number.unit in COUNTABLE
    return fitting(said_in(words, number) or ("posts" if direct else None), number)


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
    for match in AS_OF.finditer(text, sentence.start, number.start):
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
