"""The one module that knows which database stands behind the URL."""

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import DamagedError, NotFoundError, SuwenError
from kb.home import Home
from kb.store import migrations
from kb.store.file import is_damage, is_frozen, is_own, is_sqlite
from kb.store.postgres import Role, server_engine
from kb.store.schema import SCHEMA_VERSION, metadata, state


def open_engine(home: Home, role: Role = "read", task: str = "") -> Engine:
    """An engine on the home's store.

    A reader's engine cannot write; a writer's creates home and schema, and migrates an older store; `task` says
    what the writer does. Raises `NotFoundError` where there is nothing to read yet, `DamagedError` where the file
    is no store of this version, and `UnansweringError` for a server that does not answer.
    """
    write = role != "read"
    if write:
        home.prepare()
    elif not home.exists:
        raise _nothing_yet(home)
    if is_sqlite(home):
        engine = create_engine(_url(home, write=write))
        _tune_sqlite(engine, write=write)
    else:
        engine = server_engine(make_url(home.store_url), role, task)
    try:
        _check(engine, home, create=role == "write")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _nothing_yet(home: Home) -> NotFoundError:
    return NotFoundError(
        f"数据目录 {home.root} 里还没有文档，请先运行 suwen ingest 路径",
        "no documents here yet: run suwen ingest PATH first",
    )


def _url(home: Home, *, write: bool) -> str:
    if not write and is_frozen(home):
        return f"sqlite:///{home.database.absolute().as_uri()}?immutable=1&uri=true"
    return home.store_url


def _tune_sqlite(engine: Engine, *, write: bool) -> None:
    """WAL, so that readers never wait; explicit BEGIN, so that a read transaction is a snapshot."""

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        if write:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL" if write else "PRAGMA query_only=ON")
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def tell_damage(context: ExceptionContext) -> None:
        error = context.original_exception
        if is_damage(error) and "no such" not in str(error):
            raise damaged(str(error)) from error


def damaged(reason: str) -> DamagedError:
    """The error that says how to mend a store."""
    return DamagedError(
        "数据库已损坏或不是溯文的数据库；请运行 suwen rebuild，从保存的原件重建",
        f"the store is damaged or not Suwen's ({reason}): run suwen rebuild",
    )


def _check(engine: Engine, home: Home, *, create: bool) -> None:
    try:
        with engine.begin() as connection:
            _settle_schema(connection, home, create=create)
    except DatabaseError as error:
        raise _unopened(home, error) from error


def _settle_schema(connection: Connection, home: Home, *, create: bool) -> None:
    """See that the schema is there and of this version: made, migrated, or refused."""
    if not is_own(home) and not create and not inspect(connection).has_table(state.name):
        raise _nothing_yet(home)
    if create and not inspect(connection).has_table(state.name):
        metadata.create_all(connection)
        connection.execute(state.insert().values(key="schema", value=str(SCHEMA_VERSION)))
    version = connection.scalar(
        state.select().where(state.c.key == "schema").with_only_columns(state.c.value)
    )
    if create and version and migrations.older(version):
        migrations.migrate(connection, version)
    elif version != str(SCHEMA_VERSION):
        raise of_another_version(version or "")
    if create:
        metadata.create_all(connection)


def _unopened(home: Home, error: DatabaseError) -> SuwenError:
    if is_damage(error.orig):
        return damaged(str(error.orig))
    return SuwenError(
        f"不能打开数据库 {home.database}：磁盘已满或只读，或上次没有正常结束；请腾出空间，或先在可写处运行一次 suwen check",
        f"cannot open the store: {error.orig}; the disk is full or read-only, or the last run was cut short",
    )


def of_another_version(found: str) -> DamagedError:
    """A newer store is left alone; an older one is read anew from its originals."""
    if found.isdecimal() and int(found) > SCHEMA_VERSION:
        return DamagedError(
            f"数据库版本是 {found}，由更新的程序建立；本程序只认识 {SCHEMA_VERSION}，请升级溯文",
            f"the store has schema version {found}, made by a newer program: upgrade Suwen",
        )
    return DamagedError(
        f"数据库版本是 {found or '未知'}，本程序需要 {SCHEMA_VERSION}；"
        "请运行 suwen ingest 使其升级，或运行 suwen rebuild 从保存的原件重建",
        f"the store has schema version {found or 'unknown'}: suwen ingest migrates it, suwen rebuild makes it anew",
    )
