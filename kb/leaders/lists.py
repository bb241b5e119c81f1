"""People in lists of members: 组　长：王　磊　省文化和旅游厅厅长, with blanks or glued, one a line or many.

A list begins with a label (组长：, 成员：) and goes on while its lines are rows. A row names the person first
and then the home posts, or the posts first (市教育局局长张三); both take the label as a post in the group.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import Holding
from kb.leaders.lexicon import posts
from kb.leaders.names import HAN, is_name, plain_name
from kb.leaders.people import Person
from kb.leaders.rows import read_row

LINE = re.compile(r"[^\n]+")
LONGEST_ROW = 90
"""A line of a list that is longer, or holds a full stop, is running text and ends the list."""


@cache
def label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label at the start of a line (组　长：, （一）主任委员, 副召集人 alone), and one with a colon anywhere."""
    words = sorted(posts().group | posts().labels, key=lambda word: (-len(word), word))
    padded = "|".join(r"\s{0,8}".join(word) for word in words)
    ranked = r"(?:(?:第\s?[一二]|常\s?务|执\s?行|名\s?誉|总|联\s?席|专\s?职)\s{0,4}){0,2}(?:副\s{0,6})?"
    label = rf"(?P<label>{ranked}(?:{padded}))(?!会|单位)\s{{0,6}}(?:[（(][^）)\n]{{0,20}}[）)])?[ \t\u3000]{{0,8}}"
    number = r"[ \t\u3000]{0,20}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s?)?"
    return re.compile(
        rf"{number}{label}(?P<sure>(?:有|为|包括)?[:：]|(?=\n|\Z)|(?<=[ \t\u3000]))?"
    ), re.compile(rf"{label}(?:有|为|包括)?[:：]")


BESIDE = re.compile(rf"(?P<name>{HAN}{{2,4}})[（(](?P<position>[^（）()\n]{{2,40}})[）)]\s{{0,4}}(?=\n|\Z)")
"""A name with its position in brackets, to the end of the line: what stands before it is a label, blank or none."""


def find_listed(around: Anchors) -> tuple[list[Person], list[tuple[Span, Holding | None]]]:
    """The people of all rows that name them first, and the stretches of the lists with their labels.

    In a stretch where nobody was found here the posts come first, and the rules of running text read it.
    """
    people: list[Person] = []
    read: list[tuple[Span, Holding | None]] = []
    label: Holding | None = None
    for line in LINE.finditer(around.text):
        span = Span(*line.span())
        label = still(around.text, span, label)
        if label is None and not may_hold(around, span):
            continue
        for stretch, current, sure in segments(around.text, span, label):
            found = read_row(around, stretch, current, sure) if sure or around.posts_within(span) else ()
            people += found
            label = current if sure or found else label
            if found or label:
                head = current.start if current and current.start >= span.start else stretch.start
                read.append((Span(min(head, stretch.start), stretch.end), label))
    return people, read


def may_hold(around: Anchors, line: Span) -> bool:
    """Whether a line may begin or be a row of a list: it names a post, or a label, which may be padded."""
    text = around.text
    marked = text.find("：", line.start, line.end) >= 0 or text.find(":", line.start, line.end) >= 0
    return (
        marked
        or bool(around.posts_within(line))
        or bool(label_patterns()[0].match(text, line.start, line.end))
    )


def still(text: str, line: Span, label: Holding | None) -> Holding | None:
    """The label that goes on to hold in `line`: none in running text."""
    prose = line.end - line.start > LONGEST_ROW or "。" in line.of(text)
    return None if prose else label


def segments(text: str, line: Span, label: Holding | None) -> Iterator[tuple[Span, Holding | None, bool]]:
    """The stretches of a line, each with the label that holds for it and whether that is sure."""
    first, inner = label_patterns()
    head = first.match(text, line.start, line.end)
    at, sure = line.start, label is not None
    beside = BESIDE.match(text, head.end(), line.end) if head else None
    named = beside is not None and is_name(beside["name"]) and posts().core.search(beside["position"] + " ")
    if head and (head["sure"] is not None or named or head["label"] in posts().group):
        label, at, sure = labelled(head), head.end(), head["sure"] is not None or bool(named)
    for match in inner.finditer(text, at, line.end):
        if match.start() > at:
            yield Span(at, match.start()), label, sure
        label, at, sure = labelled(match), match.end(), True
    yield Span(at, line.end), label, sure


def labelled(match: re.Match[str]) -> Holding:
    """The post in the group that a label gives."""
    return Holding(plain_name(match["label"]), None, True, match.start("label"), match.end("label"))
