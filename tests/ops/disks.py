"""Disks that are full or cannot be written: real ones, mounted for a test; skipped loudly where that may not be."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*words: str | Path) -> None:
    done = subprocess.run(["mount", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"LOUD SKIP: nothing can be mounted here, this test did not run ({done.stderr.strip()})")


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of this size at `place`."""
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("LOUD SKIP: only root can mount a small disk, this test did not run")
    place.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", place)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """The disk cannot be written meanwhile."""
    _mount("-o", "remount,ro", disk)
    try:
        yield
    finally:
        _mount("-o", "remount,rw", disk)
