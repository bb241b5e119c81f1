"""Labels compared as a reader compares them: without blanks, numbering, punctuation and width of characters."""

import re
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz.fuzz import ratio

from corpus.script import key_of

NUMBERING = re.compile(
    r"""^(?:
        其中[::]?                                  # 其中：
      )?(?:
        \([一二三四五六七八九十]{1,3}\)            # （三）
      | [一二三四五六七八九十]{1,3}[、.,]          # 三、
      | \(\d{1,2}\)                                # （1）
      | \d{1,2}[.、,)]                             # 1.
    )?""",
    re.VERBOSE,
)
LIKENESS = 80.0  # of 100: one misread or lost character in five
MARGIN = 8.0  # to the next best label
LONG = 6  # labels shorter than this are matched exactly: 行政处罚 and 行政强制 are too much alike


def wide(text: str) -> str:
    """NFKC and no blanks: what the other functions start from."""
    return "".join(normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def fold(text: str, *, numbered: bool = False) -> str:
    """A label's key; of one in traditional script, with glosses or not, that in simplified script.

    >>> fold("（四） 无法 提供"), fold("3.其他", numbered=True), fold("本年增/减")
    ('无法提供', '3其他', '本年增减')
    """
    text = key_of(wide(text))
    if not numbered:
        text = NUMBERING.sub("", text)
    return "".join(c for c in text if c.isalnum())


def closest(key: str, labels: dict[str, str]) -> str | None:
    """The value in `labels` whose key is like `key` beyond doubt, or `None`."""
    if len(key) < LONG:
        return None
    scored = sorted(((ratio(key, k), v) for k, v in labels.items() if len(k) >= LONG), reverse=True)
    best = [(score, value) for score, value in scored if score >= LIKENESS]
    if not best:
        return None
    others = [score for score, value in scored if value != best[0][1]]
    return best[0][1] if not others or best[0][0] - others[0] >= MARGIN else None
