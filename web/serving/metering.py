"""Counts of several processes: each writes its own into files of one folder, and any of them can tell the sum.

The library that counts decides by the environment, when it is first imported, so nothing here may import it.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextlib.contextmanager
def together() -> Iterator[None]:
    """Count in the files of a folder, which is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="suwen-metrics-") as folder:
        os.environ[FOLDER] = folder
        yield
