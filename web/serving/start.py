"""`suwen serve`: the application in one process, or in several that share its sockets."""

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from socket import socket
from typing import TYPE_CHECKING

import click
from flask import Flask

from index.cutting import segmenter
from index.model import Request
from kb.home import Home
from web.app import create_app
from web.ops.logs import log_to_stderr
from web.ops.metrics import forget
from web.serving.processes import Crew
from web.serving.server import Server
from web.serving.sockets import address, close, listen
from web.settings import Settings

if TYPE_CHECKING:
    from web.library import Library


def serve(home: Home, host: str, port: int, settings: Settings) -> None:
    """Serve `home` until interrupted, by `settings.processes`; prints the address once it listens."""
    log_to_stderr(settings.log)
    sockets = listen(host, port)
    app = create_app(home, replace(settings, hosts=(*settings.hosts, host)))
    click.echo(f"溯文已启动：{address(sockets)}  （按 Ctrl+C 结束）")
    if settings.processes == 1:
        _answer(app, sockets)
    else:
        # What is loaded before the fork lies in memory once, as long as no collection touches it.
        segmenter().words("公开")
        gc.freeze()
        Crew(settings.processes, partial(_answer, app, sockets), forget, partial(close, sockets)).run()


def _answer(app: Flask, sockets: Sequence[socket], lifeline: int | None = None) -> None:
    """Answer requests in this process until told to stop, or until the parent at the other end of `lifeline` is gone."""
    server = Server(app, sockets)
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    if lifeline is None:
        signal.signal(signal.SIGINT, lambda *_: server.stop())
    else:
        threading.Thread(target=_watch, args=(lifeline, server), daemon=True).start()
    threading.Thread(target=_warm, args=(app,), daemon=True).start()
    server.run()


def _watch(lifeline: int, server: Server) -> None:
    """Nothing is ever written; reading ends with the parent."""
    os.read(lifeline, 1)
    server.stop()


def _warm(app: Flask) -> None:
    """Search before anybody asks, so that the first visitor does not wait for what a process loads once."""
    library: Library = app.extensions["library"]
    with contextlib.suppress(Exception), library.visit() as here:
        here.searcher.search(here.snapshot, Request("公开"))
