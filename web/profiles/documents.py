"""Documents in their order, and those that belong to an entity."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kb.model import Entity
from kb.store.rows import Summary

if TYPE_CHECKING:
    from web.library import Visit


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The documents before and after one, of the same agency."""

    earlier: Summary | None
    later: Summary | None


def when(summary: Summary) -> tuple[str, str, str]:
    """The order in time: by year reported on, then by date, then by id; undated first."""
    year = f"{summary.year:04d}" if summary.year else (summary.date or "")[:4]
    return year, summary.date or "", summary.id


def newest_first(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """Newest first; undated ones last."""
    return tuple(sorted(summaries, key=when, reverse=True))


def agencies(summary: Summary) -> tuple[str, ...]:
    """The issuing agencies' full names, one by one."""
    return tuple(summary.agency.split("、")) if summary.agency else ()


def neighbours(documents: Iterable[Summary], document: Summary) -> Neighbours:
    """The previous and the next document of the same agency and type."""
    same = (document.agency, document.type)
    if document.agency is None:
        return Neighbours(None, None)
    series = sorted((s for s in documents if (s.agency, s.type) == same), key=when)
    at = [s.id for s in series].index(document.id)
    return Neighbours(
        earlier=series[at - 1] if at else None,
        later=series[at + 1] if at + 1 < len(series) else None,
    )


def documents_of(here: "Visit", entity: Entity) -> tuple[Summary, ...]:
    """The documents that an agency issued, or that belong to a region or one within it; newest first."""
    if entity.kind == "agency":
        issued = cast("dict[str, tuple[Summary, ...]]", here.kept("issued", lambda: _issued(here)))
        return issued.get(entity.name, ())
    if entity.kind == "region":
        path = tuple(entity.id.split("/")[1:])
        return newest_first(s for s in here.summaries if s.region[: len(path)] == path)
    return ()


def _issued(here: "Visit") -> dict[str, tuple[Summary, ...]]:
    """The documents of each issuing agency by its name, newest first."""
    found: dict[str, list[Summary]] = {}
    for summary in newest_first(here.summaries):
        for name in dict.fromkeys(agencies(summary)):
            found.setdefault(name, []).append(summary)
    return {name: tuple(some) for name, some in found.items()}
