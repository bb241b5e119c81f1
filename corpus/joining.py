"""Sentences that a page break or a hard line end cut in two are put together again.

Joined is only what is sure: the first part is running text without its end, the second begins neither a
heading nor an item, and is no signature, date, address or labelled line. In a text whose lines all end at one
width (`corpus.wrapped`) a full line goes on in the next; elsewhere a line must be longer than a printed one. A
title, quotation or bracket that is open at the end of a line and closed in the next goes on in any text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import DATE
from corpus.head import NUMBER_LINE, is_complete
from corpus.model import Block, Grid
from corpus.numbering import read_label
from corpus.pages import PAGE_NUMBER
from corpus.wrapped import CLOSING, TERMINAL, Wrapping, wrapping

LONG = 35  # code points; a line of text shorter than a printed line of GB/T 9704 (28) was ended on purpose
LONGEST = 4_000  # code points of a paragraph; what runs on and on is no sentence
PRIVATE = "".join(map(chr, range(0xE000, 0xF900)))  # bullets of symbol fonts say nothing of the sentence
ENDED = (*TERMINAL, *CLOSING, ".", "．")
INNER = re.compile("[，。；、]")
# 附件：…, 联系电话：…, 组长：…, ——经济运行保持在合理区间
OWN_LINE = re.compile(
    r"[^，。；：:]{1,12}[：:]|——|附件|附表|抄送|此页|[（(](?:此件|签名|盖章|联系)|[【★●■◆•·]|@|https?:"
)
LEAD_OUT = re.compile(r"[^，。；：:]{1,12}[：:]")  # 事项通知如|下：, where nothing follows the colon
# 新华社北京3月5日电 and the like are sentences; a line that is a date, or a name and a date, is a signature.
# 2017年9月27日中华人民共和国国务院令第689号第一次修订
HISTORY = re.compile(
    rf"{DATE.pattern}.{{0,160}}(?:通过|公布|发布|施行|批准|修订|修正|废止|生效)[）)]?", re.VERBOSE
)
SIGNED = re.compile(rf"[^，。；]{{0,40}}{DATE.pattern}", re.VERBOSE)
# 第二十条第|（一）项: the number belongs to the article before it
ARTICLE_PART = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)](?:项|目|款)")
HEADINGS = ("part", "chapter", "section", "han", "bracket_han")
COLUMNS = "\u3000"  # a wide gap stands between the columns of a row
PAIRS = (
    ("《", "》", 80),
    ("“", "”", 40),
    ("（", "）", 60),
)  # and how many characters may stand between the two


@dataclass(slots=True)
class Held:
    """A block that may go on: all of it so far, and its last line."""

    block: Block
    line: str


def join_cut(blocks: Iterable[Block | Grid]) -> Iterator[Block | Grid]:
    """The blocks, neighbours joined where one sentence runs through both; tables always part."""
    read = list(blocks)
    lines = [block.text for block in read if isinstance(block, Block) and not _is_page_number(block)]
    wrapped = wrapping(lines)
    held: Held | None = None
    for at, block in enumerate(read):
        following = read[at + 1] if at + 1 < len(read) else None
        if isinstance(block, Block) and held and _runs_on(held, block, following, wrapped):
            held = Held(Block(_joined(held.block.text, block.text), held.block.level), block.text)
            continue
        if held and wrapped and _is_page_number(block) and _goes_on(held, following, wrapped):
            continue
        if held:
            yield held.block
        held = Held(block, block.text) if isinstance(block, Block) else None
        if isinstance(block, Grid):
            yield block
    if held:
        yield held.block


def _is_page_number(block: Block | Grid) -> bool:
    return isinstance(block, Block) and PAGE_NUMBER.fullmatch(block.text) is not None


def _goes_on(held: Held, following: Block | Grid | None, wrapped: Wrapping) -> bool:
    """Whether the line after a page's number goes on with the sentence before it."""
    return isinstance(following, Block) and _runs_on(held, following, None, wrapped)


def _runs_on(held: Held, second: Block, after: Block | Grid | None, wrapped: Wrapping | None) -> bool:
    if held.block.level is not None or second.level is not None:
        return False
    first = held.block.text
    if len(first) > LONGEST:
        return False
    if ARTICLE_PART.match(second.text) and first.endswith(("第", "条", "款", "项")):
        return True
    if not _can_continue(second.text, wrapped is not None):
        return False
    is_full = wrapped is not None and wrapped.is_full(held.line) and _is_cut(held, second.text)
    return is_full or _is_open(first) or _closes(first, (second, after))


def _is_cut(held: Held, second: str) -> bool:
    """Whether a full line of a wrapped text is running text that has not ended: no title, heading or row."""
    text, label = held.block.text, read_label(held.block.text)
    if held.line.endswith(TERMINAL) or COLUMNS in held.line.removeprefix(label.text if label else "")[1:]:
        return False
    if label and label.kind in HEADINGS and "。" not in text and not second.endswith("；"):
        return False
    return INNER.search(text + second) is not None and ("。" in text or not is_complete(text))


def _is_open(text: str) -> bool:
    """Whether a line is running text that has not ended."""
    if text.rstrip(PRIVATE).endswith(ENDED):
        return False
    if text.endswith(("，", "、")):
        return True
    label = read_label(text)
    is_heading = label is not None and "。" not in text
    return len(text) >= LONG and not is_heading and INNER.search(text) is not None


def _closes(first: str, following: Sequence[Block | Grid | None]) -> bool:
    """Whether what is open at the end of `first` is closed in the one or two lines `following` it."""
    if first.endswith(TERMINAL):
        return False
    for opener, closer, most in PAIRS:
        start = first.rfind(opener)
        if start < 0 or closer in first[start:]:
            continue
        rest = ""
        for block in following:
            rest += block.text if isinstance(block, Block) else opener
            end, nested = rest.find(closer), rest.find(opener)
            if end >= 0:
                return len(first) - start + end <= most and not 0 <= nested < end
    return False


def _can_continue(text: str, wrapped: bool) -> bool:
    if wrapped and LEAD_OUT.fullmatch(text):
        return True
    own = (OWN_LINE.match, SIGNED.fullmatch, HISTORY.fullmatch, NUMBER_LINE.fullmatch, PAGE_NUMBER.fullmatch)
    return not read_label(text) and not any(form(text) for form in own)


def _joined(first: str, second: str) -> str:
    """The two parts as one line; a blank only between Latin words."""
    is_latin = first[-1].isascii() and second[0].isascii() and first[-1].isalpha() and second[0].isalpha()
    return f"{first} {second}" if is_latin else first + second
