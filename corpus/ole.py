"""The chains of sectors that an OLE file is made of ([MS-CFB] 2.2, 2.3, 2.5)."""

from array import array
from collections.abc import Iterator
from struct import unpack_from

_SHIFT, _FIRST_TABLE, _TABLES = 30, 68, 76  # places in the header
_HEADER = 512
_IN_HEADER = 109  # sectors of the table that the header itself names


def goes_in_circles(raw: bytes) -> bool:
    """Whether a chain of sectors comes back to itself, so that reading it along would never end."""
    shift = unpack_from("<H", raw, _SHIFT)[0] if len(raw) >= _HEADER else 0
    if shift not in (9, 12):
        return False
    sectors = len(raw) // (1 << shift)
    table = array("L")
    seen: set[int] = set()
    for sector in _table_sectors(raw, 1 << shift):
        if sector in seen:
            return True
        seen.add(sector)
        table.extend(_numbers(raw, 1 << shift, sector))
        if len(table) >= sectors:
            break
    return _has_circle(table[:sectors])


def _numbers(raw: bytes, size: int, sector: int) -> tuple[int, ...]:
    """The numbers in a sector; those of the file that are there, the first sector follows the header."""
    part = raw[(sector + 1) * size : (sector + 2) * size]
    return unpack_from(f"<{len(part) // 4}I", part)


def _table_sectors(raw: bytes, size: int) -> Iterator[int]:
    """The sectors that hold the table of chains: some named in the header, the others in a chain of their own,
    which is followed no longer than the file is.
    """
    last = len(raw) // size
    yield from (n for n in unpack_from(f"<{_IN_HEADER}I", raw, _TABLES) if n < last)
    (sector,) = unpack_from("<I", raw, _FIRST_TABLE)
    for _ in range(last):
        if sector >= last or not (numbers := _numbers(raw, size, sector)):
            return
        yield from (n for n in numbers[:-1] if n < last)
        sector = numbers[-1]


def _has_circle(following: "array[int]") -> bool:
    """Whether the numbers, each the place of the next, lead round somewhere."""
    met = array("L", bytes(following.itemsize * len(following)))
    for first in range(len(following)):
        at = first
        while at < len(following) and not met[at]:
            met[at] = first + 1
            at = following[at]
            if at < len(following) and met[at] == first + 1:
                return True
    return False
