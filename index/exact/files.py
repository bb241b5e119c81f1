"""Arrays in files: written piece by piece, mapped for reading."""

from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

SMALL = 4096
"""Bytes: files up to this size are read."""


def array_file(path: Path, kind: str, *shape: int) -> IO[bytes]:
    """A file of an array of this shape, whose values are to be written."""
    file = path.open("wb")
    header: dict[str, Any] = {"descr": kind, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)
    return file


def mapped(path: Path) -> NDArray[Any]:
    """The array in a file, mapped if it is large; raises `ValueError` or `OSError` if it is none, or cut short."""
    return np.asarray(np.load(path, mmap_mode="r" if path.stat().st_size > SMALL else None))


def bare(path: Path, kind: str) -> NDArray[Any]:
    """The array in a file that has nothing but values of a kind, mapped if it is large; raises as `mapped` does."""
    if path.stat().st_size <= SMALL:
        return np.frombuffer(path.read_bytes(), kind)
    return np.asarray(np.memmap(path, kind, mode="r"))
