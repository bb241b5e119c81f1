"""The tables. Generic types only, so that SQLite and PostgreSQL are two URLs of the same schema.

Documents are immutable rows named by the hash of their bytes. A row is staged with `added` empty and becomes
visible when a publication sets `added` to its generation. Beside it lie its words, cut once (`cuts`). A visible
document that is read anew waits in `readings` for the publication that puts it in place. What workers could not read waits in `failures` for the run that asked for it. Knowledge (entities, mentions, relations, findings,
cells, passages) is replaced as a whole in the same transaction, so that a reader's transaction sees one state,
never two.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA_VERSION = 1
"""Raised whenever a table or a stored encoding changes; a store of another version is not misread."""

metadata = MetaData()

state = Table(
    "state", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("agency", Text),
    Column("region", Text, nullable=False),
    Column("year", Integer),
    Column("type", String),
    Column("number", Text),
    Column("date", String(10)),
    Column("length", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("structure", LargeBinary, nullable=False),
    Column("extract", LargeBinary, nullable=False),
    Column("forms", LargeBinary),
    Column("findings", LargeBinary, nullable=False),
    Column("reader", String, nullable=False),
    Column("added", Integer),
    Column("work", String(16)),
    Index("documents_work", "work"),
    Index("documents_source", "source"),
)

cuts = Table(
    "cuts",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("version", String, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("words", LargeBinary, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("reader", String, nullable=False),
    Column("staged", LargeBinary, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("path", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("document_id", String(16), nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("sources_document", "document_id"),
)

failures = Table(
    "failures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("entities_kind", "kind", "documents"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("entity_id", Text, primary_key=True),
    Index("aliases_entity", "entity_id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(16), nullable=False),
    Column("kind", String, nullable=False),
    Column("entity_id", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("mentions_document", "document_id", "start"),
    Index("mentions_entity", "entity_id"),
)

relations = Table(
    "relations",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", Text, nullable=False),
    Column("document_id", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("year", Integer),
    Column("detail", Text),
    Index("relations_source", "source", "kind"),
    Index("relations_target", "target", "kind"),
    Index("relations_document", "document_id"),
)

findings = Table(
    "findings",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(16), nullable=False),
    Column("rule", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("findings_document", "document_id"),
    Index("findings_rule", "rule"),
)

cells = Table(
    "cells",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("code", String, primary_key=True),
    Column("value", Float),
    Column("status", String, nullable=False),
    Column("raw", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
    Column("exact", BigInteger, nullable=False),
    Column("masked", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("work", Integer, nullable=False),
    Column("holder", Integer, nullable=False),
    Index("passages_exact", "exact"),
    Index("passages_masked", "masked"),
)

for _column in (column for table in metadata.tables.values() for column in table.columns):
    # The order of names is that of their characters everywhere, as SQLite has it, whatever a server is set to.
    if isinstance(_column.type, String):
        _plain = type(_column.type)(_column.type.length, collation="C")
        _column.type = _column.type.with_variant(_plain, "postgresql")

KNOWLEDGE = (entities, aliases, mentions, relations, findings, cells, passages)
"""The tables that are written anew as a whole by every publication."""
