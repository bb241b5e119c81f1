"""Where a text says what kind of channel it means: 新浪微博, 微信公众号, 官网, 政务服务平台, 12345市长热线."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.model import AgencyMention, Channel
from kb.platforms.lexicon import Sort, lexicon
from kb.spotting import longest_words

NUMBERED = re.compile(
    r"(?<![\d.－—-])[“\"]?(?P<number>12[0-9]{3}|96\d{3,4})[”\"]?(?P<gap>(?!等)[\u4e00-\u9fff]{0,10})\Z"
)
"""A hotline's number before its words: 12345市长热线, “12345”政务服务便民热线."""

DIALLED = re.compile(r"12345(?<![\d.:：/＠@—-]12345)(?![\d.%]|[万亿余多]?[条件个人次名家张元元份户项篇])")
"""The one number that needs no word."""


SITE = "网站"
"""What a …网 before 站 is (水利|网站)."""

BARE = "网"
NET = re.compile(r"网(?=[、，,。；;：:（(”\s]|\Z)")
"""网 as a word for a site, before a mark."""

ADDRESSED = re.compile(r"网(?=[（(](?:网址|域名)?[：:]?\s?(?:https?://|www\.))")
"""网 before its address in brackets: a site's name ends there, whatever it is."""

LONGEST_BUTTONS = 60
"""The longest line of share buttons, in characters."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A word for a channel at its place, with what belongs to it: `core` its own start, without prefixes."""

    start: int
    end: int
    core: int
    word: str
    sort: Sort
    channel: Channel

    def of(self, text: str) -> str:
        """The characters."""
        return text[self.start : self.end]


def find_kinds(text: str) -> list[Kind]:
    """All kinds named in the text, in order, share-button furniture left out."""
    known, found, last = lexicon(), [], 0
    for core, word in words_of(text):
        sort, channel = known.words[word]
        start, end = core, core + len(word)
        if (sort == "net" and text[end : end + 1] in set("络页")) or (
            sort == "own_site" and known.not_site.match(text, end)
        ):
            continue
        if sort == "account":
            if known.not_after.match(text, end):
                continue
            prefix = known.before.search(text, max(last, start - 12), start)
            suffix = known.after.match(text, end)
            start, end = prefix.start() if prefix else start, suffix.end() if suffix else end
        elif sort == "hotline":
            number = NUMBERED.search(text, max(last, start - 18), start)
            start = number.start("number") if number else start
        found.append(Kind(start, end, core, word, sort, channel))
        last = end
    found += dialled(text, found)
    shares = furniture(text)
    return sorted((k for k in found if not within(shares, k.start)), key=lambda k: k.start)


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """(start, word) of all words for channels; a …网 before 站 is the word 网站 (水利|网站)."""
    known = lexicon()
    for start, word in longest_words(known.triggers, text):
        site = start + len(word) - 1
        net = known.words[word][0] == "net" and text.startswith(SITE, site)
        yield (site, SITE) if net else (start, word)


def dialled(text: str, found: list[Kind]) -> list[Kind]:
    """12345 alone, outside what was found."""
    held = [Span(kind.start, kind.end) for kind in found if kind.sort == "hotline"]
    return [
        Kind(match.start(), match.end(), match.start(), match[0], "hotline", "hotline")
        for match in DIALLED.finditer(text)
        if not within(held, match.start())
    ]


def nets_of(text: str, agencies: Iterable[AgencyMention]) -> Iterator[Kind]:
    """网 right after an agency's name and before a mark: its website (某市民政局网、)."""
    for agency in agencies:
        if agency.group != "unit" and NET.match(text, agency.end):
            yield Kind(agency.end, agency.end + 1, agency.end, "网", "own_site", "website")


def other_nets(text: str, kinds: Iterable[Kind]) -> Iterator[Kind]:
    """网 before a mark that no known word ends with: the end of a site's own name (平安黄石网、)."""
    ends = {kind.end for kind in kinds}
    for match in NET.finditer(text):
        if match.end() not in ends:
            yield Kind(match.start(), match.end(), match.start(), BARE, "net", "website")


def furniture(text: str) -> list[Span]:
    """The lines that are share buttons and their like."""
    spans = []
    for match in lexicon().furniture.finditer(text):
        first, last = max(0, match.start() - LONGEST_BUTTONS), match.end() + LONGEST_BUTTONS
        start = text.rfind("\n", first, match.start()) + 1 or first
        end = text.find("\n", match.end(), last)
        end = min(len(text), last) if end < 0 else end
        if end - start <= LONGEST_BUTTONS and "。" not in text[start:end]:
            spans.append(Span(start, end))
    return spans


def within(spans: list[Span], at: int) -> bool:
    """Whether `at` lies in one of the ordered spans."""
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return index >= 0 and at < spans[index].end
