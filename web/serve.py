"""The server: waitress, telling its address as soon as it listens, taking addresses as people type them."""

import contextlib
import errno
import re
import threading
from dataclasses import replace
from typing import Any

import click
from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer

from corpus.errors import SuwenError
from corpus.limits import limits
from kb.home import Home
from web.app import create_app
from web.ops.logs import log_to_stderr
from web.settings import from_environment

THREADS = 8
_REASONS = {
    errno.EADDRINUSE: ("端口 {port} 已被占用，请用 --port 换一个", "port {port} is in use"),
    errno.EACCES: ("没有权限使用端口 {port}，请用 --port 换一个大于 1024 的", "port {port} is not permitted"),
    errno.EADDRNOTAVAIL: ("本机没有 {host} 这个地址", "this machine has no address {host}"),
}
_OTHER = ("不能在 {host}:{port} 上启动服务", "cannot listen on {host}:{port}")
# curl and scripts send Chinese and quotes as raw bytes; a URL may only hold them percent-encoded.
_RAW = re.compile(rb'[\x80-\xff"<>\\^`{|}]')


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    def parse_header(self, header_plus: bytes) -> None:
        line, end, rest = header_plus.partition(b"\r\n")
        super().parse_header(_RAW.sub(lambda m: b"%%%02X" % m[0][0], line) + end + rest)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser


class Server:
    """A server that listens and waits for `run`; port 0 takes a free one.

    Raises `SuwenError` if the address cannot be had.
    """

    def __init__(self, app: Flask, host: str, port: int) -> None:
        sockets: dict[int, Any] = {}
        try:
            self._server = create_server(
                app,
                map=sockets,
                host=host,
                port=port,
                threads=THREADS,
                ident="suwen",
                max_request_body_size=limits().file + 2**20,
            )
        except (OSError, ValueError) as error:
            zh, en = _REASONS.get(getattr(error, "errno", None) or 0, _OTHER)
            raise SuwenError(zh.format(host=host, port=port), en.format(host=host, port=port)) from error
        self.app = app
        listening = [s for s in sockets.values() if isinstance(s, BaseWSGIServer)]
        for socket in listening:
            socket.channel_class = _Channel
        found, self.port = listening[0].socket.getsockname()[:2]
        self.address = f"http://{f'[{found}]' if ':' in found else found}:{self.port}/"

    def run(self) -> None:
        """Answer requests until interrupted or closed."""
        self._server.run()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def serve(home: Home, host: str, port: int) -> None:
    """Serve `home` until interrupted; prints the address once it listens."""
    settings = from_environment()
    log_to_stderr(settings.log)
    server = Server(create_app(home, replace(settings, hosts=(*settings.hosts, host))), host, port)
    threading.Thread(target=_warm, args=(server.app,), daemon=True).start()
    click.echo(f"溯文已启动：{server.address}  （按 Ctrl+C 结束）")
    try:
        server.run()
    finally:
        server.close()


def _warm(app: Flask) -> None:
    """Answer one search before anybody asks, so that the first visitor does not wait for dictionaries."""
    with contextlib.suppress(Exception):
        app.test_client().get("/api/v1/search?q=公开")
