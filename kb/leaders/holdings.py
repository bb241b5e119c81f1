"""Which posts stand together, and at which agency each is held.

厅党组书记、厅长 is one run of two posts; 中央宣传部副部长、中央政研室副主任 another with two agencies.
"""

import re
from dataclasses import dataclass

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.lexicon import posts
from kb.leaders.names import HAN
from kb.regions import named, resolve

UNIT = re.compile(
    rf"{HAN}{{0,16}}(?:委员会|小组|办公室|党组|党委|机关|[部处室科股院所系队组站馆团司局会办])\Z"
)
"""The inner unit between an agency's name and a post: 研究院〔学术委员会〕主任, 政府〔办公室〕主任."""

GOVERNORS = {
    "省长": "省",
    "市长": "市",
    "县长": "县",
    "区长": "区",
    "旗长": "旗",
    "州长": "州",
    "盟长": "盟",
    "镇长": "镇",
    "乡长": "乡",
}
RELATIVE = re.compile(
    r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由以我本该和及任与、])|^)[我本该]?(?P<suffix>自治区|[厅局委部院署办室县市区镇乡])\Z"
)
"""The issuer named by its last character alone: 厅党组书记, 局长 in an …局's own paper, 本局副局长."""

JOINTS = re.compile(r"(?:[、/]|兼任|兼|暨)\Z")


@dataclass(frozen=True, slots=True)
class Holding:
    """A post with its agency (None: open) and whether it is one in a leading group; `start` of its agency's name."""

    post: str
    agency: str | None
    group: bool
    start: int
    end: int


def run_before(around: Anchors, end: int, floor: int = 0) -> tuple[Holding, ...]:
    """The run of posts that ends at `end`, in order, none beginning before `floor`; () if no post ends there."""
    found: list[Holding] = []
    while end in around.post_ends and around.post_ends[end].start >= floor:
        held = holding(around, around.post_ends[end], floor)
        found.insert(0, held)
        joint = JOINTS.search(around.text, max(floor, held.start - 2), held.start)
        end = joint.start() if joint else held.start
    return tuple(inherit(found))


def inherit(found: list[Holding]) -> list[Holding]:
    """Posts without an agency of their own take that of the post before (教育部党组书记、部长)."""
    last: str | None = None
    done = []
    for held in found:
        if held.agency is None and not held.group and last is not None and held.start == post_start(held):
            held = Holding(held.post, last, held.group, held.start, held.end)  # noqa: PLW2901
        last = held.agency or last
        done.append(held)
    return done


def post_start(held: Holding) -> int:
    """Where the post's own characters begin."""
    return held.end - len(held.post)


def core_of(post: str) -> str:
    """The post without its prefixes: 原常务副市长 → 市长."""
    match = posts().core.search(post + " ")
    return match[0] if match else post


def holding(around: Anchors, post: Span, floor: int) -> Holding:
    """The post with the agency that stands directly before it."""
    text, at = around.text, post.start
    name, core = post.of(text), core_of(post.of(text))
    group = core in posts().group
    mention = around.agency_ends.get(at)
    if mention is not None and mention.start >= floor and mention.group != "unit":
        return Holding(name, mention.name, group, mention.start, post.end)
    unit = UNIT.search(text, max(floor, at - 18), at)
    for cut in range(max(floor, at - 18), at) if unit else ():
        owner = around.agency_ends.get(cut)
        if owner and owner.start >= floor and owner.group != "unit" and UNIT.fullmatch(text, cut, at):
            return Holding(text[cut : post.end], owner.name, group, owner.start, post.end)
    if core in GOVERNORS or core in ("主席", "书记", "专员"):
        governed = region_before(around, at, floor)
        if governed is not None:
            return Holding(name, government(governed[1], around), group, governed[0], post.end)
    return bare(around, post, name, core)


def region_before(around: Anchors, at: int, floor: int) -> tuple[int, str] | None:
    """The division whose name ends at `at` (山东省省长, 江苏省原副省长): where it begins, and the name."""
    for length in range(11, 1, -1):
        start = at - length
        if start >= floor and start >= 0 and named(around.text[start:at]):
            return start, around.text[start:at]
    return None


def government(region: str, around: Anchors) -> str | None:
    """The people's government of a division by its name, as the document's own region reads it."""
    found = resolve(region, around.profile.region, around.profile.year)
    return f"{found.name}人民政府" if found else None


def bare(around: Anchors, post: Span, name: str, core: str) -> Holding:
    """A post that stands without an agency: the issuer's, if it fits, else open."""
    group = core in posts().group
    relative = RELATIVE.search(around.text, max(0, post.start - 4), post.start)
    start = relative.start() if relative else post.start
    if group:
        return Holding(name, None, True, post.start, post.end)
    return Holding(name, own_agency(around, core), False, start, post.end)


def own_agency(around: Anchors, core: str) -> str | None:
    """The agency that a bare post belongs to in this document: the issuer or its region's government."""
    if core in posts().fixed:
        return posts().fixed[core]
    if core in posts().titles:
        return None
    if core in GOVERNORS:
        fitting = [name for name in around.profile.region if name.endswith(GOVERNORS[core])]
        return f"{fitting[-1]}人民政府" if fitting else None
    issuer = around.profile.agencies[0] if around.profile.agencies else None
    return issuer if issuer and fits(issuer, core) else None


def fits(issuer: str, core: str) -> bool:
    """Whether an agency of this name has such a post at its head: 局长 an …局, 主任 a …委员会."""
    if core in posts().heads:
        return issuer.endswith(posts().heads[core])
    if core.endswith("长") and len(core) == 2:
        return issuer.endswith(core[0])
    return core.startswith("党") or core.endswith(("员", "师", "助理", "专员"))
