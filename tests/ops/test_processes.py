"""`suwen serve` in several processes: counted, limited and ended as one; who dies is replaced."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kb.home import Home
from tests.conftest import ROOT
from tests.ops.homes import filled, write_reports
from web.serving import processes
from web.serving.server import Server
from web.serving.sockets import listen

SUWEN = [sys.executable, "-c", "from web.cli import main; main()"]
QUERY = "/api/v1/search?per_page=100&q=%E4%BB%A5%E5%85%AC%E5%BC%80%E4%B8%BA%E5%B8%B8%E6%80%81"


class Served:
    """A server at work, its processes, and what it answers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self.process = process
        self.port = int(re.search(r":(\d+)/", process.stdout.readline())[1])  # type: ignore[index]

    @property
    def children(self) -> list[int]:
        """The ids of the processes that serve."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of an answer on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def each(self, path: str) -> list[tuple[int, str]]:
        """The answer of each process, the others being held meanwhile."""
        answers = []
        for one in self.children:
            others = [pid for pid in self.children if pid != one]
            for pid in others:
                os.kill(pid, signal.SIGSTOP)
            answers.append(self.get(path))
            for pid in others:
                os.kill(pid, signal.SIGCONT)
        return answers

    def closed(self) -> bool:
        """Whether nobody listens any more."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return False
        return True


@contextlib.contextmanager
def serving(home: Home, count: int = 2, **environment: str) -> Iterator[Served]:
    """`suwen serve` by `count` processes, all of them answering."""
    command = [*SUWEN, "--home", str(home.root), "serve", "--port", "0", "--processes", str(count)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        try:
            served = Served(process)
            assert until(lambda: len(served.children) == (count if count > 1 else 0))
            assert {status for status, _ in served.each("/readyz")} <= {200}
            yield served
        finally:
            process.kill()


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait for something to become true; gives whether it did."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def value(text: str, name: str) -> float:
    """A sample of the text form of Prometheus."""
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name + " "))


def test_each_tells_the_counts_of_all_and_one_that_dies_is_replaced(good: Home) -> None:
    with serving(good) as served:
        assert [status for status, _ in served.each("/about")] == [200, 200]
        told = [text for _, text in served.each("/metrics")]
        about = 'suwen_requests_total{method="GET",route="/about",status="200"}'
        assert [value(text, about) for text in told] == [2, 2]
        assert [value(text, "suwen_documents") for text in told] == [3, 3]
        assert [value(text, "suwen_generation") for text in told] == [2, 2]
        assert [value(text, "suwen_ready") for text in told] == [1, 1]
        victim, other = served.children
        os.kill(victim, signal.SIGKILL)
        assert until(lambda: len({*served.children} - {victim}) == 2)
        assert other in served.children
        assert [status for status, _ in served.each("/about")] == [200, 200]
        assert [value(text, about) for _, text in served.each("/metrics")] == [4, 4]


def test_a_client_is_limited_over_all(good: Home) -> None:
    with serving(good, SUWEN_RATE="5") as served:
        answers = [status for _ in range(4) for status, _ in served.each("/about")]
        assert answers == [200] * 5 + [429] * 3


def test_those_who_only_connect_keep_nobody_out(good: Home) -> None:
    with serving(good, count=1) as served, contextlib.ExitStack() as held:
        for number in range(150):
            idle = held.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            idle.sendall(b"GET /about HTTP/1.1\r\nHost: " if number % 2 else b"")
        assert served.get("/healthz")[0] == 200


def test_each_switches_to_a_new_state_and_no_answer_mixes_two(home: Home, tmp_path: Path) -> None:
    with serving(home) as served:
        answers: list[dict[str, Any]] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                answers.append(json.loads(served.get(QUERY)[1]))
                time.sleep(0.02)

        readers = [threading.Thread(target=ask) for _ in range(2)]
        for reader in readers:
            reader.start()
        try:
            filled(home, write_reports(tmp_path / "more", "丁戊"))
            assert [json.loads(body)["total"] for _, body in served.each(QUERY)] == [5, 5]
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert {(answer["total"], len(answer["results"])) for answer in answers} == {(3, 3), (5, 5)}


@pytest.mark.parametrize(("count", "number"), [(1, signal.SIGTERM), (2, signal.SIGTERM), (2, signal.SIGINT)])
def test_what_was_begun_is_answered_before_the_end(good: Home, count: int, number: signal.Signals) -> None:
    with (
        serving(good, count) as served,
        socket.create_connection(("127.0.0.1", served.port), timeout=60) as wire,
    ):
        wire.sendall(b"GET /about HTTP/1.1\r\n")
        time.sleep(0.5)
        served.process.send_signal(number)
        assert until(served.closed, 5)
        wire.sendall(b"Host: localhost\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.rstrip().endswith(b"</html>")
        assert served.process.wait(60) == 0


def test_without_their_parent_they_end(good: Home) -> None:
    with serving(good) as served:
        served.process.kill()
        assert until(served.closed)


def test_an_answer_at_work_is_sent_whole() -> None:
    app, begun, go = Flask("slow"), threading.Event(), threading.Event()

    @app.get("/")
    def slow() -> str:
        begun.set()
        assert go.wait(60)
        return "whole " * 100_000

    server = Server(app, listen("127.0.0.1", 0))
    running = threading.Thread(target=server.run)
    running.start()
    with socket.create_connection(("127.0.0.1", int(server.address.split(":")[2][:-1]))) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert begun.wait(60)
        server.stop()
        go.set()
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    running.join(60)
    assert not running.is_alive()
    assert answer.count(b"whole ") == 100_000


@pytest.mark.parametrize(
    ("quota", "cores", "wanted"),
    [("max 100000", 4, 4), ("150000 100000", 4, 2), ("50000 100000", 4, 1), ("", 64, processes.MOST)],
)
def test_usual_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quota: str, cores: int, wanted: int
) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr(processes, "_QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(cores)))
    assert processes.usual() == wanted
