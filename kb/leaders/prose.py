"""People in running text: 厅长王磊任为组长, 办公室主任由王磊兼任, 副局长李伟、张军."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.appointed import appointments, before_post, heads_item
from kb.leaders.holdings import Holding, core_of, run_before
from kb.leaders.homes import fits
from kb.leaders.lexicon import posts
from kb.leaders.names import CLEAR, COMRADE, HAN, LONG_LIST, SURE, common, name_after, name_before, usual
from kb.leaders.people import Person
from kb.leaders.positions import position

ADDRESS = re.compile(r"(?:[（(](?:女|兼|[\u4e00-\u9fff]{1,5}族)[）)])?(?:等?(?:同志|先生|女士))?")
"""What may stand between a name and the next of a list."""

NAMES = r"[\u4e00-\u548b\u548d-\u9fff·•・．‧]{1,16}(?:[、和][\u4e00-\u548b\u548d-\u9fff·•・．‧]{1,16}){0,40}?"
"""Names in a row, 和 (U+548C) between two of them, so that there is one way to read it."""

NUMBERED = r"(?:至少|目前|现|共|一共){0,2}有[\d一二两三四五六七八九十]{1,3}[人名位][，,]?(?:分别)?"
"""How many hold a post, before who they are: 副召集人有两人，分别是…."""

LABEL_MARK = re.compile(
    rf"[:： \u3000]{{1,2}}|由(?={NAMES}(?:等?同志)?(?:分别)?(?:[兼担]?任|组成))"
    rf"|(?P<copula>{NUMBERED}[是为][:：]?"
    rf"|(?:还有|包括|分别)?[是为]?[:：]?)(?<=[是为有括:：])(?={NAMES}[、，,。；;（(])"
)
"""What may stand between a post and its holder's name: a colon, a blank, 由 (办公室主任由甲、乙兼任), 是, 为."""

FORMER = ("时任", "现任", "曾任", "原任")
"""Before posts whose holder a 的 leads to (时任县委书记的甲)."""

FORMER_BEFORE = re.compile(r"(?:时任|现任|原任|曾任)\Z")

PLACE = re.compile(r"长[\u4e00-\u9fff][路街巷镇乡村桥]")
"""A place that a division's last character makes look like its head's name (高新区|长江路, 赵县|长寿镇)."""

LIST_MARK = re.compile(r"[、，,和与及]")

LINK = re.compile(r"(?:等?同志)?[、，,和与及]?(?:分管[^，。；、\n]{1,12}的)?")
"""Between two people who are named together (省长甲及分管水利的副省长乙)."""

SENTENCE_END = re.compile(r"[。！？\n]")

CLOSES = re.compile(r"[^（）()\n，。]{0,20}[）)]")
OPENS = re.compile(r"[（(](?P<position>[^（）()\n。]{0,40})\Z")
NO_LABEL = re.compile(r"(?:单位|部门|地点|地址|场所|项目|来源|对象|范围|名称|电话)[:：]\Z")
"""Before what is nobody, though a post stand in brackets after it (责任单位：…)."""

FILLED = re.compile(r"(?:[、，,]?(?:等|兼))?[）)]\Z")
"""What may stand in the bracket after its last post, which so fills it (none in 主任|委员会)."""

LONGEST_BRACKET = 42
"""A bracket with a position, from its first post on and before it; how far it opens before one, in characters."""

VERBS = frozenset("和由及与以的任为兼是并其")
"""Words between two posts that name no agency."""

STARTS = frozenset("：:、，；\n")
"""What stands before a name whose position is in brackets."""

STAFF = frozenset({"秘书长", "党组成员", "总工程师", "总经济师", "总会计师", "总规划师"})
"""Posts that go on with the agency of the person named right before (主任甲，副主任乙，秘书长丙)."""

GIVEN_TO = re.compile(rf"(?:{NUMBERED}|分别)?[由是为]\Z")

HANDED = re.compile(r"(?:等?同志)?(?:兼任|担任|兼)(?=[，。；,;、\s）)]|\Z)")
"""办公室主任由赵英民兼任: the post stands before, the verb after the name."""


def find_people(around: Anchors, taken: tuple[Span, ...]) -> Iterator[Person]:
    """All people of the running text, outside the stretches `taken` by lists."""
    chain: list[Person] = []
    last: Person | None = None
    done = 0
    for post in around.posts:
        done = past(taken, post.start, done)
        if post.start < done:
            continue
        people = named_by(around, post)
        if not people:
            continue
        people = [deputy(around.text, person, last) for person in people]
        last = people[-1]
        if chain and not linked(around.text, chain[-1].reach, people[0].begin):
            yield from settle(around, chain)
            chain = []
        chain += people
        done = people[-1].reach
        given, done = appointments(around, done)
        if given:
            yield from settle(around, [replace(person, held=person.held + given) for person in chain])
            chain = []
    yield from settle(around, chain)


def named_by(around: Anchors, post: Span) -> list[Person]:
    """The people whose post this is: after it, else before it; before it, where a verb gave it to the first word
    of an item or only a blank stands after it (甲任县委书记　乙任县长)."""
    after, before = after_post(around, post), before_post(around, post)
    if not after or not before:
        return after or before or bracketed(around, post)
    apart = around.text[post.end].isspace() or heads_item(around.text, before[0].name)
    return before if before[0].rule == "appointment" and apart else after


def bracketed(around: Anchors, post: Span) -> list[Person]:
    """The person whose posts stand in brackets after the name (责任领导：甲（县委常委、副县长）)."""
    close = CLOSES.match(around.text, post.end)
    opening = OPENS.search(around.text, max(0, post.start - LONGEST_BRACKET), post.start) if close else None
    name = name_before(around.text, opening.start(), around.ends, False) if opening else None
    if (
        not opening
        or not close
        or name is None
        or around.inside(name)
        or around.text[name.start - 1] not in STARTS
        or NO_LABEL.search(around.text, max(0, name.start - 4), name.start)
    ):
        return []
    held = position(around, Span(opening.start("position"), close.end() - 1))
    filled = held and FILLED.match(around.text, held[-1].end, close.end())
    return [Person(name, held, "name-post", name.start, close.end())] if filled else []


def deputy(text: str, person: Person, last: Person | None) -> Person:
    """The person with the agency of the head named before in the sentence (县委书记甲，副书记乙)."""
    own = any(held.printed and held.agency for held in person.held)
    if own or last is None or SENTENCE_END.search(text, last.reach, max(last.reach, person.begin)):
        return person
    homes = {core_of(held.post): held.agency for held in last.held if held.agency and not held.group}
    if len(set(homes.values())) == 1 and person.begin - last.reach <= 1:
        homes |= dict.fromkeys(STAFF - homes.keys(), next(iter(homes.values())))
        homes |= {c: a for a in {*homes.values()} for c in cores_open(person) - homes.keys() if fits(a, c)}
    held = tuple(
        h
        if h.printed or h.group or core_of(h.post) not in homes or led_by_words(text, h)
        else replace(h, agency=homes[core_of(h.post)])
        for h in person.held
    )
    return replace(person, held=held)


def led_by_words(text: str, held: Holding) -> bool:
    """Whether words of an agency that is not known stand right before a post (天府新区办|副主任)."""
    before = text[held.start - 1 : held.start]
    return bool(re.match(HAN, before)) and before not in VERBS


def cores_open(person: Person) -> set[str]:
    """The person's own posts whose agency is open, without their prefixes."""
    return {core_of(held.post) for held in person.held if not (held.printed or held.group or held.agency)}


def past(taken: tuple[Span, ...], at: int, done: int) -> int:
    """How far the text is read already: past the list stretch that holds `at`, if one does."""
    index = bisect_right(taken, Span(at, sys.maxsize)) - 1
    return max(done, taken[index].end) if index >= 0 and at < taken[index].end else done


def linked(text: str, end: int, start: int) -> bool:
    """Whether only a list mark stands between two people."""
    return end <= start and LINK.fullmatch(text, end, start) is not None


def after_post(around: Anchors, post: Span) -> list[Person]:
    """The people named after a post, several if joined by 、 (副局长李伟、张军)."""
    text, at = around.text, post.end
    label = LABEL_MARK.match(text, at)
    at = label.end() if label else at
    if post.end in around.post_starts or at >= len(text):
        return []
    held = run_before(around, post.end)
    former = text[at] == "的" and held_before(text, held[0].start)
    at = at + 1 if former else at
    least = SURE if label and label["copula"] else CLEAR if former else least_sign(held)
    weak = core_of(held[-1].post) == "负责人"
    people: list[Person] = []
    while True:
        name = name_after(text, at, around.begins, least, listed=len(people))
        doubted = name and label and label["copula"] and len(people) < LONG_LIST and common(name.of(text))
        doubted = doubted or (name and weak and not usual(name.of(text)))
        doubted = doubted or (name and PLACE.fullmatch(text, name.start - 1, name.end))
        if name is None or doubted or around.inside(name) or (people and not joins_on(around, name)):
            return people
        people.append(Person(name, held, "post-name", held[0].start if not people else name.start, name.end))
        comrade = ADDRESS.match(text, name.end)
        mark = LIST_MARK.match(text, comrade.end() if comrade else name.end)
        if mark is None:
            return people
        at = mark.end()


def held_before(text: str, start: int) -> bool:
    """Whether 时任 and its like stand before posts at `start`, or are read as the first word of them."""
    return text.startswith(FORMER, start) or text.startswith(FORMER, max(0, start - 2))


def least_sign(held: tuple[Holding, ...]) -> float:
    """How clear the end of a name must be after these posts: 成员, 律师 are said of many who stay unnamed, 组长 of
    one who often does."""
    core = core_of(held[-1].post)
    many = core in posts().group and len(held) == 1 and not core.endswith("主任")
    if core in posts().titles:
        return SURE if held[0].printed and held[0].agency else COMRADE
    head = core.endswith(("长", "召集人", "指挥", "负责人"))
    return (CLEAR if head else SURE) if many else 0.0


def joins_on(around: Anchors, name: Span) -> bool:
    """Whether a further name of a list is sure: its end is a mark or a verb, not the start of a post."""
    return not around.begins(name.end)


def settle(around: Anchors, chain: list[Person]) -> Iterator[Person]:
    """The people of a chain, with a post before them that a verb after them hands over (主任由甲、乙兼任)."""
    begin = chain[0].begin if chain else 0
    former = FORMER_BEFORE.search(around.text, max(0, begin - 2), begin)
    begin = former.start() if former else begin
    by = GIVEN_TO.search(around.text, max(0, begin - 16), begin) if chain else None
    sure = by and by.start() in around.post_ends
    if by and sure and (by[0] not in ("由", "是") or HANDED.match(around.text, chain[-1].reach)):
        handed = run_before(around, by.start())
        chain = [replace(p, held=p.held + tuple(replace(h, group=True) for h in handed)) for p in chain]
    yield from chain
