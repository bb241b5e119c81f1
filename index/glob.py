"""Wildcards in names and titles: `*` any characters, `?` one; always linear, whatever is typed."""

import re
from collections.abc import Callable
from functools import lru_cache

from index.query.tree import Gap, Pieces


@lru_cache(maxsize=256)
def glob(pieces: Pieces) -> Callable[[str], bool]:
    """A test whether a text has the pattern in it."""
    parts = [""]
    for piece in pieces:
        if piece is Gap.RUN:
            parts.append("")
        else:
            parts[-1] += re.escape(piece) if isinstance(piece, str) else "."
    patterns = [re.compile(part) for part in parts if part]

    def fits(text: str) -> bool:
        """Taking the nearest next part is right, because gaps have no bound."""
        position = 0
        for pattern in patterns:
            found = pattern.search(text, position)
            if not found:
                return False
            position = found.end()
        return True

    return fits
