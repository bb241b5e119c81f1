"""What stands left of a department's name: a region by its name (青岛市), or a level word (市, 自治区)."""

import re
from dataclasses import dataclass
from functools import cache

from kb.agencies.lexicon import context, line_surnames
from kb.regions.boundary import heads_line, longer, straddled
from kb.regions.table import full_names, lies_in, plain_kind, short_names

LEVELS = frozenset("省市县区州旗盟")
AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
ORGAN = re.compile(r"[一-鿿]{2}(?:(?<!常)(?<!各)委|(?<!各)[局厅])$")
"""Before a level word whose blank was lost: 市发展改革委|市商务局."""
PERSON = re.compile(
    r"(?:^|[\n：:]|成员|组长|召集人|指挥长|总指挥)(?P<surname>[一-鿿])[一-鿿]?(?![全各本该])[一-鿿]$"
)
"""A name of two or three characters at the start of a line or after a colon: 组长：王某某|省委副书记."""
SHORTEST = 2
"""Length of the shortest names of divisions (莒县), which words end with too."""
ZONES = frozenset("新开发园业港城技景农山矿郊区林渔牧")
"""What stands before 区 in common words and is no given name there: 高新|区, 经开|区."""
HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Left:
    """Where it starts; the region's names as printed, widest first; or the level word (省, 市, 自治区).

    `row`, the level words that share the head with it (省、市人民政府: 省市); "" if it stands alone.
    """

    start: int
    chain: tuple[str, ...] = ()
    level: str = ""
    short: bool = False
    row: str = ""


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Last character of a full name → the lengths of the names that end with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in full_names():
        lengths.setdefault(name[-1], set()).add(len(name))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


def _full(text: str, end: int) -> str | None:
    """The longest full name of a division that ends at `end` and is not cut by common words."""
    ends = (text[end - n : end] for n in _lengths().get(text[end - 1 : end], ()) if n <= end)
    return next((name for name in ends if name in full_names() and _whole(text, end - len(name), name)), None)


def _whole(text: str, start: int, name: str) -> bool:
    return not straddled(text, start, name) and not longer(text, start, name)


def _short(text: str, end: int) -> str | None:
    """The longest short name of a province or city that ends at `end`, no word of its own (中山)."""
    ends = (text[end - n : end] for n in (6, 5, 4, 3, 2) if n <= end)
    shorts = (name for name in ends if name in short_names() and name not in plain_kind())
    return next((name for name in shorts if _whole(text, end - len(name), name)), None)


def region_before(text: str, end: int) -> Left | None:
    """The divisions named directly before `end` (山东省青岛市, 湖北武汉), widest first, or `None`."""
    last = _full(text, end)
    short = last is None
    last = last or _short(text, end)
    if last is None:
        return None
    chain: tuple[str, ...] = (last,)
    start = end - len(last)
    while True:
        wider = _full(text, start) or _short(text, start)
        if wider is None or not lies_in(chain[0], wider):
            break
        chain, start = (wider, *chain), start - len(wider)
    if len(chain) == 1 and (_only_word(text, start, last) or _of_person(text, start)):
        return None
    return Left(start, chain, short=short)


def _of_person(text: str, start: int) -> bool:
    """Whether a surname stands before the name, alone at the start of a line: 施|宏伟区政府, where a blank was lost."""
    begins = start > 0 and (start == 1 or text[start - 2] in "\n：:")
    return begins and text[start - 1] in line_surnames()


def _only_word(text: str, start: int, name: str) -> bool:
    """Whether a name with no wider region before it stands for no place here: a common word, the end of a word (园|林县委)."""
    kind = plain_kind().get(name)
    inside = len(name) == SHORTEST and name in full_names() and not word_start(text, start)
    return inside or kind == "after" or (kind == "head" and not heads_line(text, start, name))


def word_start(text: str, start: int) -> bool:
    """Whether a word can start at `start`: what stands before is no Han character, or a lead-in (由, 落实)."""
    if start == 0 or not HAN.match(text[start - 1]):
        return True
    here = context()
    return text[start - 1] in here.lead or text[max(0, start - 2) : start] in here.lead_words


def level_before(text: str, end: int) -> Left | None:
    """The level word directly before `end` (市 in 由市教育局), not a part of another word (全市, 城市), or `None`."""
    word = next((w for w in AUTONOMOUS if text.endswith(w, 0, end)), "")
    if not word and end and text[end - 1] in LEVELS:
        word = text[end - 1]
    start = end - len(word)
    if not word:
        return None
    starts = _in_pair(text, start, word) or word_start(text, start) or _after_joined(text, start, word)
    return Left(start, level=word) if starts else None


def _after_joined(text: str, start: int, level: str) -> bool:
    """Whether a blank was lost before the level word at `start`: after an organ, or a person's name in a list."""
    if ORGAN.search(text, max(0, start - 4), start):
        return True
    person = PERSON.search(text, max(0, start - 7), start) if level not in ("州", "旗", "盟") else None
    zone = level == "区" and text[start - 1] in ZONES
    return person is not None and not zone and person["surname"] in line_surnames()


def _in_pair(text: str, start: int, level: str) -> bool:
    """Whether the level word at `start` begins one of 省委省政府, 市委、市政府, which are words of their own."""
    after = text[start - 1 : start] in ("委", "府") and text[start - 2 : start - 1] in LEVELS | {"政"}
    before = text.startswith((f"{level}委{level}政府", f"{level}委、{level}政府"), start)
    return after or (before and text[start - 1 : start] not in ("各", "全"))


def left_of(text: str, end: int) -> Left | None:
    """The region or level word directly before `end`, or `None`; a region's own level word may stand twice (浦东新区区委)."""
    doubled = text[end - 2 : end - 1] == text[end - 1 : end] and text[end - 1 : end] in LEVELS
    return region_before(text, end - 1 if doubled else end) or level_before(text, end)
