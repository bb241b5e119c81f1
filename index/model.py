"""What is asked of the index and what it answers; every engine and every page speaks in these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpus.model import Span
from kb.store.rows import Summary

Sort = Literal["relevance", "date", "title"]
"""Orders of the result: best first, newest first, by title."""


@dataclass(frozen=True, slots=True)
class Request:
    """A search: the query as typed, filters by facet (values within one facet are alternatives), the page.

    `filters` maps facet names (agency, region, year, type …) to the values wanted; `page` counts from 1.
    `facets`, which facets are counted (`None`: all); `snippets`, how many sentences a hit shows at most;
    `strict`, whether words typed as one run must all stand even where hardly any document has them all.
    """

    query: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = 10
    sort: Sort = "relevance"
    facets: tuple[str, ...] | None = None
    snippets: int = 3
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence of a hit: its characters in the document, the hits in it, and the headings above it."""

    span: Span
    marks: tuple[Span, ...]
    text: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers the query; `occurrences` counts the places of its phrases and words."""

    document: Summary
    score: float
    occurrences: int
    snippets: tuple[Snippet, ...]


class FacetValue(NamedTuple):
    """A value of a facet, how to call it, and how many documents of the whole result have it."""

    value: str
    label: str
    count: int  # type: ignore[assignment]


class Facet(tuple[FacetValue, ...]):
    """The first values of a facet in their order; `size`, how many there are in all."""

    size: int

    def __new__(cls, values: Iterable[FacetValue], size: int) -> "Facet":
        """The values shown, and how many there are."""
        facet = super().__new__(cls, values)
        facet.size = size
        return facet


@dataclass(frozen=True, slots=True)
class Loosened:
    """A run of words of which hardly any document has all: documents with `least` of them answer too.

    `text` is the run as typed, `words` those looked for, `strict` the number of documents that have them all.
    """

    text: str
    words: tuple[str, ...]
    least: int
    strict: int


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. `understood` says in one Chinese sentence what was searched, `tree` the same as data.

    `total` counts all documents that answer; the facets count over all of them, not over the page. `loosened`
    names the runs of which not all words must stand; `understood` says so too.
    """

    request: Request
    understood: str
    tree: Mapping[str, object]
    total: int
    occurrences: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    loosened: tuple[Loosened, ...] = ()


LineOrder = Literal["document", "year", "agency", "left", "right"]
"""Orders of a concordance: best document first, by year, by agency, by what stands before, by what follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a concordance: a place, its characters, and those before and after it (line ends as blanks)."""

    document: Summary
    span: Span
    left: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year (`None`: not stated) with the documents that answer, their places, and all documents of the year."""

    year: int | None
    documents: int
    occurrences: int
    of: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for: its text, what it is (agency, policy …, title), and the query that finds it."""

    text: str
    kind: str
    query: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A query with one word put right: what was changed to what, and how many documents it finds."""

    query: str
    was: str
    now: str
    total: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A document like another: the words both are about, the weightiest first."""

    document: Summary
    score: float
    words: tuple[str, ...]
