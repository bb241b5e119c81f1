"""Files read by workers over PostgreSQL: what dies on the way costs no document and doubles none."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import SuwenError
from index.build.ingest import ingest, rebuild
from index.build.report import Report
from index.build.walk import walk
from kb.home import Home
from tests.cluster.postgres import Server
from tests.conftest import ROOT
from tests.ops.homes import REPORT, exported, found, wrong

pytest.importorskip("procrastinate", reason="LOUD SKIP: no procrastinate (suwen[cluster]): no worker ran")

from index.build import queued

FILES = 60


@pytest.fixture
def home(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home whose store is in PostgreSQL; jobs are small, so that there are several."""
    monkeypatch.setattr(queued, "JOB", 5)
    return Home(tmp_path / "home")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files of which each names its own number, and two that cannot be read."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(FILES):
        text = REPORT.format(name="济南市教育局", count=1000 + number)
        (folder / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    (folder / "blank.txt").write_text(" \n")
    return folder


@contextlib.contextmanager
def started(home: Home, *words: str | Path) -> Iterator["subprocess.Popen[str]"]:
    """The command line at work in a process of its own, ended with all that it started."""
    program = [sys.executable, "-c", "from web.cli import main; main()", "--home", str(home.root)]
    process = subprocess.Popen(
        [*program, *map(str, words)], cwd=ROOT, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


@contextlib.contextmanager
def workers(home: Home, count: int) -> Iterator[list["subprocess.Popen[str]"]]:
    """Workers in processes of their own, seen alive by the database."""
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(started(home, "worker")) for _ in range(count)]
        until = time.monotonic() + 120
        while alive() < count:
            assert time.monotonic() < until, "the workers do not come up"
            time.sleep(0.2)
        yield processes


def alive() -> int:
    """How many workers the database knows."""
    return scalar("SELECT count(*) FROM procrastinate_workers")


def scalar(query: str) -> int:
    import psycopg

    url = os.environ["SUWEN_STORE"].replace("+psycopg", "")
    with contextlib.suppress(psycopg.errors.UndefinedTable), psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0
    return 0


def kill(process: "subprocess.Popen[str]") -> None:
    """As a power cut would: the worker and the processes that read for it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def once(fault: Callable[[], None]) -> Callable[[Report], None]:
    """A watcher that lets something happen when the first answers are in."""
    happened: list[int] = []

    def watch(report: Report) -> None:
        if not happened and report.total >= 5:
            happened.append(report.total)
            fault()

    return watch


def assert_all_is_there(home: Home, report: Report) -> None:
    """Every file has its answer, every document is there once, found, and in order."""
    assert report.read == FILES
    assert sorted(source for source, _ in report.failed) == ["bad.pdf", "blank.txt"]
    assert scalar("SELECT count(*) FROM documents") == FILES
    assert found(home, '"坚持以公开为常态"') == {f"{number:03d}.txt" for number in range(FILES)}
    assert found(home, '"主动公开政府信息1007条"') == {"007.txt"}
    assert wrong(home) == []
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')") == 0


def test_without_workers_the_run_takes_the_jobs_itself_and_gives_what_sqlite_gives(
    home: Home, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = ingest(home, walk([files]))
    assert_all_is_there(home, report)
    said = exported(home)
    again = ingest(home, walk([files]))
    assert (again.read, again.unchanged, len(again.failed)) == (0, FILES, 2)
    assert len(rebuild(home).failed) == 0
    assert exported(home) == said
    monkeypatch.delenv("SUWEN_STORE")
    other = Home(tmp_path / "other")
    ingest(other, walk([files]))
    assert exported(other) == said


def test_a_worker_killed_at_work_costs_nothing(home: Home, files: Path) -> None:
    with workers(home, 2) as (first, _):
        report = ingest(home, walk([files]), once(lambda: kill(first)))
        assert_all_is_there(home, report)


def test_when_the_last_worker_dies_the_run_goes_on_by_itself(home: Home, files: Path) -> None:
    with workers(home, 1) as (only,):
        report = ingest(home, walk([files]), once(lambda: kill(only)))
    assert_all_is_there(home, report)


def test_a_killed_run_leaves_its_lock_to_the_next_and_loses_nothing(home: Home, files: Path) -> None:
    with started(home, "ingest", files) as first:
        until = time.monotonic() + 120
        while scalar("SELECT count(*) FROM documents") == 0:
            assert time.monotonic() < until, "nothing is staged"
            time.sleep(0.2)
        kill(first)
    assert scalar("SELECT count(*) FROM sources") == 0
    assert_all_is_there(home, ingest(home, walk([files])))


def test_a_crash_and_return_of_the_database_costs_nothing(home: Home, files: Path, postgres: Server) -> None:
    def crash() -> None:
        postgres.stop("immediate")
        time.sleep(1)
        postgres.start()

    with workers(home, 1):
        report = ingest(home, walk([files]), once(crash))
        assert_all_is_there(home, report)


def test_a_full_queue_takes_files_as_there_is_room(
    home: Home, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queued, "WAITING", 2)
    waiting: list[int] = []
    count = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    report = ingest(home, walk([files]), lambda _: waiting.append(scalar(count)))
    assert_all_is_there(home, report)
    assert max(waiting) <= 2


def test_a_job_queued_twice_is_done_once(home: Home, files: Path) -> None:
    import psycopg

    def twice() -> None:
        with psycopg.connect(os.environ["SUWEN_STORE"].replace("+psycopg", "")) as connection:
            connection.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
                " SELECT queue_name, task_name, args FROM procrastinate_jobs"
            )

    report = ingest(home, walk([files]), once(twice))
    assert report.read == FILES
    assert scalar("SELECT count(*) FROM documents") == FILES
    assert wrong(home) == []


def test_a_worker_without_a_server_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.build.worker import work

    monkeypatch.delenv("SUWEN_STORE", raising=False)
    with pytest.raises(SuwenError, match="SUWEN_STORE"):
        work(Home(tmp_path), print)
