"""One process's server: waitress on sockets that listen already, taking addresses as people type them."""

import re
import socket
import time
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer

from corpus.limits import limits
from web.serving.sockets import WAITING, address

THREADS = 8
CONNECTIONS = 500
"""So many connections are held at once; idle ones cost a descriptor, no thread."""

IDLE = 30
"""Seconds after which a connection that says nothing is closed, so that nobody keeps others out by waiting."""

PATIENCE = 8
"""Seconds that requests at work are given once the server is to stop; Docker kills after ten."""

TICK = 0.1
# curl and scripts send Chinese and quotes as raw bytes; a URL may only hold them percent-encoded.
_RAW = re.compile(rb'[\x80-\xff"<>\\^`{|}]')


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    def parse_header(self, header_plus: bytes) -> None:
        line, end, rest = header_plus.partition(b"\r\n")
        super().parse_header(_RAW.sub(lambda m: b"%%%02X" % m[0][0], line) + end + rest)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser


class Server:
    """A server of `app` on `sockets`, which other processes may serve too; it waits for `run`."""

    def __init__(self, app: Flask, sockets: Sequence[socket.socket]) -> None:
        self.app = app
        self.address = address(sockets)
        self._map: dict[int, Any] = {}
        self._stopping = False
        made = create_server(
            app,
            map=self._map,
            sockets=list(sockets),
            threads=THREADS,
            backlog=WAITING,
            ident="suwen",
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE,
            max_request_body_size=limits().file + 2**20,
        )
        self._tasks = made.task_dispatcher
        self._doors = [each for each in self._map.values() if isinstance(each, BaseWSGIServer)]
        for door in self._doors:
            door.channel_class = _Channel

    def run(self) -> None:
        """Answer requests until `stop`; then end those at work, within `PATIENCE` seconds."""
        while not self._stopping:
            self._turn(1)
        self._drain()

    def stop(self) -> None:
        """Let `run` end; other threads and handlers of signals may call this."""
        self._stopping = True
        self._doors[0].pull_trigger()

    def _drain(self) -> None:
        """Take no more connections, and close each as soon as nothing is at work or to be sent on it."""
        for door in self._doors:
            wasyncore.dispatcher.close(door)
        end = time.monotonic() + PATIENCE
        self._turn(TICK)
        while any(self._channels()) and time.monotonic() < end:
            for channel in self._channels():
                channel.will_close |= not (channel.requests or channel.request or channel.total_outbufs_len)
            self._turn(TICK)
        self._tasks.shutdown(timeout=max(0, end - time.monotonic()))
        wasyncore.close_all(self._map)

    def _turn(self, seconds: float) -> None:
        """Read and write once; by poll, since select knows no descriptor beyond 1,023."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _channels(self) -> Iterator[HTTPChannel]:
        return (channel for door in self._doors for channel in list(door.active_channels.values()))
