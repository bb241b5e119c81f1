"""Traditional script and glosses: texts of converted mirrors read as what they were, for reading, never for showing.

Web crawls hold mirrors of government pages that were turned into traditional script and strewn with glosses:
關(guān)於印發(fā)…公(gong)開. The text of such a document stays as it is; its fields are read through a view.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from corpus.model import Span

# The commonest characters that only traditional texts have; one of them makes a text worth folding.
TELLING = re.compile("[國關於發為務實辦號規條據與經會開報財產業區縣鄉長門項單員點總體應對學時現]")
VOWELS = "aeiouüāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
# A syllable of pinyin in brackets behind the character that it glosses: 關(guān), 公（gong）, not 公里(km).
GLOSS = re.compile(
    rf"(?<=[\u4e00-\u9fff])[（(]\s?(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[{VOWELS}]{{1,4}}(?:ng|n|r)?\s?[）)]"
)
BEGINNING = 5_000  # code points in which a document shows its script
MANY = 12  # telling characters there that are no chance (a name may have one)
KINDS = 4  # different ones among them
GLOSSED = 3


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; the text itself where nothing is traditional."""
    return text.translate(_table()) if TELLING.search(text) else text


def key_of(text: str) -> str:
    """`text` as a key to compare labels by: each character simplified, whatever the others are, and no glosses."""
    return without_glosses(text).translate(_table())


def is_traditional(text: str) -> bool:
    """Whether a document's text is in traditional script."""
    found = [match[0] for match in islice(TELLING.finditer(text, 0, BEGINNING), 10 * MANY)]
    return len(found) >= min(MANY, len(text) // 20) and len(set(found)) >= KINDS


def glosses(text: str) -> list[Span]:
    """Where pinyin stands in brackets behind characters; [] if that is so seldom that it may be meant."""
    found = [Span(match.start(), match.end()) for match in GLOSS.finditer(text)]
    return found if len(found) >= GLOSSED else []


def without_glosses(text: str) -> str:
    """`text` without pinyin in brackets behind characters."""
    return GLOSS.sub("", text)


@dataclass(frozen=True, slots=True)
class View:
    """A text in simplified script without its glosses.

    `places`, where in the original they begin; `cuts`, where they would in the view; `lengths`, how many code
    points were taken out before the first, up to the second, … up to the end.
    """

    text: str
    places: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = (0,)

    def inward(self, span: Span) -> Span:
        """A span of the original text as one of the view."""
        return Span(self._inward(span.start), self._inward(span.end))

    def outward(self, span: Span) -> Span:
        """A span of the view as one of the original text; a gloss at its end is outside."""
        last = span.end - 1 if span.end > span.start else span.start
        return Span(self._outward(span.start), self._outward(last) + (span.end > span.start))

    def _outward(self, offset: int) -> int:
        return offset + self.lengths[bisect_right(self.cuts, offset)]

    def _inward(self, offset: int) -> int:
        before = bisect_left(self.places, offset)
        return max(self.cuts[before - 1], offset - self.lengths[before]) if before else offset


@lru_cache(maxsize=2)
def view_of(text: str) -> View:
    """The view of a document's text; the text itself unless it is in traditional script or glossed."""
    found = glosses(text)
    if not found and not is_traditional(text):
        return View(text)
    kept, cuts, lengths, at = [], [], [0], 0
    for gloss in found:
        kept.append(text[at : gloss.start])
        cuts.append(gloss.start - lengths[-1])
        lengths.append(lengths[-1] + gloss.end - gloss.start)
        at = gloss.end
    places = tuple(gloss.start for gloss in found)
    return View(simplified("".join([*kept, text[at:]])), places, tuple(cuts), tuple(lengths))


@cache
def _table() -> dict[int, int]:
    lines = (files("corpus") / "data" / "traditional.txt").read_text("utf-8").splitlines()
    traditional, plain = (line for line in lines if not line.startswith("#"))
    return {ord(old): ord(new) for old, new in zip(traditional, plain, strict=True)}
