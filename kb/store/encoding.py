"""How documents and knowledge become rows: one function a table, the inverse of `kb.store.reader`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Document
from kb.model import Entity, Extract, Finding, Relation
from kb.store.codec import encode
from kb.store.rows import Placed

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds a document: its `path` (the key for updates), its display name, and its hash."""

    path: str
    name: str
    document_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A document's words as the index counts them, encoded; `version` of the rules by which they were cut.

    `digest` is the hash of all that the index holds of the document: while it is the same, so is the index.
    """

    version: str
    digest: str
    words: bytes


@dataclass(frozen=True, slots=True)
class Staged:
    """A document read and extracted, on its way into the store; `reader` the versions that made it."""

    document: Document
    extract: Extract
    findings: tuple[Finding, ...]
    forms: bytes | None
    reader: str
    cut: Cut | None = None


def document_row(item: Staged) -> Values:
    """A row of `documents`, not yet visible."""
    document, profile = item.document, item.extract.profile
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "title": profile.title,
        "agency": profile.agency,
        "region": "/".join(profile.region),
        "year": profile.year,
        "type": profile.type,
        "number": profile.number,
        "date": profile.date,
        "length": len(document.text),
        "text": document.text,
        "structure": encode(replace(document, text="")),
        "extract": encode(item.extract),
        "forms": item.forms,
        "findings": encode(item.findings),
        "reader": item.reader,
    }


def cut_row(document_id: str, cut: Cut) -> Values:
    """A row of `cuts`."""
    return {
        "document_id": document_id,
        "version": cut.version,
        "digest": cut.digest,
        "words": cut.words,
    }


def reading_row(item: Staged) -> Values:
    """A row of `readings`."""
    return {"document_id": item.document.id, "reader": item.reader, "staged": encode(item)}


def source_row(source: Source) -> Values:
    """A row of `sources`."""
    return {
        "path": source.path,
        "source": source.name,
        "document_id": source.document_id,
        "sha256": source.sha256,
    }


def mention_row(ordinal: int, place: Placed) -> Values:
    """A row of `mentions`."""
    return {
        "ordinal": ordinal,
        "document_id": place.document_id,
        "kind": place.kind,
        "entity_id": place.entity_id,
        "start": place.mention.start,
        "end": place.mention.end,
        "sentence_start": place.sentence.start,
        "sentence_end": place.sentence.end,
        "data": encode(place.mention),
    }


def relation_row(ordinal: int, relation: Relation) -> Values:
    """A row of `relations`."""
    evidence = relation.evidence
    return {
        "ordinal": ordinal,
        "source": relation.source,
        "kind": relation.kind,
        "target": relation.target,
        "document_id": evidence.document_id,
        "start": evidence.start,
        "end": evidence.end,
        "sentence_start": evidence.sentence_start,
        "sentence_end": evidence.sentence_end,
        "year": relation.year,
        "detail": relation.detail,
    }


def entity_row(entity: Entity, counts: tuple[int, int]) -> Values:
    """A row of `entities`; `counts` its mentions and documents."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "mentions": counts[0],
        "documents": counts[1],
        "data": encode(entity),
    }


def finding_row(ordinal: int, document_id: str, finding: Finding) -> Values:
    """A row of `findings`."""
    return {
        "ordinal": ordinal,
        "document_id": document_id,
        "rule": finding.rule,
        "severity": finding.severity,
        "data": encode(finding),
    }
