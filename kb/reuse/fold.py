"""What of a sentence is compared: its letters and digits, as printed or with names and figures masked."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from corpus.model import Span
from corpus.numbering import read_label

MASK = "\ue000"  # of the private use area: no text has it

_LABELLED = re.compile(r"[第（(〔一二三四五六七八九十百千零〇\d①-⑳]")
_PUNCTUATION = re.compile(rf"[^\w{MASK}]+|_+")
_MASKS = re.compile(rf"{MASK}{{2,}}")
_FIGURE = re.compile(
    r"""
    \d+(?:[.,]\d+)*                      # 2020  1.2  1,234
    [余多]?[百千万亿]{0,2}[余多]?        # 500余  1.2万余  4亿多
    | [〇○零一二三四五六七八九]{4}(?=年)  # 二〇二一年
    """,
    re.VERBOSE,
)


def label_length(sentence: str) -> int:
    """The length of 一、（一）1.第三条 or 一是 before a sentence: what is copied is often numbered anew."""
    label = read_label(sentence) if _LABELLED.match(sentence) else None
    return len(label.text) if label else 0


def fold(sentence: str) -> str:
    """The letters and digits of a sentence in small letters; of masks that follow each other only one."""
    folded = _PUNCTUATION.sub("", sentence).lower()
    return _MASKS.sub(MASK, folded) if MASK in folded else folded


def hide(text: str, spans: Iterable[Span]) -> str:
    """The text, as long as before, with `MASK` for each character of the spans."""
    pieces, at = [], 0
    for span in sorted(spans):
        start = max(at, span.start)
        if start < span.end:
            pieces += [text[at:start], MASK * (span.end - start)]
            at = span.end
    return "".join((*pieces, text[at:]))


def hide_figures(sentence: str) -> str:
    """The sentence with `MASK` for each figure and year."""
    return _FIGURE.sub(MASK, sentence)


def letters(folded: str) -> int:
    """How many letters and digits there are, masks not counted."""
    return len(folded) - folded.count(MASK)


def key(folded: str) -> int:
    """The hash by which equal sentences meet: 64 bits, signed. Among ten million sentences two that differ
    share one with a probability of some 1 in 400,000."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little", signed=True)
