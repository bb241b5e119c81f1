"""The one module that knows which database stands behind the URL."""

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import DamagedError, NotFoundError
from kb.home import Home
from kb.store.schema import SCHEMA_VERSION, metadata, state


def open_engine(home: Home, *, write: bool = False) -> Engine:
    """An engine on the home's store.

    A reader's engine cannot write; a writer's creates home and schema. Raises `NotFoundError` where there
    is nothing to read yet, and `DamagedError` where the file is no store of this version.
    """
    if write:
        home.prepare()
    elif not home.exists:
        raise NotFoundError(
            f"数据目录 {home.root} 里还没有文档，请先运行 suwen ingest 路径",
            "no documents here yet: run suwen ingest PATH first",
        )
    engine = create_engine(home.store_url)
    if make_url(home.store_url).get_backend_name() == "sqlite":
        _tune_sqlite(engine, write=write)
    _check(engine, home, create=write)
    return engine


def _tune_sqlite(engine: Engine, *, write: bool) -> None:
    """WAL, so that readers never wait; explicit BEGIN, so that a read transaction is a snapshot."""

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL" if write else "PRAGMA query_only=ON")
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _check(engine: Engine, home: Home, *, create: bool) -> None:
    try:
        if create:
            metadata.create_all(engine)
        with engine.begin() as connection:
            version = connection.execute(state.select().where(state.c.key == "schema")).first()
            if version is None and create:
                connection.execute(state.insert().values(key="schema", value=str(SCHEMA_VERSION)))
                return
    except DatabaseError as error:
        raise DamagedError(
            f"数据库 {home.database} 已损坏或不是溯文的数据库；请把它移开后重新运行 suwen ingest",
            f"the store is damaged or not Suwen's: {error.orig}",
        ) from error
    if version is None or version.value != str(SCHEMA_VERSION):
        raise DamagedError(
            f"数据库版本是 {version.value if version else '未知'}，本程序需要 {SCHEMA_VERSION}；请用新目录重新运行 suwen ingest",
            "the store has another schema version: ingest into a new home",
        )
