"""The posts that a list row or a table cell gives: 教授、中科院某研究所学术委员会主任 → posts and agencies."""

import re
from dataclasses import replace

from corpus.model import Span
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import Holding, core_of, holding
from kb.leaders.names import HAN

PART = re.compile(r"[^、，,；;/\s（）()]+")
CONCURRENT = re.compile(r"兼任?|暨")
INSTITUTION = re.compile(
    rf"{HAN}{{2,30}}(?:大学|学院|学校|小学|中学|附中|附小|研究院|研究所|科学院|医院|集团|公司|出版社|杂志社|报社|电视台|银行|协会|学会"
    r"|联合会|商会|促进会|基金会|博物馆|博物院|图书馆|美术馆|文化馆|中心|党校|委员会|支队|总队|大队|[局厅委办部院所])"
)
"""A body by its last characters, for rows that name one which is no known agency."""


def position(around: Anchors, span: Span) -> tuple[Holding, ...]:
    """The posts written in `span`, each with its agency; those without one take their neighbour's."""
    found: list[Holding] = []
    homes: list[str] = []
    for part in parts(around.text, span):
        post = last_post(around, part)
        if post is None:
            mention = around.agency_starts.get(part.start)
            home = mention.name if mention and mention.end == part.end else printed(around.text, part)
            homes += [home] if home else []
            continue
        held = holding(around, post, part.start)
        if held.agency is None or held.start > part.start:
            head = Span(part.start, post.start)
            home = printed(around.text, head) if held.start == post.start else held.agency
            held = replace(held, agency=home or held.agency, start=part.start if home else held.start)
        found.append(held)
    return shared(found, homes)


def shared(found: list[Holding], homes: list[str]) -> tuple[Holding, ...]:
    """Posts with no agency of their own take that of the post before, else the first of the row."""
    first = next((h.agency for h in found if h.agency and not h.group and owns(h)), None)
    first = first or (homes[0] if homes else None)
    last: str | None = None
    done = []
    for held in found:
        own = held.agency if owns(held) else last or first or held.agency
        done.append(replace(held, agency=own))
        last = own
    return tuple(done)


def owns(held: Holding) -> bool:
    """Whether the post's agency was printed before it, not told by the document's issuer."""
    return held.start < held.end - len(held.post) or (
        held.agency is not None and core_of(held.post) != held.post
    )


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
    inside = [post for post in around.posts_from(part.start) if post.end <= part.end]
    return inside[-1] if inside else None


def printed(text: str, span: Span) -> str | None:
    """The body that a piece names in full, if its last characters tell that it is one."""
    match = INSTITUTION.match(text, span.start, span.end)
    return match[0] if match and len(match[0]) >= 4 else None
