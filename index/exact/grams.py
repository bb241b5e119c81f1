"""Characters and pairs of neighbouring characters as numbers.

A single character is its code point; a pair is (first + 1) << 21 | second, so that no pair equals a single.
Latin capitals count as small letters here, so that one index serves searches with and without regard to case.
"""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_SHIFT = np.uint64(21)
_ONE = np.uint64(1)


def lower(text: str) -> str:
    """`text` with A–Z as a–z and nothing else changed, so that offsets stay."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def keys(text: str) -> Keys:
    """The key of every character and of every pair in `text`, in no useful order, with repetitions."""
    codes = _codes(text)
    return np.concatenate((codes, _pairs(codes)))


def pairs(text: str) -> Keys:
    """The key of every pair in `text`, in its order, with repetitions."""
    return _pairs(_codes(text))


def _codes(text: str) -> Keys:
    raw = lower(text).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(raw, dtype="<u4").astype(np.uint64)


def _pairs(codes: Keys) -> Keys:
    return ((codes[:-1] + _ONE) << _SHIFT) | codes[1:]


def key(text: str) -> np.uint64:
    """The key of one character or of a pair."""
    last: np.uint64 = keys(text)[-1]
    return last


def tallied(text: str) -> bool:
    """Whether the stored tally of the one key of `text` is the number of its places (not so for 人人)."""
    return len(text) == 1 or (len(text) == 2 and text[0] != text[1])
