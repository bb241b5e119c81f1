"""Older stores become stores of this version, by Alembic, on SQLite and PostgreSQL alike.

A revision is named by the schema version that it makes, and stands in `versions/`. Which version a store has is
told by its table `state`, as since the first release; a new store is made at the newest version at once.
"""

import logging

from sqlalchemy import Connection, update

from kb.store import schema

PLACE = "kb.store:migrations"
"""The folder of the revisions, as Alembic names it."""

_logger = logging.getLogger("suwen")


def older(version: str) -> bool:
    """Whether this is a version that can be migrated from."""
    return version.isdecimal() and 1 <= int(version) < schema.SCHEMA_VERSION


def migrate(connection: Connection, version: str) -> None:
    """Bring a store of an older version to the present one, in the transaction of `connection`; logs what is done."""
    from alembic import command
    from alembic.config import Config

    _logger.warning("数据库从版本 %s 升级到 %s (migrating the store)", version, schema.SCHEMA_VERSION)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", PLACE.replace("%", "%%"))
    command.stamp(config, version, purge=True)
    command.upgrade(config, str(schema.SCHEMA_VERSION))
    newest = update(schema.state).where(schema.state.c.key == "schema")
    connection.execute(newest.values(value=str(schema.SCHEMA_VERSION)))
