"""What the store hands out: typed rows, complete and unchangeable."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.model import Document, Span
from kb.model import Entity, Extract, Kind, Mention, Profile, RelationKind


@dataclass(frozen=True, slots=True)
class State:
    """Which state of the home a snapshot shows: its generation (0: nothing yet) and what is in it.

    `fingerprint` is the hash of all visible document ids; two homes with the same documents share it.
    """

    generation: int
    fingerprint: str
    documents: int
    entities: dict[Kind, int]
    relations: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A document without its text; `length` in Unicode code points, `region` widest first.

    `work` is the id of the document that stands for all versions of this text: its own, if it is that one.
    """

    id: str
    source: str
    title: str | None
    agency: str | None
    region: tuple[str, ...]
    year: int | None
    type: str | None
    number: str | None
    date: str | None
    length: int
    work: str

    @property
    def label(self) -> str:
        """What to call it: the title, or the file's name where no title is known."""
        return self.title or self.source


@dataclass(frozen=True)
class Record:
    """A document with what was extracted from it."""

    document: Document
    extract: Extract

    @cached_property
    def profile(self) -> Profile:
        """The document's own fields after resolution."""
        return self.extract.profile


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention in its document: the entity it was resolved to (`None`: open) and its sentence."""

    document_id: str
    kind: Kind
    entity_id: str | None
    mention: Mention
    sentence: Span


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity with how often it is mentioned and in how many documents."""

    entity: Entity
    mentions: int
    documents: int


class Tie(NamedTuple):
    """A relation without its evidence: its number in the order of the store, its ends, document, year and detail."""

    number: int
    source: str
    kind: RelationKind
    target: str
    document_id: str
    year: int | None
    detail: str | None


class Bundle(NamedTuple):
    """All relations of one kind from one entity to another: how many (`size`), and the number of the first."""

    source: str
    target: str
    kind: RelationKind
    size: int
    first: int
