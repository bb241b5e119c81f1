"""What to do about a search that finds nothing: mended queries, names like it, and the part that excludes."""

from dataclasses import dataclass

from index.model import Correction, Request, Suggestion
from web import links
from web.pages.facets import UNSTATED
from web.visits import visit

NAMES = 5


@dataclass(frozen=True, slots=True)
class Excluding:
    """A part of the search: how many documents it finds alone and how many are found without it, with `url`."""

    said: str
    alone: int
    without: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Offers for a search without results."""

    corrections: tuple[Correction, ...]
    names: tuple[Suggestion, ...]
    parts: tuple[Excluding, ...]

    @classmethod
    def found(cls, asked: Request) -> "Nothing":
        """The offers for this search."""
        here = visit()
        parts = here.searcher.parts(here.snapshot, asked)
        return cls(
            corrections=here.searcher.corrections(here.snapshot, asked.query) if asked.query else (),
            names=here.searcher.suggest(here.snapshot, asked.query, NAMES) if asked.query else (),
            parts=tuple(Excluding(p.said, p.alone, p.without, _address(p.rest)) for p in parts if p.rest),
        )


def _address(asked: Request) -> str:
    filters = {name: [value or UNSTATED for value in values] for name, values in asked.filters.items()}
    return links.with_query("/search", {"q": asked.query, **filters})
