"""One row of a list of members: its names, and what each row says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.model import Span
from kb.agencies.lexicon import functions
from kb.leaders.anchors import Anchors
from kb.leaders.glued import begins_position, glued, starts_function
from kb.leaders.holdings import Holding
from kb.leaders.lexicon import posts, surnames
from kb.leaders.names import DOTTED, HAN, PADDED, common, is_name, plain_name, surname_length
from kb.leaders.people import Person
from kb.leaders.positions import home, position
from kb.leaders.splitting import split_names

SKIP = re.compile(
    rf"[\s、，,；;。）)]{{0,20}}(?:(?<!\d)(?:[（(]?\d{{1,3}}[.．、）)]\s{{0,4}}|\d{{1,3}}(?={HAN})))?"
)
"""What stands before the first word of an item: marks, blanks, its number (1. or, glued, 78章剑华)."""

OPENING = re.compile(r"[ \t\u3000\u00a0]{0,30}(?P<mark>[（(：:，,]?)\s{0,8}")
TOKEN = re.compile(
    rf"{HAN}{{2,7}}(?={{blank}}|[（(、，,；;：:。]|\Z|\n)".replace("{blank}", r"[ \t\u3000\u00a0]")
)
BRACKETED = re.compile(rf"(?P<name>{HAN}{{2,7}})[（(]")
"""What brackets after it tell to be a name, whatever its first character: 都兴田（局党组成员）."""

BODIES = re.compile(
    r"[ \t\u3000]{0,8}[^\s（(]{2,300}等(?:[^\s、，,（(]{0,8}(?:部门|单位|机构|企业|团体|科室|街道|乡镇|区县)[^\s、，,（(]{0,10}"
    r"|[^\s、，,（(]{0,4}(?:负责人|负责同志))[。；;\s]{0,4}"
)
"""A row of bodies, whose people stay unnamed: 安监、公安、通信等部门负责同志."""

NAMES = re.compile(r"[^、，,；;\s]+(?:[ \t\u3000]{1,6}[^、，,；;\s](?=[、，,；;\s]|\Z))?")
ENDS_POSITION = re.compile(r"[\s；;。）)]|\Z|，|,")
LONGEST_CHINESE = 4
"""The longest name with a Chinese surname, in characters."""

TRAILING = re.compile(rf"、{HAN}{{2,20}}(?:大学|学院|学校|研究院|研究所|院|公司|中心|会)(?=\s|\Z)")
"""A body without a post at the end of a row: 教授、复旦大学."""

HANDING = frozenset("任为兼")
"""Verbs that give a post (徐震|为某厅厅长), which end no name in a row without label."""

BLANKS = frozenset(" \t\u3000\u00a0")

REST = re.compile(r"[）)\s、，,；;。]{0,24}")
OTHERS = re.compile(r"[、，]?(?:以?及|和|与)(?:[各全其]|有关|相关)[^、，。；;\n]{1,30}[。；;\s]{0,4}\Z")
"""Those that are named by their post only, after the names of a row: 及各班主任教师."""

MARKS = re.compile(r"（兼）|\(兼\)|等?同志")


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a row with the stretch that says who that is."""

    name: Span
    position: Span


def read_row(around: Anchors, span: Span, label: Holding | None, sure: bool) -> tuple[Person, ...]:
    """The people of a row that names them first; () if it does not.

    Without a `sure` label the row must be nothing but names with their posts, to the end of the line, or begin with
    a name that a blank sets apart from its posts (查昌　县长，主持全面工作).
    """
    given = (label,) if label else ()
    if of_bodies(around.text, span):
        return ()
    names = only_names(around, span) if sure else ()
    if names:
        return tuple(Person(n, given, "list", n.start, n.end) for n in names)
    people = []
    at = span.start
    for item in items(around, span):
        if not sure and around.text[item.name.end - 1] in HANDING:
            return ()
        held = position(around, item.position)
        if not held and not sure:
            return ()
        at_home = given if held else tuple(replace(g, agency=home(around, item.position)) for g in given)
        people.append(Person(item.name, held + at_home, "list", item.name.start, item.position.end))
        at = item.position.end
    whole = REST.fullmatch(around.text, at, span.end) is not None
    apart = whole or (bool(people) and around.text[people[0].name.end] in BLANKS)
    return tuple(people) if sure or (apart and people and set_off(around, people[0].name)) else ()


def of_bodies(text: str, row: Span) -> bool:
    """Whether a row lists bodies: by its end, or by two words that are functions of departments (公安、通信)."""
    words = [match[0] for match in NAMES.finditer(row.of(text).rstrip("。；; \t\n"))]
    return bool(BODIES.fullmatch(text, row.start, row.end)) or sum(word in functions() for word in words) > 1


def set_off(around: Anchors, name: Span) -> bool:
    """Whether a name without a label is one beyond doubt, set off by a mark or by the start of an agency's name."""
    plain = plain_name(name.of(around.text))
    following = around.text[name.end : name.end + 1]
    marked = name.end in around.agency_starts or following in set(" \t\u3000\u00a0（(：:，,")
    padded = len(plain) < name.end - name.start
    return marked and bool(DOTTED.fullmatch(plain) or padded or (is_name(plain) and not common(plain)))


def items(around: Anchors, span: Span) -> Iterator[Item]:
    """The items of a row, one after the other, as long as each begins with a name."""
    at = span.start
    while True:
        at = skip(around.text, at, span.end)
        name = list_name(around, at, span.end)
        if name is None:
            return
        stretch = position_after(around, name.end, span.end)
        yield Item(name, stretch)
        at = stretch.end


def skip(text: str, at: int, end: int) -> int:
    """Past marks and blanks between items."""
    match = SKIP.match(text, at, end)
    return match.end() if match else at


def position_after(around: Anchors, at: int, end: int) -> Span:
    """The stretch after a name that says who that is: in brackets, or up to the last post before another name."""
    text = around.text
    opening = OPENING.match(text, at, end)
    start = opening.end() if opening else at
    if opening and opening["mark"] in ("（", "("):
        close = re.compile("[）)]").search(text, start, end)
        return Span(start, close.start()) if close else Span(start, end)
    stop = start
    for post in around.posts_from(start):
        if post.end > end or "\n" in text[stop : post.start] or re.search("[；;。]", text[stop : post.start]):
            break
        stop = post.end
        following = skip(text, stop, end)
        name = list_name(around, following, end)
        if name and (following > stop or tells_next(around, skip(text, name.end, end))):
            break
    if stop == start:
        mention = around.agency_starts.get(start)
        stop = mention.end if mention and mention.end <= end else start
    trailing = TRAILING.match(text, stop, end)
    return Span(start, trailing.end() if trailing else stop)


def tells_next(around: Anchors, at: int) -> bool:
    """Whether words after a glued name say who that is, be it a department without its division (马建堂|统计局局长)."""
    return begins_position(around, at) or starts_function(around.text, at)


def list_name(around: Anchors, at: int, end: int) -> Span | None:
    """The name at the head of a row's item: dotted, padded, set off by a blank, or glued to what follows."""
    text = around.text
    if at >= end or around.begins(at):
        return None
    dotted = DOTTED.match(text, at, end)
    if dotted:
        cuts = [stop for stop in range(dotted.start() + 3, dotted.end()) if begins_position(around, stop)]
        stop = cuts[0] if cuts else dotted.end()
        return Span(at, stop) if text[stop - 1] not in "任为兼" else None
    padded = PADDED.match(text, at, end)
    if padded and (surname_length(text, at, listed=True) or tells_who(around, padded.end(), end)):
        return Span(at, padded.end())
    bracketed = BRACKETED.match(text, at, end)
    if bracketed and begins_position(around, bracketed.end()) and bracketed["name"][-1] not in posts().organs:
        return Span(at, bracketed.end("name"))
    token = TOKEN.match(text, at, end)
    named = token and (is_name(token[0], listed=True) or stands_apart(around, token, end))
    holds_post = token and text[at] in surnames().plain and any(around.posts_within(Span(at, token.end())))
    if token and named and not holds_post:
        return Span(at, token.end()) if not around.inside(Span(at, token.end())) else None
    return glued(around, at, end)


def tells_who(around: Anchors, at: int, end: int) -> bool:
    """Whether a post or an agency follows a blank at `at`, so that what stands before is a name, whatever it is."""
    after = skip(around.text, at, end)
    return after > at and after < end and begins_position(around, after)


def stands_apart(around: Anchors, token: re.Match[str], end: int) -> bool:
    """Whether a word without a Chinese surname is a name by the post or agency after it (布和巴特尔　市应急管理局局长)."""
    body = len(token[0]) > LONGEST_CHINESE and token[0][-1] in posts().organs
    return not body and begins_position(around, skip(around.text, token.end(), end))


def only_names(around: Anchors, span: Span) -> tuple[Span, ...]:
    """The names of a row that holds nothing else (成员：王磊、李　伟、张建国); () if it holds more."""
    words = OTHERS.sub("", span.of(around.text))
    text = MARKS.sub(lambda match: "、" * len(match[0]), words).rstrip("。；;等 \t\n")
    found = []
    for match in NAMES.finditer(text):
        place = Span(span.start + match.start(), span.start + match.end())
        lengths = split_names(match[0])
        if lengths and not any(around.posts_within(place)) and not around.in_agency(place):
            ends = list(accumulate(lengths, initial=place.start))
            found += [Span(*ends_of) for ends_of in pairwise(ends)]
            continue
        if not is_name(re.sub(r"\s", "", match[0]), listed=True) and not DOTTED.fullmatch(match[0]):
            return ()
        if around.inside(place):
            return ()
        found.append(place)
    return tuple(found)
