"""A PostgreSQL server behind the store: what only it knows of snapshots, the writer's lock, bulk and failure.

Needs the extra `suwen[cluster]`. A reader's transaction is REPEATABLE READ and read-only: one state, however
long. The writer holds a session lock of the database under its own name, on the one connection it works on, so
that the lock cannot outlive it. Writer and staging workers exclude each other transaction by transaction; workers
among themselves do not.
"""

import os
import socket
import time
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import BusyError, SuwenError
from kb.home import Home

Role = Literal["read", "write", "stage"]
"""Readers; the one writer; workers that stage documents beside it."""

_WRITER, _STAGING = 0x5355_5745, 0x5355_5746
"""The keys of the two locks (“SUWE” and the next)."""

_HOLDER = """
    SELECT application_name, client_addr::text FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND classid = 0 AND objid = %s AND granted
      AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_BEGIN = {
    "write": f"SELECT pg_advisory_xact_lock({_STAGING})",
    "stage": f"SELECT pg_advisory_xact_lock_shared({_STAGING})",
}
_NAME = 63
"""So many bytes of an application's name the server keeps."""


class UnansweringError(SuwenError):
    """The database server does not answer, or has gone away while it was asked."""

    status = 503


def server_engine(url: URL, role: Role, task: str) -> Engine:
    """An engine on a PostgreSQL server; `task` is what the writer's lock is held for.

    Raises `SuwenError` where the extra is missing. What the engine raises later: `BusyError` for a writer's lock
    that another holds, `UnansweringError` for a server that does not answer.
    """
    named = {"connect_timeout": 10, "application_name": _signed(task)}
    shape: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if role == "write" else {}
    if role == "read":
        shape = {"execution_options": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=named, **shape
        )
    except ImportError as error:
        raise SuwenError(
            "使用 PostgreSQL 需要先安装 suwen[cluster]", "PostgreSQL needs the extra suwen[cluster]"
        ) from error
    event.listen(engine, "handle_error", _tell)
    if role == "write":
        event.listen(engine, "connect", _take_lock)
    if role != "read":
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(_BEGIN[role]))
    return engine


def conninfo(home: Home) -> str:
    """The home's server in the words of libpq."""
    url = make_url(home.store_url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def copy_rows(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    """Write many rows of one shape by COPY."""
    from psycopg import OperationalError

    quoted = connection.dialect.identifier_preparer
    names = list(rows[0])
    columns = ", ".join(quoted.quote(name) for name in names)
    raw: Any = connection.connection.driver_connection
    try:
        with (
            raw.cursor() as cursor,
            cursor.copy(f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row([row[name] for name in names])
    except OperationalError as error:
        raise _unanswering(error) from error


def _signed(task: str) -> str:
    """Who works for what since when, as the server shows it to others."""
    since = time.strftime("%m-%d %H:%M")
    return f"suwen {task} {os.getpid()}@{socket.gethostname()} {since}".encode()[:_NAME].decode(
        "utf-8", "ignore"
    )


def _take_lock(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """A connection of the writer without the writer's lock is none."""
    cursor = connection.cursor()
    cursor.execute("SELECT pg_try_advisory_lock(%s)", (_WRITER,))
    (taken,) = _only(cursor.fetchall())
    if not taken:
        cursor.execute(_HOLDER, (_WRITER,))
        holder = "；".join(" ".join(filter(None, row)) for row in cursor.fetchall()) or "未知进程"
        connection.close()
        raise BusyError(
            f"另一个写入任务正在进行（{holder}），请等它结束后再试", f"another writer is at work: {holder}"
        )
    connection.commit()


def _only(rows: Iterable[Any]) -> Any:
    (row,) = rows
    return row


def _tell(context: ExceptionContext) -> None:
    """A server that is away becomes a sentence; the pool's own probing is left to the pool."""
    if (context.is_disconnect or context.connection is None) and not context.is_pre_ping:
        raise _unanswering(context.original_exception) from context.original_exception


def _unanswering(error: BaseException) -> UnansweringError:
    reason = str(error).strip().split("\n")[0]
    return UnansweringError(
        f"数据库没有应答，请稍后再试：{reason}", f"the database does not answer: {reason}"
    )
