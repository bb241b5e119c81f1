"""People to whom a post is given or taken: 王磊厅长, 王磊同志任局长, 任命王磊为副部长, 免去王磊的…职务."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.bodies import in_body
from kb.leaders.holdings import LONGEST_RUN, UNIT, Holding, core_of, run_before
from kb.leaders.lexicon import posts, surnames
from kb.leaders.names import DOTTED, FULL, HEADS, JOINING, is_name, name_before, usual
from kb.leaders.people import Person
from kb.regions import named

NOTE_BEFORE = re.compile(r"[（(][^（）()\n]{1,8}[）)]\Z")
"""What is noted of a person in brackets before a verb: 孙春兰（女）, 巴特尔（蒙古族）, 张晓刚（兼）."""

ADDRESS_BEFORE = re.compile(
    r"(?:等?(?:[一二两三四五六七八九十\d]{1,2}[名位])?(?:同志|先生|女士)"
    r"|等(?:[一二两三四五六七八九十\d]{1,2}[名位])?(?:[局厅委部院署办校市县区镇乡]|单位)?(?:领导(?:同志|班子成员)?|班子成员))\Z"
)
"""How people are addressed before a verb: 同志, 三位同志, 等局领导."""

REASON_BEFORE = re.compile(r"因[\u4e00-\u9fff]{2,8}[，,]?\Z")
"""Why somebody leaves a post: 梁科〔因年龄原因，〕不再担任."""

GAP = re.compile(
    r"(?:[^，。；、：:\s《》“”]{0,60}(?:小组|办公室|委员会|指挥部|专班|联席会议|工作组|[组办会])"
    r"|[\u4e00-\u9fff]{0,12}[级段]|[\u4e00-\u9fff]{1,8}[省市县区州镇乡])?\Z"
)
"""What may stand between 任 and a post: nothing, the group's name (任局政务公开领导小组组长), a level or a
division (任长沙市市级河长)."""

INNER_GROUP = re.compile(r"(?<=[任为])(?=[\u4e00-\u9fff]{2,14}组\Z)")
"""Where a group begins whose head or member is named (戴永根同志任|督查组组长, 甲、乙为|领导小组成员)."""

GROUPED = ("组长", "成员")
"""Posts in such a group."""

FAR = 66
"""How far after 任 its post may stand, in characters: the names of two groups and a joint."""

DISMISSED = re.compile(
    r"(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{2})的\Z|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{3})的\Z"
    r"|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{4})的\Z|(?<=[免撤解罢辞][去销除免][\u4e00-\u9fff]{5})的\Z"
)
"""The 的 between a dismissed person and the post: 免去王磊（同志）的…职务."""

HANDING = re.compile(
    r"(?:等?同志|先生|女士|等(?:[一二两三四五六七八九十\d]{1,2}[人位名](?:同志)?|(?=担任|任|兼任)))?(?:(?:以及|[及和、与])[^，。；;\n]{2,60}(?:负责人|负责同志|领导|有关同志)(?=任|担任|为|兼任))?"
    r"，?(?:分别)?(?:并)?(?:因)?(?:已)?(?:经[\u4e00-\u9fff]{2,14}(?:批准|同意|决定)，?)?(?:被)?"
)
"""Between a name and the verb that gives the post: 同志, the heads of offices that get it too, who agreed."""

MARKS = frozenset("，,。；;：:\n")
"""What stands before the first of a list of names."""

OFFICES = frozenset("局厅委办处科学中校园")
"""Last characters of offices and schools, before a name (龙江小学李文峰校长)."""

OF_POST = re.compile(r"的?\Z")
ENDED = ("职务", "职级")
"""The end of a dismissal in a list under 免去 (沈开庆（的）市司法局副局长职务), and what may stand before its post."""

TAKEN = re.compile(r"、[^，。；、\n]{2,24}职务")
"""After the first of two posts that are taken together (…人大常委会委员|、内务司法委员会主任委员职务)."""

FURTHER = re.compile(
    r"(?:[（(][^（）()\n]{1,20}[）)])?(?:职务)?[，,](?:同时)?(?:免去其|不再担任|不再兼任|辞去|免去)(?:兼任的)?"
)
"""Between the post given and the post taken away."""

AND_AT = re.compile("，")
"""Between the post given and one at another agency (任中共某某县委委员、常委，|某某县人民政府党组副书记)."""

ENDS = re.compile(r"(?:[（(][^（）()\n]{1,20}[）)])?(?:职务|[，。；\n]|\Z)")
"""What follows posts whose holder was named before."""

ON = re.compile(r"(?:[（(][^（）()\n]{1,8}[）)])?[、兼]?")
"""Between two posts given together: …副秘书长（试用期一年）、…办公厅副主任."""

FORMULAS = frozenset({"总书记"})
"""Posts whose name-first form is a formula of doctrine (习近平总书记重要讲话, 以习近平同志为总书记)."""


def before_post(around: Anchors, post: Span) -> list[Person]:
    """The person named before a post: 王磊厅长, 王磊同志任局长, 任命王磊为教育部副部长.

    A division's name (高平市|长平西街) is nobody's.
    """
    run = run_to(around, post)
    if run is None or core_of(run[0].post) in FORMULAS:
        return []
    text, start = around.text, run[0].start
    inner = INNER_GROUP.search(text, max(0, start - 20), start) if core_of(run[0].post) in GROUPED else None
    start = inner.end() if inner else start
    start, run = in_body(around, start, run)
    verb = posts().appoint_end.search(text, max(0, start - 6), start) or dismissal(text, start, run[-1].end)
    if not verb and (run[0].group or start != run[0].end - len(run[0].post)):
        return headed(around, run)
    end = verb.start() if verb else start
    address = ADDRESS_BEFORE.search(text, max(0, end - 12), end)
    end = address.start() if address else end
    reason = REASON_BEFORE.search(text, max(0, end - 12), end) if verb else None
    end = reason.start() if reason else end
    end = unnoted(text, end) if verb else end
    name = name_before(text, end, around.ends, address is not None) or (
        handed_name(around, end) or office_name(text, end) or known_name(around, end)
        if verb
        else office_name(text, end, full=True)
    )
    if name is None or around.inside(name) or (not verb and named(text[name.start : name.end + 1])):
        return []
    unled = (
        verb
        and verb[0] in ("", "的")
        and not address
        and not DISMISSED.search(text, max(0, start - 14), start)
    )
    if unled and not (heads_item(text, name) or usual(name.of(text)) or DOTTED.fullmatch(name.of(text))):
        return []
    titled = core_of(run[0].post) in posts().titles
    if titled and not (verb and posts().before_name.search(text, max(0, name.start - 4), name.start)):
        return []
    run = (*at_office(around, name, run), *(further(around, run[-1].end) if verb else ()))
    rule = "appointment" if verb else "name-post"
    earlier = named_with(around, name, address is not None) if verb else []
    return [Person(one, run, rule, one.start, run[-1].end) for one in (*earlier, name)]


def unnoted(text: str, end: int) -> int:
    """Where a name ends that something is noted of in brackets up to `end`."""
    note = NOTE_BEFORE.search(text, max(0, end - 10), end)
    return note.start() if note else end


def headed(around: Anchors, run: tuple[Holding, ...]) -> list[Person]:
    """The person at the head of a line before an agency and posts up to a mark (李容根省政府党组成员，分管扶贫)."""
    begin, end = run[0].start, run[-1].end
    printed = run[0].printed and around.text[end : end + 1] in MARKS
    name = name_before(around.text, begin, around.ends, True) if printed else None
    if (
        name is None
        or not heads_item(around.text, name)
        or around.inside(name)
        or name.end - name.start < FULL
    ):
        return []
    return [Person(name, run, "name-post", name.start, end)]


def heads_item(text: str, name: Span) -> bool:
    """Whether a name is the first word of a line or an item, as in the lists under 任命 and 免去."""
    return name.start == 0 or text[name.start - 1] in HEADS


def named_with(around: Anchors, name: Span, certain: bool) -> list[Span]:
    """Those listed before `name` who get the same post (任命甲、乙、丙三位同志为…委员, 甲、乙当选为副主席), from a
    word like 任命 or a mark on."""
    found: list[Span] = []
    first: Span | None = name
    while first is not None and around.text[first.start - 1 : first.start] in ("、", "和"):
        end = unnoted(around.text, first.start - 1)
        first = name_before(around.text, end, around.ends, certain) or full_name(around, end)
        found = [first, *found] if first and not around.inside(first) else found
    begin = found[0].start if found else 0
    marked = found and around.text[begin - 1] in MARKS
    return found if marked or posts().before_name.search(around.text, max(0, begin - 4), begin) else []


def full_name(around: Anchors, end: int) -> Span | None:
    """A name of full length in a list of names, even if it begins like a common word (甲、高开焰、马亚杰分别任…)."""
    name = Span(max(0, end - FULL), end)
    listed = around.text[name.start - 1 : name.start] == "、" and around.text[name.start] not in JOINING
    return name if listed and is_name(name.of(around.text), listed=True) else None


def handed_name(around: Anchors, end: int) -> Span | None:
    """The name between 任命, 免去 and the post, even if it begins like a common word (免去王国军的…职务).

    The same goes for the first word of a line or an item (任命：高应飞为…副局长), for a full name that begins a
    sentence (文慈华任…主任), and after the post of the one before (…任甲省政府秘书长，白金明任…).
    """
    name = name_before(around.text, end, around.ends, True)
    if name is None or heads_item(around.text, name) or opens_sentence(around.text, name):
        return name
    if name.start - 1 in around.post_ends and around.text[name.start - 1] in MARKS:
        return name
    given = posts().before_name.search(around.text, max(0, name.start - 4), name.start)
    return name if (given or full_name(around, end)) and usual(name.of(around.text)) else None


def opens_sentence(text: str, name: Span) -> bool:
    """Whether a sentence begins with a name of full length that is no common word in its first two characters."""
    full = name.end - name.start == FULL and text[name.start : name.start + 2] not in surnames().words
    return full and text[name.start - 1 : name.start] == "。"


def office_name(text: str, end: int, full: bool = False) -> Span | None:
    """The name before 任组长 after an office that is no known agency (由市煤炭安全局孙伟任组长); `full`: of three
    characters only."""
    for length in (3,) if full else (3, 2):
        name = Span(end - length, end)
        if usual(name.of(text)) and is_name(name.of(text)) and text[name.start - 1 : name.start] in OFFICES:
            return name
    return None


def known_name(around: Anchors, end: int) -> Span | None:
    """The name before 兼任 that a list of the document gave already (仓央卓玛兼任办公室主任)."""
    lengths = (
        length for length in range(min(8, end), 1, -1) if around.text[end - length : end] in around.known
    )
    length = next(lengths, None)
    return Span(end - length, end) if length else None


def at_office(around: Anchors, name: Span, run: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """The posts with the agency that stands right before the name (市公安局李军处长任组长) as the home."""
    home = around.agency_ends.get(name.start)
    if home is None or home.group == "unit" or home.name is None:
        return run
    return tuple(held if held.printed else replace(held, agency=home.name) for held in run)


def dismissal(text: str, start: int, end: int) -> re.Match[str] | None:
    """The 的 of 免去张三的科技部副部长职务 or, in a list under 免去：, 张三的…职务, which ends at `start`."""
    listed = OF_POST.search(text, max(0, start - 1), start) if text.startswith(ENDED, end) else None
    return listed or DISMISSED.search(text, max(0, start - 14), start)


def further(around: Anchors, end: int) -> tuple[Holding, ...]:
    """The posts that the same sentence takes from who was given others (…副厅长，免去其省教育厅总督学职务)."""
    match = FURTHER.match(around.text, end) or AND_AT.match(around.text, end)
    post = next(around.posts_from(match.end()), None) if match else None
    held = (run_to(around, post) or ()) if post else ()
    if match is None or not held or held[0].start != match.end():
        return ()
    elsewhere = held[0].printed and ENDS.match(around.text, held[-1].end)
    if match[0] == "，":
        return (*held, *further(around, held[-1].end)) if elsewhere else ()
    return held


def run_to(around: Anchors, post: Span) -> tuple[Holding, ...] | None:
    """The whole run that `post` begins, to its last post; None if `post` is not its first."""
    first = run_before(around, post.end)
    if len(first) > 1:
        return None
    end = post.end
    for _ in range(LONGEST_RUN):
        joint = ON.match(around.text, end)
        at = joint.end() if joint else end
        at = around.agency_starts[at].end if at in around.agency_starts else at
        if at not in around.post_starts:
            break
        end = around.post_starts[at].end
    found = run_before(around, end)
    return (*found, *in_units(around, found[-1], end)) if found else None


def in_units(around: Anchors, last: Holding, end: int) -> Iterator[Holding]:
    """The posts in units of the same agency that follow `end` (…法院审判委员会委员、民事审判第一庭庭长、审判员)."""
    ended = TAKEN.match(around.text, end)
    for post in around.posts_from(end) if (last.printed and last.agency) or ended else ():
        unit = Span(end + 1, post.start)
        joined = around.text[end : end + 1] == "、"
        if not joined or (unit.start < unit.end and not UNIT.fullmatch(around.text, unit.start, unit.end)):
            return
        end = post.end
        yield Holding(around.text[unit.start : end], last.agency, False, unit.start, end, printed=True)


def appointments(around: Anchors, at: int) -> tuple[tuple[Holding, ...], int]:
    """The posts given to who was named up to `at` (同志任组长, 为局政务公开领导小组组长), and where they end."""
    text = around.text
    verb = HANDING.match(text, at)
    start = verb.end() if verb else at
    match = posts().appoint.match(text, start)
    if match is None:
        return (), at
    for post in around.posts_from(match.end()):
        held = run_before(around, post.end, match.end())
        printed = bool(held) and held[0].printed and held[0].start == match.end()
        far = post.start - match.end() > FAR
        if far or not (printed or GAP.fullmatch(text, match.end(), post.start)):
            break
        held = (run_to(around, post) or held) if printed else held
        return tuple(one if one.printed else replace(one, group=True) for one in held), held[-1].end
    return (), at
