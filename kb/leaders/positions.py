"""The posts that a list row or a table cell gives: 教授、中科院某研究所学术委员会主任 → posts and agencies."""

import re
from dataclasses import replace

from corpus.model import Span
from kb.agencies.lexicon import functions
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import OFFICE_HEADS, PARTY_BODY, UNIT, Holding, core_of, holding, inherit
from kb.leaders.homes import TOWN, own_agency

PART = re.compile(r"[^、，,；;/\s（）()]+")
CONCURRENT = re.compile(r"兼任?|暨")
INSTITUTION = re.compile(
    r"[\u4e00-\u9fff\d“”]{2,30}(?:大学|学院|学校|小学|中学|附中|附小|研究院|研究所|科学院|医院|集团|公司|出版社|杂志社|报社|电视台|银行|协会|学会"
    r"|联合会|商会|促进会|基金会|博物馆|博物院|图书馆|美术馆|文化馆|中心|党校|管委会|委员会|组委会|指挥部|支队|总队|大队|海关|[局厅委部院所](?!会)|村|社区)"
)
"""A body by its last characters, for rows that name one which is no known agency."""

BRANCH = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?P<level>[省市县区州])(?P<kind>分行|中心支行|支行|分公司)\Z")
"""A bank's or firm's branch in the division of the text (人民银行|省分行|行长)."""

OFFICIAL = re.compile(r"管委会\Z")

UNKNOWN = re.compile(r"[省市县区州旗盟镇乡][\u4e00-\u9fff]|[\u4e00-\u9fff]{10}|[局厅委部院署办社校]\Z")
"""Words before a post that name an agency which stays open (县教育局 in a document of no region), no inner unit."""

LONGEST_AGENCY = 60
RELATIVE_HEAD = re.compile(r"[省市县区州旗盟镇乡厅局委部我本]")


def position(around: Anchors, span: Span) -> tuple[Holding, ...]:
    """The posts written in `span`, each with its agency; those without one take their neighbour's."""
    found: list[Holding] = []
    homes: list[str] = []
    for part in parts(around.text, span):
        post = last_post(around, part)
        if post is not None:
            found.append(held_in(around, part, post))
            continue
        home = agency_of(around, part)[0]
        homes += [home] if home else []
    first = next((h.agency for h in found if h.agency and h.printed and not h.group), None)
    return inherit(found, first or (homes[0] if homes else None))


def home(around: Anchors, span: Span) -> str | None:
    """The agency that `span` names without a post (何洪明（市纪委）)."""
    return agency_of(around, span)[0] if span.start < span.end else None


def held_in(around: Anchors, part: Span, post: Span) -> Holding:
    """The post that ends a part, with the agency that the words before it name."""
    held = holding(around, post, part.start)
    head = Span(part.start, held.start if held.printed else post.start)
    branch = branch_of(around, around.text[part.start : post.start])
    if branch is not None:
        return Holding(post.of(around.text), branch, False, part.start, post.end, printed=True)
    if held.printed and held.agency:
        return held
    agency, unit = (
        agency_of(around, with_office(around, head, post)) if head.start < head.end else (None, head)
    )
    if agency:
        inner = unit.start < unit.end and not PARTY_BODY.search(around.text, unit.start, unit.end)
        begins = unit.start if inner else max(unit.end, post.start)
        name = around.text[begins : post.end]
        return Holding(name, agency, False, part.start, post.end, printed=True)
    words = head.of(around.text)
    if UNIT.fullmatch(words) and not UNKNOWN.match(words) and not department(words):
        held = replace(held, post=around.text[head.start : post.end], start=head.start)
    home = held.agency or own_agency(around, core_of(post.of(around.text)), None)
    return replace(held, agency=home, group=False)


def branch_of(around: Anchors, words: str) -> str | None:
    """The full name of a bank's or firm's branch in a division of the document's region."""
    branch = BRANCH.search(words)
    within = [name for name in around.profile.region if branch and name[-1] == branch["level"]]
    if branch is None or not within:
        return None
    owner = words[: branch.start()]
    known = around.told(owner)
    return f"{(known.name if known else None) or owner}{within[-1]}{branch['kind']}"


def department(words: str) -> bool:
    """Whether words are a department's own name without its division (统计局), which no inner unit bears."""
    return words[-1] in "局署" and words[:-1] in functions()


def with_office(around: Anchors, head: Span, post: Span) -> Span:
    """The words of an agency with the 办公室 that is its own name's end, not the post's (市政府办公室|主任)."""
    whole = Span(head.start, post.start + len("办公室"))
    known = around.told(whole.of(around.text)) if around.text.startswith(OFFICE_HEADS, post.start) else None
    return whole if known is not None and known.end == whole.end - whole.start else head


def agency_of(around: Anchors, head: Span) -> tuple[str | None, Span]:
    """The agency that `head` names, and the rest of `head`, a unit of it.

    A name glued to a person's is no word's start in the text; so the words are read once more by themselves.
    """
    text = head.of(around.text)
    known = around.told(text) if len(text) <= LONGEST_AGENCY else None
    if known is not None and known.name is not None and len(text) - known.end != 1:
        return known.name, Span(head.start + known.end, head.end)
    town = TOWN.fullmatch(around.profile.agencies[0]) if around.profile.agencies else None
    if town and text[0] == town["level"] and len(text) > 1:
        known = around.told(town["town"] + text[1:])
        return (known.name if known else town["town"] + text[1:]), Span(head.end, head.end)
    match = INSTITUTION.fullmatch(text) or INSTITUTION.match(text)
    own = [name for name in around.profile.region if name[-1] == text[0]]
    if match and match[0] == text and own:
        return f"{own[-1]}{text[1:]}", Span(head.end, head.end)
    long = match is not None and (len(match[0]) >= 4 or match[0].endswith("村"))
    if match and long and not RELATIVE_HEAD.match(text):
        return OFFICIAL.sub("管理委员会", match[0]), Span(head.start + match.end(), head.end)
    return None, Span(head.end, head.end)


def parts(text: str, span: Span) -> list[Span]:
    """The pieces of a position between 、 and 兼."""
    pieces = []
    for match in PART.finditer(text, span.start, span.end):
        at = match.start()
        for joint in CONCURRENT.finditer(text, match.start(), match.end()):
            pieces += [Span(at, joint.start())] if joint.start() > at else []
            at = joint.end()
        pieces += [Span(at, match.end())] if match.end() > at else []
    return pieces


def last_post(around: Anchors, part: Span) -> Span | None:
    """The post that ends a piece, or None where it holds none."""
    if part.end in around.post_ends and around.post_ends[part.end].start >= part.start:
        return around.post_ends[part.end]
    inside = [post for post in around.posts_within(part) if post.end <= part.end]
    return inside[-1] if inside else None
