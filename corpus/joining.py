"""Sentences that a page break or a hard line end cut in two are put together again.

Joined is only what is sure: the first part is running text without its end, the second begins neither a
heading nor an item, and is no signature, date, address or labelled line.
"""

import re
from collections.abc import Iterable, Iterator

from corpus.dates import DATE
from corpus.head import NUMBER_LINE
from corpus.model import Block, Grid
from corpus.numbering import read_label

LONG = 35  # code points; a line of text shorter than a printed line of GB/T 9704 (28) was ended on purpose
PRIVATE = "".join(map(chr, range(0xE000, 0xF900)))  # bullets of symbol fonts say nothing of the sentence
ENDED = tuple("。！？；：…”’）】》!?;:.．")
OPEN = tuple("，、,（“《和及与的")
INNER = re.compile("[，。；、]")
# 附件：…, 联系电话：…, 组长：…, ——经济运行保持在合理区间
OWN_LINE = re.compile(
    r"[^，。；：:]{1,12}[：:]|——|附件|附表|抄送|此页|[（(](?:此件|签名|盖章|联系)|[【★●■◆•·]|@|https?:"
)
# 新华社北京3月5日电 and the like are sentences; a line that is a date, or a name and a date, is a signature.
# 2017年9月27日中华人民共和国国务院令第689号第一次修订
HISTORY = re.compile(
    rf"{DATE.pattern}.{{0,160}}(?:通过|公布|发布|施行|批准|修订|修正|废止|生效)[）)]?", re.VERBOSE
)
SIGNED = re.compile(rf"[^，。；]{{0,40}}{DATE.pattern}", re.VERBOSE)


def join_cut(blocks: Iterable[Block | Grid]) -> Iterator[Block | Grid]:
    """The blocks, neighbours joined where one sentence runs through both; tables always part."""
    held: Block | None = None
    for block in blocks:
        if isinstance(block, Block) and held and _runs_on(held, block):
            held = Block(_joined(held.text, block.text), held.level)
            continue
        if held:
            yield held
        held = block if isinstance(block, Block) else None
        if isinstance(block, Grid):
            yield block
    if held:
        yield held


def _runs_on(first: Block, second: Block) -> bool:
    if first.level is not None or second.level is not None:
        return False
    return _is_open(first.text) and _can_continue(second.text)


def _is_open(text: str) -> bool:
    """Whether a line is running text that has not ended."""
    if text.rstrip(PRIVATE).endswith(ENDED):
        return False
    if text.endswith(("，", "、")):
        return True
    label = read_label(text)
    is_heading = label is not None and "。" not in text
    return len(text) >= LONG and not is_heading and INNER.search(text) is not None


def _can_continue(text: str) -> bool:
    own = (OWN_LINE.match, SIGNED.fullmatch, HISTORY.fullmatch, NUMBER_LINE.fullmatch)
    return not read_label(text) and not any(form(text) for form in own)


def _joined(first: str, second: str) -> str:
    """The two parts as one line; a blank only between Latin words."""
    is_latin = first[-1].isascii() and second[0].isascii() and first[-1].isalpha() and second[0].isalpha()
    return f"{first} {second}" if is_latin else first + second
