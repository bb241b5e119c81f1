"""What is said of reused text."""

from dataclasses import dataclass

from corpus.model import Span
from kb.store.passages import PassageKind
from kb.store.rows import Summary


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence here and its like there; `exact`: letter by letter, else the same but for names, years and
    figures. Of `kind` other than plain, it is boilerplate (套话) here or there."""

    own: Span
    other: Span
    exact: bool
    kind: PassageKind

    @property
    def boilerplate(self) -> bool:
        """Whether it is set aside."""
        return self.kind != "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """Another work that shares sentences: `share` of this document's own words, `characters` as many letters.

    `same_agency`, whether both have one issuer; `None` if an issuer is open. `pairs` in the order of this
    document's text, boilerplate marked.
    """

    document: Summary
    same_agency: bool | None
    share: float
    characters: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sentence that is not counted as the document's own words, and why."""

    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much of a document stands elsewhere.

    `counted`, the letters and digits of its sentences of 12 and more, boilerplate set aside; `reused`, those in
    sentences that stand in another work, masked matches too; `exact`, those that stand there letter by letter;
    `sources`, the works, the one that shares most first; `set_aside`, the boilerplate.
    """

    document_id: str
    counted: int
    reused: int
    exact: int
    sources: tuple[Source, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def share(self) -> float | None:
        """Reused of counted, 0 to 1; `None` where nothing is counted."""
        return self.reused / self.counted if self.counted else None
