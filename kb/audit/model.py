"""What a rule is, what it sees, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import yaml

from corpus.model import Document, Span
from kb.forms.model import FormCell, Forms
from kb.model import Profile


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table of rules: id, severity, Chinese name, what it checks, where it comes from."""

    id: str
    severity: Literal["hard", "soft", "note"]
    name: str
    explain: str
    source: str


@cache
def rules() -> dict[str, Rule]:
    """The table of rules by id, in the order of the help page."""
    rows = yaml.safe_load((files("kb.audit") / "data" / "rules.yaml").read_text(encoding="utf-8"))
    return {row["id"]: Rule(**row) for row in rows}


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: one Chinese sentence, its evidence, and the only consistent reading if there is one."""

    message: str
    spans: tuple[tuple[int, int], ...]
    reading: str | None = None


@dataclass(frozen=True)
class Case:
    """One document before the rules: what it is, what its fields are, and its statutory tables."""

    document: Document
    profile: Profile = field(default_factory=Profile)
    forms: Forms | None = None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.profile.year or self.document.meta.year

    @property
    def is_report(self) -> bool:
        """Whether this is an annual report on disclosure."""
        return self.forms is not None or "annual_report" in (self.profile.type, self.document.meta.type)

    @cached_property
    def sentences(self) -> tuple[tuple[Span, str], ...]:
        """The sentences outside tables with their characters."""
        return tuple((span, span.of(self.text)) for span in self.document.sentences)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Span, str], ...]:
        """The paragraphs outside tables with their characters."""
        return tuple((span, span.of(self.text)) for span in self.document.paragraphs)

    def cells(self, *codes: str) -> list[FormCell] | None:
        """The cells of these codes, or `None` if one is absent or has no value."""
        found = [self.forms.cell(code) if self.forms else None for code in codes]
        known = [cell for cell in found if cell is not None and cell.value is not None]
        return known if len(known) == len(codes) else None


def spans_of(cells: list[FormCell]) -> tuple[tuple[int, int], ...]:
    """The evidence that cells are: their spans in order, each once."""
    return tuple(sorted({(cell.start, cell.end) for cell in cells}))


Remarks = Iterator[Remark]
