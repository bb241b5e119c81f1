"""Texts whose lines end at one width, as PDF and e-mail leave them: the width is told by all lines together.

In a text of paragraphs lines end with their sentences and have all lengths; in a wrapped one most of the long
lines have nearly the same width and stop in the middle of a sentence, which a shorter line then ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

TERMINAL = tuple("。！？；：!?;:…")
CLOSING = tuple("”’）)】》")
NARROW, WIDE = 36, 130  # half-widths; no printed line of Chinese text is narrower or wider
SHORTER = 8  # half-widths that a full line may lack: an indent, blanks lost, a mark that may begin no line
EDGE = 0.05  # the share of lines that may be longer than the width: titles, rows of figures
LEAST = 5  # lines cut in a sentence
MOST = 0.6  # of the full lines are cut in a sentence, of the long lines are full, of the runs end with a sentence


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The width at which the lines of a text end, in half-widths (a Chinese character has two)."""

    width: int

    def is_full(self, line: str) -> bool:
        """Whether a line reaches the width, so that the next one may go on with its sentence."""
        return width_of(line) >= self.width - SHORTER


def wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How the `lines` of a text were wrapped; `None` for paragraphs, lists and rows, which were ended on purpose."""
    widths = sorted(width for line in lines if (width := width_of(line)) >= NARROW // 2)
    found = Wrapping(widths[int((len(widths) - 1) * (1 - EDGE))] if widths else 0)
    if not NARROW <= found.width <= WIDE:
        return None
    full = sum(map(found.is_full, lines))
    long = sum(width * 5 >= found.width * 3 for width in widths)
    cut = [found.is_full(line) and _is_cut(line) for line in lines]
    last = [line for line, before, own in zip(lines[1:], cut, cut[1:], strict=False) if before and not own]
    ended = sum(line.endswith(TERMINAL) for line in last)
    is_wrapped = (
        sum(cut) >= max(LEAST, MOST * full) and full >= MOST * long and ended >= max(1, MOST * len(last))
    )
    return found if is_wrapped else None


def _is_cut(line: str) -> bool:
    """Whether a line stops inside a sentence beyond doubt."""
    return not line.endswith(TERMINAL + CLOSING)


def width_of(line: str) -> int:
    """The width of a line in half-widths."""
    return len(line) + sum(char >= "\u2010" for char in line)
