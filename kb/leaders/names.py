"""Where a person's name stands: after a post, before one, or at the head of a list row.

A Chinese name has no mark of its own. It is a surname with one or two characters whose end shows only by what
follows; so each reading is weighed by the sign after it (同志 and 任组长 are sure, 和 is weak).
"""

import re
from collections.abc import Callable, Iterator

from corpus.model import Span
from kb.agencies.towns import town_in
from kb.leaders.lexicon import posts, surnames

HAN = r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ebef]"
DOTTED = re.compile(rf"{HAN}{{1,8}}(?:[·•・．‧]{HAN}{{1,10}}){{1,3}}")
"""A name of two or more parts: 艾力更·依明巴海, 雪克来提·扎克尔."""

DOTTED_BEFORE = re.compile(rf"{HAN}{{1,8}}(?:[·•・．‧]{HAN}{{1,10}}){{1,3}}\Z")
PADDED = re.compile(rf"{HAN}[ \t\u3000\u00a0]{{1,6}}{HAN}(?!{HAN})")
"""A two-character name drawn out to the width of three: 王　磊."""

PADDED_BEFORE = re.compile(rf"(?:(?<=[\n；;：:、，])|^){HAN}[ \t\u3000\u00a0]{{1,6}}{HAN}\Z")
"""The same before a verb, at the head of a line or an item."""

HEADS = frozenset("\n；;：:")
"""What stands before the first word of a line or an item."""

JOINING = frozenset("和由从能都来有是")
"""Surnames that are words between two others far more often."""

FULL = 3
"""The length of a full name."""

LONG_LIST = 3
"""How many names make a list in which a further one may begin like a common word (高小玫)."""

NEVER_LAST = frozenset("等及的与是在了被将并其就赴也均还说即便仍")
"""Words of one character that end no name."""

TOWNS = frozenset("镇乡")
"""Last characters of towns (冶源镇), the first of which a person's name may have too."""

ADDRESSED = re.compile(r"同志(?!们)")

GIVEN_POST = re.compile(
    r"(?:任|为|兼|担任|兼任|任命为)[^，。；、：\n]{0,30}?(?:组长|召集人|总指挥|指挥长|成员|联络员|主任|局长|厅长)(?![\u4e00-\u9fff])"
)
"""A post given to whoever is named before it, up to a mark (任政务公开工作领导小组组长，)."""

COMRADE, SURE, CLEAR = 5.0, 4.0, 3.0
"""The weights of signs: 同志 and 任组长 after a name; a comma; a verb like 主持."""


def surname_length(text: str, at: int, listed: bool = False) -> int:
    """How many characters at `at` are a surname (`listed`: in a row of a list): 2 for a compound one, 1, or 0."""
    known, first = surnames(), text[at : at + 1]
    if text[at : at + 2] in known.compound:
        return 2
    return int(first in known.plain or first in known.doubtful or (listed and first in known.listed))


def is_name(name: str, listed: bool = False) -> bool:
    """Whether the characters can be a name: surname and one or two given characters, no word, no body.

    `listed`: in a row of a list, where more characters are surnames and a name like 扎西 may stand alone.
    """
    known, lexicon = surnames(), posts()
    length = surname_length(name, 0, listed)
    if not length or not (0 if listed and length == 2 else 1) <= len(name) - length <= 2:
        return False
    if name in lexicon.not_names or name[:2] in lexicon.not_names or name[-2:] in lexicon.not_names:
        return False
    if name[-1] in NEVER_LAST and not (name[-1] == "其" and len(name) == 3 and usual(name)):
        return False
    if name[-1] in TOWNS and town_in(name) == name:
        return False
    if length == 1 and name[-1] in lexicon.organs and name[-1] not in known.given and not rare_last(name):
        return False
    return all(re.match(HAN, char) for char in name)


def rare_last(name: str) -> bool:
    """Whether the last character of a body's name is a person's here (董春科, 王建社), as the ones before tell."""
    known = surnames()
    return (
        len(name) == FULL
        and name[0] in known.plain
        and name[1] in known.given
        and name[:2] not in known.words
    )


def usual(name: str) -> bool:
    """Whether name looks like one by its characters alone: a plain surname and usual given characters."""
    length = surname_length(name, 0)
    plain = length == 2 or name[:1] in surnames().plain
    return plain and all(char in surnames().given for char in name[length:])


def weight_after(text: str, at: int) -> int:
    """How clearly a name ends at `at`, from 5 (同志) over 4 (a comma) to 0 (no sign)."""
    if at >= len(text) or text[at] in posts().boundary:
        return 4
    if GIVEN_POST.match(text, at):
        return int(COMRADE)
    sign = posts().after_name.match(text, at)
    return posts().weights[sign[0]] if sign else 0


def sign_follows(text: str, at: int) -> bool:
    """Whether anything at `at` shows that a name ends there."""
    return weight_after(text, at) > 0


def name_after(
    text: str, at: int, starts: Callable[[int], bool], least: float = 0, listed: int = 0
) -> Span | None:
    """The name that begins at `at` in running text, after a post.

    `starts(offset)` tells whether a post or an agency begins there, which ends a name too. The clearest
    reading wins, the longer one of two that are alike; with no sign at all only usual names pass. What
    begins like a common word (应当, 高度) or with a doubtful surname needs a clearer sign, and `least` is the
    weight that every reading needs; `listed`: how many names the list has that this one goes on.
    """
    dotted = DOTTED.match(text, at)
    if dotted:
        return dotted_span(text, dotted.start(), dotted.end())
    put_together = surnames().mongolian.match(text, at)
    if put_together and (starts(put_together.end()) or sign_follows(text, put_together.end())):
        return Span(*put_together.span())
    best: tuple[float, Span] | None = None
    for span in readings(text, at):
        name = span.of(text)
        weight = sign_after(text, span.end, starts)
        rank = weight + (0.5 if len(name) == 3 else 0.0)
        if (
            weight >= max(least, needed(name, listed or int(led(text, span))))
            and is_name(name, listed=True)
            and (best is None or rank > best[0])
        ):
            best = rank, span
            if verb_after(text, span.end):
                break
    return best[1] if best else rare(text, at)


def rare(text: str, at: int) -> Span | None:
    """A name of three characters with a surname that is not known, before 同志: 鄯春霞同志."""
    given = text[at + 1 : at + 3]
    sure = (
        len(given) == 2 and all(char in surnames().given for char in given) and ADDRESSED.match(text, at + 3)
    )
    return (
        Span(at, at + 3)
        if sure and re.match(HAN, text[at]) and text[at : at + 2] not in surnames().words
        else None
    )


def led(text: str, span: Span) -> bool:
    """Whether a verb of several characters follows a name of full length (海连虎|主持; not 和职工|代表)."""
    full = span.end - span.start == FULL and text[span.start] not in JOINING
    return full and verb_after(text, span.end)


def verb_after(text: str, at: int) -> bool:
    """Whether a clear sign of several characters follows, so that none of them is the name's (王磊|任为组长)."""
    sign = posts().after_name.match(text, at)
    return sign is not None and len(sign[0]) > 1 and posts().weights[sign[0]] >= CLEAR


def needed(name: str, listed: int = 0) -> float:
    """The weight that the sign after a name must have for it to be one, `listed` many having stood before it."""
    known = surnames()
    if name[:2] in known.compound:
        return CLEAR - 1
    if name[:2] in known.words:
        return needed_of_word(name, listed)
    if name[0] in known.listed:
        full = len(name) == 3 and name[0] not in JOINING and all(char in known.given for char in name[1:])
        return CLEAR if listed else SURE if full else COMRADE
    if name[0] in known.doubtful:
        return CLEAR
    return 0.5 if usual(name) and len(name) == 3 else CLEAR - 1


def needed_of_word(name: str, listed: int) -> float:
    """The same for a name that begins like a common word (高小玫, 高度重)."""
    known = surnames()
    if listed >= LONG_LIST and len(name) == FULL and name[0] in known.plain:
        return SURE
    if len(name) < FULL or name[2] not in known.given or name[0] in known.listed:
        return COMRADE
    return CLEAR if name[0] in known.plain else SURE


def sign_after(text: str, at: int, starts: Callable[[int], bool]) -> float:
    """The weight of what follows a name: 和 before another post is as clear as a verb, 和 alone is not."""
    if text[at - 1] in "和与及" and starts(at):
        return 0
    if text[at : at + 1] in ("和", "与", "及") and starts(at + 1):
        return 3.5
    return max(2.5 * starts(at), float(weight_after(text, at)))


def readings(text: str, at: int) -> Iterator[Span]:
    """The spans that may be a name at `at`: surname with one, then two given characters."""
    length = surname_length(text, at, listed=True)
    for given in (1, 2) if length else ():
        if at + length + given <= len(text):
            yield Span(at, at + length + given)


def dotted_span(text: str, start: int, end: int) -> Span:
    """The dotted name at `start`, cut before the first clear sign of its end (依明巴海主持 → 依明巴海)."""
    last = max(text.rfind(dot, start, end) for dot in "·•・．‧")
    for stop in range(last + 2, end):
        if weight_after(text, stop) >= CLEAR:
            return Span(start, stop)
    return Span(start, end)


def name_before(text: str, end: int, bounded: Callable[[int], bool], certain: bool) -> Span | None:
    """The name that ends at `end` in running text, before a post or before 任 and its like.

    At the head of a line or an item it may be padded or begin with a rare surname (任命：罗　云为…副主任).

    `bounded(offset)` tells whether a post or an agency ends there. The start must be marked: by
    punctuation, by such an end, or by a word like 由 and 任命. Unless something makes it `certain` that a
    person is meant (同志), no common word passes.
    """
    dotted = DOTTED_BEFORE.search(text, max(0, end - 24), end)
    if dotted:
        return Span(dotted_start(text, dotted.start(), end), end)
    padded = PADDED_BEFORE.search(text, max(0, end - 8), end)
    if padded and surname_length(text, padded.start(), listed=True):
        return Span(padded.start(), end)
    for length in (3, 2, 4):
        start = end - length
        heads = start >= 0 and (start == 0 or text[start - 1] in HEADS)
        if start < 0 or not is_name(text[start:end], heads) or not starts_name(text, start, bounded):
            continue
        if certain or not common(text[start:end]):
            return Span(start, end)
    return None


def dotted_start(text: str, start: int, end: int) -> int:
    """Where a dotted name begins that is read backwards: after a word like 任命, if there is one."""
    first = next(at for at in range(start, end) if text[at] in "·•・．‧")
    after = [at for at in range(start + 1, first) if posts().before_name.search(text, max(start, at - 4), at)]
    return after[-1] if after else start


def common(name: str) -> bool:
    """Whether a name begins like a common word, or with a doubtful surname and unusual characters."""
    known = surnames()
    usual_given = all(char in known.given for char in name[1:])
    return name[:2] in known.words or (name[0] in known.doubtful and not usual_given)


def starts_name(text: str, start: int, bounded: Callable[[int], bool]) -> bool:
    """Whether something marks that a name begins at `start`."""
    if start == 0 or text[start - 1] in posts().boundary or bounded(start):
        return True
    return bool(posts().before_name.search(text, max(0, start - 4), start))


def plain_name(text: str) -> str:
    """The name without padding blanks."""
    return re.sub(r"\s", "", text)
