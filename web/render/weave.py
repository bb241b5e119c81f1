"""Text with annotations at offsets → markup that nests, whatever overlaps.

Annotations are HTML elements around characters. Of two that cross, the later one is split where the earlier
one ends; an annotation that touches several blocks stands in each. Not a character of the text is changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape as escape_html

from corpus.model import Span

Escape = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Annotation:
    """An element around the characters of `span`: `tag`, `attributes`, and an `id` for its first piece.

    Over the same characters a lower `rank` stands outside a higher one. An empty span gives an empty element.
    """

    span: Span
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    id: str | None = None
    rank: int = 0

    @property
    def order(self) -> tuple[int, int, int]:
        """Outer before inner."""
        return self.span.start, -self.span.end, self.rank


class Weaver:
    """Weaves the annotations of one text into its blocks; each id is given once, in the first piece."""

    def __init__(self, text: str, annotations: Iterable[Annotation], escape: Escape = escape_html) -> None:
        self._text = text
        self._annotations = sorted(annotations, key=lambda a: a.order)
        self._escape = escape
        self._given: set[str] = set()
        self._next = 0
        self._running: list[Annotation] = []

    def block(self, block: Span) -> str:
        """The characters of `block` as markup. Blocks are asked for in the order of the text."""
        inside = self._inside(block)
        cuts = sorted({block.start, block.end, *(c for a in inside for c in _ends(a.span, block))})
        out: list[str] = []
        opened: list[Annotation] = []
        starting = iter([*inside, None])
        upcoming = next(starting)
        active: list[Annotation] = []
        for at, until in zip(cuts, [*cuts[1:], block.end], strict=True):
            active = [a for a in active if a.span.end > at]
            points: list[Annotation] = []
            while upcoming is not None and upcoming.span.start <= at:
                (active if upcoming.span.end > at else points).append(upcoming)
                upcoming = next(starting)
            shared = _shared(opened, active)
            out += [f"</{a.tag}>" for a in reversed(opened[shared:])]
            out += [self._open(a) + f"</{a.tag}>" for a in points]
            out += [self._open(a) for a in active[shared:]]
            out.append(self._escape(self._text[at:until]))
            opened = list(active)
        return "".join([*out, *(f"</{a.tag}>" for a in reversed(opened))])

    def claim(self, name: str) -> bool:
        """Take an id for an element around a block; `False` if a woven element has it already."""
        free = name not in self._given
        self._given.add(name)
        return free

    def _inside(self, block: Span) -> list[Annotation]:
        """The annotations that touch the block, outer before inner."""
        while self._next < len(self._annotations) and self._annotations[self._next].span.start < block.end:
            self._running.append(self._annotations[self._next])
            self._next += 1
        self._running = [a for a in self._running if _reaches(a.span, block)]
        return list(self._running)

    def _open(self, annotation: Annotation) -> str:
        attributes = list(annotation.attributes)
        if annotation.id and self.claim(annotation.id):
            attributes.insert(0, ("id", annotation.id))
        given = "".join(f' {name}="{escape_html(value)}"' for name, value in attributes)
        return f"<{annotation.tag}{given}>"


def _reaches(span: Span, block: Span) -> bool:
    """Whether a span that starts before the block's end reaches it; an empty one must stand in it."""
    return span.end > block.start or span.start >= block.start


def _ends(span: Span, block: Span) -> tuple[int, int]:
    return max(span.start, block.start), min(span.end, block.end)


def _shared(opened: list[Annotation], wanted: list[Annotation]) -> int:
    """How many of the opened elements, from the outside, may stay open."""
    pairs = zip(opened, wanted, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a is not b), min(len(opened), len(wanted)))


def weave(text: str, span: Span, annotations: Iterable[Annotation]) -> str:
    """The characters of `span` in `text` as HTML with these annotations."""
    return Weaver(text, annotations).block(span)
