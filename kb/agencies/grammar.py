"""Local names: region or level word × function words × head (山东省 + 文化和旅游 + 厅, 市 + 图书馆)."""

import re
from collections.abc import Iterator
from functools import cache

from kb.agencies.candidate import Candidate
from kb.agencies.left import LEVELS, Left, left_of, region_before
from kb.agencies.lexicon import Head, context, continues, functions, head_automaton, heads, longest_function

WINDOW = 16
"""How far left of its head a name with unknown words in the middle may begin, in characters."""
PARTY = re.compile(r"(?:中共|中国共产党|共青团|中国共产主义青年团|政协|中国人民政治协商会议|团)$")
OFFICIAL = {
    "中共": "中共{}委", "中国共产党": "中共{}委", "共青团": "共青团{}委", "中国共产主义青年团": "共青团{}委",
    "团": "共青团{}委", "政协": "{}政协", "中国人民政治协商会议": "{}政协",
}  # fmt: skip


def local_names(text: str) -> Iterator[Candidate]:
    """Every candidate of the grammar, at each head the first reading that fits."""
    for last, word in head_automaton().iter_long(text):
        start, end = last + 1 - len(word), last + 1
        if continues(text, end, word) or text.endswith(context().no_heads, 0, end):
            continue
        for head in heads()[word]:
            found = _read(text, start, end, head)
            if found is not None:
                yield found
                break


def _read(text: str, start: int, end: int, head: Head) -> Candidate | None:
    if head.how == "party":
        return _party(text, start, end, head)
    if head.how == "direct":
        return _direct(text, start, end, head)
    return _department(text, start, end, head) if head.how == "function" else _body(text, start, end, head)


def _direct(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A head that follows the region itself: 青岛市人民政府, 省法院."""
    left = left_of(text, start)
    return left and Candidate(left.start, end, head.official, "direct", head.group, left)


def _party(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A party committee and its departments: 中共山东省委, 市委宣传部, 团省委, 政协青岛市委员会."""
    if not start or (text[start - 1] not in LEVELS and not head.text.startswith("党委")):
        return None
    left = left_of(text, start)
    prefix = PARTY.search(text, max(0, left.start - 12), left.start) if left else None
    if left is None or (head.text == "委员会" and prefix is None):
        return None
    official = "中共" + head.official
    if prefix is None:
        return Candidate(left.start, end, official, "party", head.group, left)
    if head.official == "{}委":
        official = OFFICIAL[prefix[0]]
    return Candidate(prefix.start(), end, official, "party", head.group, left)


def chain_start(text: str, end: int) -> int:
    """Where the function words that end at `end` begin (文化和旅游|局): `end` itself if there are none."""
    known, start = functions(), end
    while True:
        joint = start - 1 if start < end and text[start - 1 : start] in ("和", "与") else start
        length = next(
            (n for at in (start, joint) for n in range(longest_function(), 1, -1) if text[max(0, at - n) : at] in known),
            0,
        )
        if not length:
            return start
        start = (start if text[max(0, start - length) : start] in known else joint) - length


@cache
def core(words: str, head: str) -> str:
    """The official form of function words as printed: 发改 → 发展和改革; chains stay as they are printed."""
    official, own = functions().get(words, (words, True))
    return words if own and head in ("局", "厅") else official


def _department(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """Function words and a head: 山东省文化和旅游厅, 市教育局; with a region, unknown words in the middle too."""
    begin = chain_start(text, start)
    if begin < start:
        official = "{}" + core(text[begin:start], head.text) + head.official
        left = left_of(text, begin)
        if left is not None:
            return Candidate(left.start, end, official, "department", head.group, left)
        return _free(text, start, end, head) or Candidate(begin, end, official, "bare", head.group)
    return _free(text, start, end, head)


def _body(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """An institution: 县图书馆, 山东美术馆, 淄博市公共资源交易中心."""
    left = left_of(text, start)
    if left is not None and head.how == "body":
        return Candidate(left.start, end, "{}" + head.official, "institution", head.group, left)
    return _free(text, start, end, head)


def _free(text: str, start: int, end: int, head: Head) -> Candidate | None:
    """A region, then words that the lexicon does not hold, then the head: 青岛西海岸新区管委会."""
    for at in range(_window_start(text, start), start - 1):
        left = region_before(text, at) if text[at - 1 : at] in LEVELS else None
        left = left or (left_of(text, at) if text[at - 1 : at] in LEVELS else _short_left(text, at))
        if left is not None and not _stopped(text[at:start]):
            official = "{}" + text[at:start] + head.official
            return Candidate(left.start, end, official, "free", head.group, left)
    return None


def _short_left(text: str, at: int) -> Left | None:
    left = region_before(text, at) if text[at : at + 1] not in LEVELS else None
    return left if left is not None and left.short else None


def _window_start(text: str, start: int) -> int:
    """The leftmost place where the middle of a name can begin: no punctuation or stop character after it."""
    stops, at = context().stop_characters, start
    while at > max(0, start - WINDOW) and "一" <= text[at - 1] <= "鿿" and text[at - 1] not in stops:
        at -= 1
    return at


def _stopped(middle: str) -> bool:
    return any(word in middle for word in context().stop_words)
