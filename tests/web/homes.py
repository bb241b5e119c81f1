"""Homes for the tests of pages: made by the program's own ingest, served by its own server."""

import contextlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from index.build.ingest import ingest
from index.build.walk import Found
from kb.home import Home
from web.app import create_app
from web.serving.server import Server
from web.serving.sockets import listen
from web.settings import Settings


def home_of(folder: Path, files: list[Path]) -> Home:
    """A home in `folder` with these files."""
    home = Home(folder)
    report = ingest(home, [Found(path, path.name) for path in files])
    assert not report.failed
    return home


def home_with(folder: Path, texts: Mapping[str, str]) -> Home:
    """A home with files of these names and texts."""
    source = folder / "files"
    source.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    return home_of(folder / "home", [source / name for name in texts])


@contextlib.contextmanager
def serving(home: Home, settings: Settings | None = None) -> Iterator[str]:
    """The address of a real server over `home` on a free port."""
    server = Server(create_app(home, settings), listen("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.address.rstrip("/")
    finally:
        server.stop()
        thread.join(10)
