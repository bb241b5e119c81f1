-- The tables of the first release (schema version 1), as SQLite made them. This file never changes.
CREATE TABLE aliases (
	name TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	PRIMARY KEY (name, entity_id)
);
CREATE INDEX aliases_entity ON aliases (entity_id);
CREATE TABLE cells (
	document_id VARCHAR(16) NOT NULL,
	code VARCHAR NOT NULL,
	value FLOAT,
	status VARCHAR NOT NULL,
	raw TEXT NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (document_id, code)
);
CREATE TABLE documents (
	id VARCHAR(16) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	source TEXT NOT NULL,
	title TEXT,
	agency TEXT,
	region TEXT NOT NULL,
	year INTEGER,
	type VARCHAR,
	number TEXT,
	date VARCHAR(10),
	length INTEGER NOT NULL,
	text TEXT NOT NULL,
	structure BLOB NOT NULL,
	extract BLOB NOT NULL,
	forms BLOB,
	findings BLOB NOT NULL,
	reader VARCHAR NOT NULL,
	added INTEGER,
	work VARCHAR(16),
	PRIMARY KEY (id)
);
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_work ON documents (work);
CREATE TABLE entities (
	id TEXT NOT NULL,
	kind VARCHAR NOT NULL,
	name TEXT NOT NULL,
	mentions INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX entities_kind ON entities (kind, documents);
CREATE TABLE findings (
	ordinal INTEGER NOT NULL,
	document_id VARCHAR(16) NOT NULL,
	rule VARCHAR NOT NULL,
	severity VARCHAR NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (ordinal)
);
CREATE INDEX findings_document ON findings (document_id);
CREATE INDEX findings_rule ON findings (rule);
CREATE TABLE mentions (
	ordinal INTEGER NOT NULL,
	document_id VARCHAR(16) NOT NULL,
	kind VARCHAR NOT NULL,
	entity_id TEXT,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	sentence_start INTEGER NOT NULL,
	sentence_end INTEGER NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (ordinal)
);
CREATE INDEX mentions_document ON mentions (document_id, start);
CREATE INDEX mentions_entity ON mentions (entity_id);
CREATE TABLE passages (
	document_id VARCHAR(16) NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	exact BIGINT NOT NULL,
	masked BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	work INTEGER NOT NULL,
	holder INTEGER NOT NULL,
	PRIMARY KEY (document_id, start)
);
CREATE INDEX passages_exact ON passages (exact);
CREATE INDEX passages_masked ON passages (masked);
CREATE TABLE relations (
	ordinal INTEGER NOT NULL,
	source TEXT NOT NULL,
	kind VARCHAR NOT NULL,
	target TEXT NOT NULL,
	document_id VARCHAR(16) NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	sentence_start INTEGER NOT NULL,
	sentence_end INTEGER NOT NULL,
	year INTEGER,
	detail TEXT,
	PRIMARY KEY (ordinal)
);
CREATE INDEX relations_document ON relations (document_id);
CREATE INDEX relations_source ON relations (source, kind);
CREATE INDEX relations_target ON relations (target, kind);
CREATE TABLE sources (
	path TEXT NOT NULL,
	source TEXT NOT NULL,
	document_id VARCHAR(16) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	PRIMARY KEY (path)
);
CREATE INDEX sources_document ON sources (document_id);
CREATE TABLE state (
	"key" VARCHAR NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
);
