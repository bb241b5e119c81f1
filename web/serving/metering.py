"""Counts of several processes: each writes its own into files of one folder, and any of them can tell the sum.

The library decides by the environment, when it is first imported, so this module must not import it before.
"""

import os
import tempfile
from collections.abc import Callable

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def together() -> Callable[[int], None]:
    """Count in files from now on; gives what is to be called with the id of a process that has ended.

    The folder is removed when this process ends.
    """
    folder = tempfile.TemporaryDirectory(prefix="suwen-metrics-")
    os.environ[FOLDER] = folder.name

    def forget(pid: int) -> None:
        """Leave out what only a living process has."""
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(pid, folder.name)  # type: ignore[no-untyped-call]

    return forget
