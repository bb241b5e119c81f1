"""The record of builds: what each run read, what failed and why, how long it took, with which versions."""

import platform
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from index.build.report import Report
from index.build.stage import reader_version
from kb import lines
from kb.home import Home
from kb.store.schema import SCHEMA_VERSION
from kb.store.session import Store

NAMED = 200
"""So many failures of a run are kept by name; all are counted."""


@contextmanager
def recorded(home: Home, task: str, report: Report, store: Store) -> Iterator[None]:
    """Record the run when it has come to its end; one that did nothing leaves no line."""
    began, clock = time.strftime("%Y-%m-%dT%H:%M:%S%z"), time.monotonic()
    yield
    if report.total == report.unchanged + len(report.skipped) and task == "ingest":
        return
    with store.snapshot() as snapshot:
        generation = snapshot.generation
    entry = {
        "at": began,
        "task": task,
        "generation": generation,
        "seconds": round(time.monotonic() - clock, 2),
        "read": report.read,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": len(report.failed),
        "reasons": [list(failure) for failure in report.failed[:NAMED]],
        "skipped": dict(Counter(Path(source).suffix for source in report.skipped)),
        "versions": _versions(),
    }
    lines.add(home.builds, [entry])


def _versions() -> dict[str, str]:
    return {
        "suwen": version("suwen"),
        "python": platform.python_version(),
        "reader": reader_version(),
        "schema": str(SCHEMA_VERSION),
    }
