"""People in running text: 厅长王磊任为组长, 王磊同志任局长, 王磊厅长, 任命王磊为副部长."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import LONGEST_RUN, UNIT, Holding, core_of, run_before
from kb.leaders.lexicon import posts
from kb.leaders.names import COMRADE, DOTTED, SURE, is_name, name_after, name_before, usual
from kb.leaders.people import Person

ADDRESS = re.compile(r"等?(?:同志|先生|女士)")
ADDRESS_BEFORE = re.compile(r"等?(?:同志|先生|女士)\Z")
NAMES = r"[\u4e00-\u9fff·•・．‧]{2,16}(?:[、和][\u4e00-\u9fff·•・．‧]{2,16}){0,6}?"
LABEL_MARK = re.compile(rf"[:： \u3000]{{1,2}}|由(?={NAMES}(?:等?同志)?(?:分别)?[兼担]?任)")
"""What may stand between a post and its holder's name: a colon, a blank, 由 (办公室主任由甲、乙兼任)."""

LIST_MARK = re.compile(r"[、，,和与及]")
GAP = re.compile(
    r"(?:[^，。；、：:\s《》“”]{0,30}(?:小组|办公室|委员会|指挥部|专班|联席会议|工作组|[组办会]))?\Z"
)
"""What may stand between 任 and a post: nothing, or the group's name (任局政务公开领导小组组长)."""

DISMISSED = re.compile(
    r"(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{2})的\Z|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{3})的\Z"
    r"|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{4})的\Z|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{5})的\Z"
)
"""The 的 between a dismissed person and the post: 免去王磊（同志）的…职务."""

SENTENCE_END = re.compile(r"[。！？\n]")
OFFICES = frozenset("局厅委办处科")
"""Last characters of offices, before a name."""

OF_POST = re.compile(r"的\Z")
FURTHER = re.compile(
    r"(?:[（(][^（）()\n]{1,20}[）)])?(?:职务)?[，,](?:同时)?(?:免去其|不再担任|不再兼任|辞去|免去)(?:兼任的)?"
)
"""Between the post given and the post taken away."""

FORMULAS = frozenset({"总书记"})
"""Posts whose name-first form is a formula of doctrine (习近平总书记重要讲话, 以习近平同志为总书记)."""

GIVEN_TO = re.compile(r"(?:由|是)\Z")
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
        people = after_post(around, post) or before_post(around, post)
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


def deputy(text: str, person: Person, last: Person | None) -> Person:
    """The person with the agency of the head named before in the sentence (县委书记甲，副书记乙)."""
    own = any(held.printed and held.agency for held in person.held)
    if own or last is None or SENTENCE_END.search(text, last.reach, max(last.reach, person.begin)):
        return person
    homes = {core_of(held.post): held.agency for held in last.held if held.agency and not held.group}
    held = tuple(
        h
        if h.printed or h.group or core_of(h.post) not in homes
        else replace(h, agency=homes[core_of(h.post)])
        for h in person.held
    )
    return replace(person, held=held)


def past(taken: tuple[Span, ...], at: int, done: int) -> int:
    """How far the text is read already: past the list stretch that holds `at`, if one does."""
    index = bisect_right(taken, Span(at, sys.maxsize)) - 1
    return max(done, taken[index].end) if index >= 0 and at < taken[index].end else done


def linked(text: str, end: int, start: int) -> bool:
    """Whether only a list mark stands between two people."""
    return bool(re.fullmatch(r"(?:等?同志)?[、，,和与及]?", text[end:start])) if end <= start else False


def after_post(around: Anchors, post: Span) -> list[Person]:
    """The people named after a post, several if joined by 、 (副局长李伟、张军)."""
    text, at = around.text, post.end
    label = LABEL_MARK.match(text, at)
    at = label.end() if label else at
    if post.end in around.post_starts or at >= len(text):
        return []
    held = run_before(around, post.end)
    least = least_sign(held)
    people: list[Person] = []
    while True:
        name = name_after(text, at, around.begins, least, listed=bool(people))
        if name is None or around.inside(name) or (people and not joins_on(around, name)):
            return people
        people.append(Person(name, held, "post-name", held[0].start if not people else name.start, name.end))
        comrade = ADDRESS.match(text, name.end)
        mark = LIST_MARK.match(text, comrade.end() if comrade else name.end)
        if mark is None:
            return people
        at = mark.end()


def least_sign(held: tuple[Holding, ...]) -> float:
    """How clear the end of a name must be after these posts: 成员, 律师 are said of many who stay unnamed."""
    core = core_of(held[-1].post)
    many = core in posts().group and len(held) == 1 and not core.endswith("主任")
    if core in posts().titles:
        return SURE if held[0].printed and held[0].agency else COMRADE
    return SURE if many else 0.0


def joins_on(around: Anchors, name: Span) -> bool:
    """Whether a further name of a list is sure: its end is a mark or a verb, not the start of a post."""
    return not around.begins(name.end)


def before_post(around: Anchors, post: Span) -> list[Person]:
    """The person named before a post: 王磊厅长, 王磊同志任局长, 任命王磊为教育部副部长."""
    run = run_to(around, post)
    if run is None or core_of(run[0].post) in FORMULAS:
        return []
    text, start = around.text, run[0].start
    verb = posts().appoint_end.search(text, max(0, start - 5), start) or dismissal(text, start, run[-1].end)
    if not verb and (run[0].group or start != run[0].end - len(run[0].post)):
        return []
    end = verb.start() if verb else start
    address = ADDRESS_BEFORE.search(text, max(0, end - 3), end)
    end = address.start() if address else end
    name = name_before(text, end, around.ends, address is not None) or (
        handed_name(around, end) or office_name(text, end) if verb else None
    )
    if name is None or around.inside(name):
        return []
    unled = verb and verb[0] == "的" and not DISMISSED.search(text, max(0, start - 14), start)
    if unled and not (usual(name.of(text)) or DOTTED.fullmatch(name.of(text))):
        return []
    titled = core_of(run[0].post) in posts().titles
    if titled and not (verb and posts().before_name.search(text, max(0, name.start - 4), name.start)):
        return []
    run = (*at_office(around, name, run), *(further(around, run[-1].end) if verb else ()))
    return [Person(name, run, "appointment" if verb else "name-post", name.start, run[-1].end)]


def handed_name(around: Anchors, end: int) -> Span | None:
    """The name between 任命, 免去 and the post, even if it begins like a common word (免去王国军的…职务)."""
    name = name_before(around.text, end, around.ends, True)
    sure = (
        name
        and usual(name.of(around.text))
        and posts().before_name.search(around.text, max(0, name.start - 4), name.start)
    )
    return name if sure else None


def office_name(text: str, end: int) -> Span | None:
    """The name before 任组长 after an office that is no known agency (由市煤炭安全局孙伟任组长)."""
    for length in (3, 2):
        name = Span(end - length, end)
        if usual(name.of(text)) and is_name(name.of(text)) and text[name.start - 1 : name.start] in OFFICES:
            return name
    return None


def at_office(around: Anchors, name: Span, run: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """The posts with the agency that stands right before the name (市公安局李军处长任组长) as the home."""
    home = around.agency_ends.get(name.start)
    if home is None or home.group == "unit" or home.name is None:
        return run
    return tuple(held if held.printed else replace(held, agency=home.name) for held in run)


def dismissal(text: str, start: int, end: int) -> re.Match[str] | None:
    """The 的 of 免去张三的科技部副部长职务 or, in a list under 免去：, 张三的…职务, which ends at `start`."""
    listed = OF_POST.search(text, max(0, start - 1), start) if text.startswith("职务", end) else None
    return listed or DISMISSED.search(text, max(0, start - 14), start)


def further(around: Anchors, end: int) -> tuple[Holding, ...]:
    """The posts that the same sentence takes from who was given others (…副厅长，免去其省教育厅总督学职务)."""
    match = FURTHER.match(around.text, end)
    if match is None:
        return ()
    for post in around.posts_from(match.end()):
        held = run_to(around, post) or ()
        return held if held and held[0].start == match.end() else ()
    return ()


def run_to(around: Anchors, post: Span) -> tuple[Holding, ...] | None:
    """The whole run that `post` begins, to its last post; None if `post` is not its first."""
    first = run_before(around, post.end)
    if len(first) > 1:
        return None
    end = post.end
    for _ in range(LONGEST_RUN):
        at = end + 1 if around.text[end : end + 1] in ("、", "兼") else end
        at = around.agency_starts[at].end if at in around.agency_starts else at
        if at not in around.post_starts:
            break
        end = around.post_starts[at].end
    found = run_before(around, end)
    return (*found, *in_units(around, found[-1], end)) if found else None


def in_units(around: Anchors, last: Holding, end: int) -> Iterator[Holding]:
    """The posts in units of the same agency that follow `end` (…法院审判委员会委员、民事审判第一庭庭长、审判员)."""
    for post in around.posts_from(end) if last.printed and last.agency else ():
        unit = Span(end + 1, post.start)
        joined = around.text[end : end + 1] == "、"
        if not joined or (unit.start < unit.end and not UNIT.fullmatch(around.text, unit.start, unit.end)):
            return
        end = post.end
        yield Holding(around.text[unit.start : end], last.agency, False, unit.start, end, printed=True)


def appointments(around: Anchors, at: int) -> tuple[tuple[Holding, ...], int]:
    """The posts given to who was named up to `at` (同志任组长, 为局政务公开领导小组组长), and where they end."""
    text = around.text
    verb = re.compile(r"(?:等?同志|先生|女士)?，?(?:并)?(?:因)?(?:已)?(?:被)?").match(text, at)
    start = verb.end() if verb else at
    match = posts().appoint.match(text, start)
    if match is None:
        return (), at
    for post in around.posts_from(match.end()):
        held = run_before(around, post.end, match.end())
        printed = bool(held) and held[0].printed and held[0].start == match.end()
        far = post.start - match.end() > 36
        if far or not (printed or GAP.fullmatch(text, match.end(), post.start)):
            break
        held = (run_to(around, post) or held) if printed else held
        return tuple(one if one.printed else replace(one, group=True) for one in held), held[-1].end
    return (), at


def settle(around: Anchors, chain: list[Person]) -> Iterator[Person]:
    """The people of a chain, with a post before them that a verb after them hands over (主任由甲、乙兼任)."""
    if chain and HANDED.match(around.text, chain[-1].reach):
        begin = chain[0].begin
        by = GIVEN_TO.search(around.text, max(0, begin - 1), begin)
        if by and by.start() in around.post_ends:
            handed = run_before(around, by.start())
            chain = [replace(p, held=p.held + tuple(replace(h, group=True) for h in handed)) for p in chain]
    yield from chain
