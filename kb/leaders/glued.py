"""Names in lists to which the post or agency is glued: 孙尧教育部副部长, 张　军省财政厅副厅长, 洛桑江村西藏自治区主席.

Where the name ends shows only by what follows it. The readings are names of two, three and four characters;
the best is the one whose rest says who that is most clearly (`clearness`).
"""

import re

from corpus.model import Span
from kb.agencies.lexicon import functions, longest_function
from kb.leaders.anchors import Anchors
from kb.leaders.lexicon import posts, surnames
from kb.leaders.names import HAN, is_name, surname_length, usual
from kb.regions import named, resolve

RELATIVE = re.compile(r"自治区|[省市县区局厅委部院署办镇乡州旗盟][\u4e00-\u9fff]")
PADDED_GLUED = re.compile(rf"{HAN}[ \t\u3000\u00a0]{{1,6}}{HAN}")
SHORT_COUNTY = re.compile(r"[\u4e00-\u9fff]县")
LONGEST_POSITION = 40
"""How far after the name its first post may end, in characters."""

TOLD, BEGUN, NEAR, OPEN = 3, 2, 1, 0
"""How clearly a rest begins: with words that name an agency by themselves; with an agency, a post or a division
found in the text; with 省…, 局… of the issuer or a department's function; with neither."""


def glued(around: Anchors, at: int, end: int) -> Span | None:
    """The name at `at` whose post or agency follows without a blank; None if no reading is likely."""
    if around.text[at] not in surnames().plain and starts_function(around.text, at):
        return None
    padded = PADDED_GLUED.match(around.text, at, end)
    if padded and surname_length(around.text, at) and begins_position(around, padded.end()):
        return Span(at, padded.end())
    names = [cut for cut in range(at + 2, min(at + 5, end)) if is_name(around.text[at:cut], listed=True)]
    ranked = [(clearness(around, cut, end), usual(around.text[at:cut]), cut) for cut in names]
    likely = [
        (clear, fits, cut) for clear, fits, cut in ranked if clear > OPEN or ordinary(around.text[at:cut])
    ]
    if likely and followed(around, at, end):
        return Span(at, max(likely)[2])
    return foreign(around, at, end)


def clearness(around: Anchors, cut: int, end: int) -> int:
    """How clearly what is at `cut` says who somebody is."""
    text = around.text
    far = SHORT_COUNTY.match(text, cut) is not None and RELATIVE.match(text, cut + 1) and strange(around, cut)
    if far:
        return OPEN
    if tells(around, cut, end):
        return TOLD
    if around.begins(cut) or starts_region(text, cut):
        return BEGUN
    return NEAR if RELATIVE.match(text, cut) or starts_function(text, cut) else OPEN


def starts_function(text: str, at: int) -> bool:
    """Whether a function word of departments begins at `at` (高瑞平|自然资源…), one of a single character left out."""
    return any(text[at : at + length] in functions() for length in range(2, longest_function() + 1))


def ordinary(name: str) -> bool:
    """Whether three characters look like a name by the given ones, whatever the surname."""
    return len(name) == 3 and all(char in surnames().given for char in name[1:])


def strange(around: Anchors, at: int) -> bool:
    """Whether the county of two characters at `at` is none of the document's region (张明高|县财政局)."""
    found = resolve(around.text[at : at + 2], around.profile.region, around.profile.year)
    region = around.profile.region
    return found is None or not region or found.path[: len(region)] != region[: len(found.path)]


def followed(around: Anchors, at: int, end: int) -> bool:
    """Whether a post follows soon enough to be the person's."""
    post = next(around.posts_from(at), None)
    return post is not None and post.end <= min(end, at + LONGEST_POSITION)


def tells(around: Anchors, at: int, end: int) -> bool:
    """Whether the words from `at` to the next post, read by themselves, name an agency."""
    post = next(around.posts_from(at), None)
    return (
        post is not None
        and at < post.start < min(end, at + LONGEST_POSITION)
        and bool(around.told(around.text[at : post.start]))
    )


def foreign(around: Anchors, at: int, end: int) -> Span | None:
    """A name without a Chinese surname (洛桑江村西藏自治区主席): three or four characters, no body's name."""
    for cut in range(at + 3, min(at + 5, end)):
        name = around.text[at:cut]
        body = name[-1] in posts().organs or name[-2:] in posts().not_names
        if not body and re.fullmatch(f"{HAN}+", name) and cut in around.agency_starts:
            return None if around.inside(Span(at, cut)) else Span(at, cut)
    return None


def begins_position(around: Anchors, at: int) -> bool:
    """Whether what is at `at` says who somebody is: a post, an agency, a division, or 省…, 局… of the issuer."""
    return around.begins(at) or starts_region(around.text, at) or bool(RELATIVE.match(around.text, at))


def starts_region(text: str, at: int) -> bool:
    """Whether a division's full or short name begins at `at`."""
    return any(named(text[at : at + length]) for length in range(2, 9) if at + length <= len(text))
