"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.errors import NotFoundError
from web import params

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list of `total` items a page stands."""

    page: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many items stand before this page."""
        return (self.page - 1) * self.size


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The items of one page."""

    items: Sequence[T]
    paging: Paging


def paging(total: int, size: int) -> Paging:
    """The page that the request asks for; raises `NotFoundError` past the last one."""
    wanted = Paging(params.page(), size, total)
    if wanted.page > wanted.last:
        raise NotFoundError(
            f"只有 {wanted.last} 页，没有第 {wanted.page} 页", f"there are {wanted.last} pages"
        )
    return wanted


def paged(items: Sequence[T], size: int) -> Page[T]:
    """The page of a list that the request asks for."""
    at = paging(len(items), size)
    return Page(items[at.offset : at.offset + size], at)
