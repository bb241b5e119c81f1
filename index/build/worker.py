"""`suwen worker`: takes jobs until it is ended; a database that is away for a while is waited for."""

import contextlib
import logging
import time
from collections.abc import Callable

from procrastinate import App
from procrastinate.exceptions import ConnectorException

from corpus.errors import SuwenError
from index.build.jobs import QUEUE, app_of, close, prepare
from kb.home import Home
from kb.store.file import is_sqlite

HEARTBEAT = 3
"""Seconds between the signs of life of a worker."""

STALLED = 15
"""Seconds without one after which its job goes to another."""

PAUSE = 2


def work(home: Home, say: Callable[[str], None]) -> None:
    """Take jobs until the process is told to end (then the job at hand is finished); `say` tells what happens.

    Raises `SuwenError` where the store is no server's.
    """
    if is_sqlite(home):
        raise SuwenError(
            "suwen worker 需要 PostgreSQL 数据库：请设置 SUWEN_STORE",
            "a worker needs PostgreSQL: set SUWEN_STORE",
        )
    _quieten()
    say("等待任务，按 Ctrl+C 结束 (waiting for jobs)")
    while not _ended(home, say):
        time.sleep(PAUSE)


def lend_a_hand(home: Home) -> None:
    """Take jobs in this process until there are none; what goes wrong is left to the next worker."""
    try:
        with contextlib.suppress(ConnectorException, OSError):
            _run(app_of(home), wait=False)
    finally:
        close()


def _ended(home: Home, say: Callable[[str], None]) -> bool:
    try:
        app = app_of(home)
        with app.open():
            prepare(app)
        _run(app_of(home), wait=True)
    except (ConnectorException, OSError) as error:
        say(f"数据库没有应答，继续等待 (the database does not answer, waiting): {error}")
        return False
    return True


def _run(app: App, *, wait: bool) -> None:
    app.run_worker(
        queues=[QUEUE],
        wait=wait,
        delete_jobs="successful",
        install_signal_handlers=wait,
        fetch_job_polling_interval=1,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED,
    )


def _quieten() -> None:
    """The pool and Procrastinate tell of each lost connection by traceback; the worker says it in a sentence."""
    for name in ("psycopg.pool", "procrastinate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
