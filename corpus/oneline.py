"""Bodies that lost their line ends: 一、总体情况2021年，我局… is parted again before its headings.

Only line ends are put in, no character is changed. A number parts the text where it is the next in its row and
stands after the end of a sentence or after a known chapter title; a known chapter title is parted from the
sentence that runs on from it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile

from corpus.dates import DATE
from corpus.head import NUMBER as PAPER_NUMBER
from corpus.head import is_organ
from corpus.lexicon import words
from corpus.numbering import NUMERAL, count

LONG = 600  # code points; paragraphs are shorter, bodies on one line are longer
ENDS = "。！？；：”）"
NUMBER = re.compile(rf"(?P<han>[{NUMERAL}]{{1,3}})、|[（(](?P<bracket>[{NUMERAL}]{{1,3}})[）)]")
SHORT = 200  # code points; a whole head on one line is longer, an entry of a list of papers shorter
# 某市政府关于公开工作的通知某政发〔2023〕23号: a title with its number glued to it begins the line
HEAD = re.compile(
    rf"""(?P<title> (?P<issuer>[\u4e00-\u9fff、]{{3,40}}?)(?:关于|印发|转发|批转) [^。；！？：]{{4,150}}?
          (?:通知|意见|决定|批复|公告|通告|通报|函) ) \s? {PAPER_NUMBER.pattern}""",
    re.VERBOSE,
)
# …请认真贯彻执行。 某县人民政府 2021年12月28日 “十四五”时期…
SIGNED = re.compile(
    rf"。\s(?P<organ>[\u4e00-\u9fff]{{2,30}}(?:人民政府|办公[室厅]|委员会|[局厅]))\s{DATE.pattern}(?=\s)",
    re.VERBOSE,
)
# …请认真贯彻执行。 附件：工作要点 某省教育厅 2015年3月10日
LAST = re.compile(rf"(?P<names>(?:\s[\u4e00-\u9fff]{{4,30}}){{1,3}})\s{DATE.pattern}$", re.VERBOSE)
SIGNATURE = 120  # code points of the organs and the day at the end of a line
DAY = re.compile(rf"\s?{DATE.pattern}(?=\s)", re.VERBOSE)  # 浙政发〔2009〕69号 2009-11-03 为贯彻…


def parted(text: str) -> list[str]:
    """The paragraphs of a line, itself alone if it is of usual length or has neither head nor headings in it."""
    cuts = {*_last(text)}
    if len(text) > SHORT:
        cuts |= {*_head(text), *_signature(text), *(_cuts(text) if len(text) > LONG else ())}
    elif not cuts:
        return [text]
    ends = sorted({0, *cuts, len(text)})
    return [part for start, end in pairwise(ends) if (part := text[start:end].strip())]


def _head(text: str) -> Iterator[int]:
    """The offsets around the number of a head, behind a day there, and around the signature that its issuer and a date make."""
    head = HEAD.match(text)
    if head is None:
        return
    yield from (head.start("number"), head.end("number"))
    if dated := DAY.match(text, head.end()):
        yield dated.end()
    signed = re.compile(rf"(?<=。){re.escape(head['issuer'])}\s?{DATE.pattern}", re.VERBOSE)
    if signature := signed.search(text, head.end()):
        yield from signature.span()


def _signature(text: str) -> Iterator[int]:
    """The offsets around the signature of a letter whose annex runs on in its line."""
    if signed := SIGNED.search(text, 0, LONG):
        yield from (signed.start("organ"), signed.end())


def _last(text: str) -> Iterator[int]:
    """The offset of the signature at the end of a line that begins with sentences."""
    signed = (
        LAST.search(text, max(0, len(text) - SIGNATURE)) if text.endswith("日") and "。" in text else None
    )
    if signed:
        names = reversed(list(re.finditer(r"\S+", signed["names"])))
        organs = list(takewhile(lambda name: is_organ(name[0]), names))
        yield from [signed.start("names") + organs[-1].start()] if organs else ()


def _cuts(text: str) -> Iterator[int]:
    """The offsets at which a heading begins or a known heading ends."""
    expected = {"han": 1, "bracket": 1}
    headed = 0  # where the last known heading ended
    for match in NUMBER.finditer(text):
        kind = match.lastgroup or "han"
        after = match.start() == 0 or text[match.start() - 1] in ENDS or match.start() == headed
        chapter = _chapter().match(text, match.end()) if kind == "han" else None
        if count(match[kind]) != expected[kind] or not (after or chapter):
            continue
        expected = {
            "han": expected["han"] + (kind == "han"),
            "bracket": expected["bracket"] + 1 if kind == "bracket" else 1,
        }
        yield match.start()
        if chapter:
            headed = chapter.end()
            yield headed


@cache
def _chapter() -> re.Pattern[str]:
    longest = sorted(words("chapters"), key=lambda title: (-len(title), title))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest))})")
