"""A query as a tree of frozen nodes; `place` is where a leaf stands in the query as typed."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from corpus.model import Span
from index.fields import Field


class Gap(Enum):
    """A wildcard: any characters within the sentence, or exactly one."""

    RUN = "*"
    ONE = "?"


Pieces = tuple[str | Gap, ...]
"""Literal texts and wildcards in order; a text without wildcards is one piece."""


@dataclass(frozen=True, slots=True)
class Value:
    """A word (`quoted` False) or a quoted phrase; `fuzzy` is the edit distance of ~, `None` without it (0: by length)."""

    pieces: Pieces
    quoted: bool
    place: Span
    fuzzy: int | None = None

    @property
    def text(self) -> str:
        """The value as typed, without quotes and escapes."""
        return "".join(piece if isinstance(piece, str) else piece.value for piece in self.pieces)

    @property
    def wild(self) -> bool:
        """Whether it has wildcards."""
        return any(isinstance(piece, Gap) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Condition:
    """A field has a value; `field` None: anywhere in the text."""

    field: Field | None
    value: Value


@dataclass(frozen=True, slots=True)
class Range:
    """A field of numbers lies between two values, both included; `None` is open."""

    field: Field
    low: int | None
    high: int | None
    place: Span


@dataclass(frozen=True, slots=True)
class Near:
    """Operands follow one another, in either order, with at most `distance` characters between neighbours."""

    operands: tuple["Node", ...]
    distance: int
    place: Span


@dataclass(frozen=True, slots=True)
class Together:
    """All operands stand in one sentence (or table cell), or in one paragraph (or table row)."""

    operands: tuple["Node", ...]
    unit: Literal["sentence", "paragraph"]
    place: Span


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every document that `child` does not have."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents."""


Node = Condition | Range | Near | Together | And | Or | Not | Everything
