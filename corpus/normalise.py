"""Block text as a reader found it → canonical text, once, before any offset exists."""

import re

WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


def normalise(text: str) -> str:
    """Simple first form."""
    text = text.translate(WIDE).replace("\u3000", " ").replace("\u00a0", " ")
    text = re.sub(r"\[(?:image|bookmark):[^\]\n]{0,200}\]|\*\*|[\u200b-\u200f\ufeff]", "", text)
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", re.sub(r"\s+", " ", text)).strip()
