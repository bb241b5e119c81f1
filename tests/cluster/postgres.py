"""A real PostgreSQL server for tests: on a port and a data folder of its own, under a user that is not root."""

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "nobody"
_numbers = itertools.count(1)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest that is here; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return Path(found).resolve().parent if found else folders[-1] if folders else None


class Server:
    """A server that can be stopped, killed and started again, and hands out empty databases."""

    def __init__(self, binaries: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="suwen-postgres-"))
        self._binaries = binaries
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        if os.getuid() == 0:
            shutil.chown(self.folder, USER)
        # Names are ordered as in Chinese dictionaries here, so that no test leans on the server's own order.
        order = ("--encoding=UTF8", "--locale-provider=icu", "--icu-locale=zh", "--locale=C.UTF-8")
        self._run("initdb", "-D", self.data, "-U", "suwen", "--auth=trust", "--no-sync", *order)
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast` ends all sessions, `immediate` is as good as a crash."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def create(self) -> str:
        """A new empty database; gives its SQLAlchemy URL."""
        name = f"test_{next(_numbers)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "suwen", name)
        return self.url(name)

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database, there or not."""
        return f"postgresql+psycopg://suwen@127.0.0.1:{self.port}/{name}"

    def remove(self) -> None:
        """Stop it for good and remove its folder."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str | Path) -> None:
        other = (
            ["setpriv", f"--reuid={USER}", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        )
        command = [*other, self._binaries / program, *words]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, timeout=120)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server of its own; skips, loudly, where PostgreSQL or its driver is not here."""
    pytest.importorskip("psycopg", reason="LOUD SKIP: no psycopg (suwen[cluster]): nothing ran on PostgreSQL")
    binaries = programs()
    if binaries is None:
        pytest.skip(
            "LOUD SKIP: PostgreSQL is not installed (.ci/cluster/postgres does it): nothing ran on it"
        )
    server = Server(binaries)
    try:
        yield server
    finally:
        server.remove()
