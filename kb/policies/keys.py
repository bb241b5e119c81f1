"""Keys that fold what is not a difference between two printings of a title or a 文号."""

import re
import unicodedata

_DROPPED = str.maketrans(dict.fromkeys("《》〈〉<>‹›“”‘’\"'「」『』\u200b\u200c\u200d\ufeff\u2060"))
_ROUND = str.maketrans("〔[【〚﹝„〕]】〛﹞‟", "((((((" + "))))))")
_STATE = re.compile(r"^中华人民共和国(?=.)")
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u2060]+")
_BESIDE_HAN = re.compile(
    r"(?<=[^\x21-\x7e])[\s\u200b-\u200d\ufeff]+|[\s\u200b-\u200d\ufeff]+(?=[^\x21-\x7e])"
)


def title_key(title: str) -> str:
    """The key under which printings of one title meet.

    Folds widths, blanks, quotes, inner title marks and kinds of round brackets, and a leading 中华人民共和国
    (《政府信息公开条例》 is 《中华人民共和国政府信息公开条例》). Two works with one key are one work.
    """
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", title.translate(_DROPPED))).translate(_ROUND)
    return _STATE.sub("", folded.translate(_DROPPED).lower())


def number_key(number: str) -> str:
    """The key under which printings of one 文号 meet: 青政办字[2019]31号 is 青政办字〔2019〕31号."""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", number)).translate(_DROPPED).translate(_ROUND)
    return folded.replace("第", "").removeprefix("中华人民共和国")


def unblanked(printed: str) -> str:
    """A 文号 without blanks and invisible characters."""
    return _BLANKS.sub("", printed)


def tidy(printed: str) -> str:
    """A title without line breaks and the blanks that stand beside Chinese characters (those of PDFs)."""
    return _BESIDE_HAN.sub("", printed).strip()
