"""How rows become documents and knowledge again: the inverse of `kb.store.encoding`."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from corpus.model import Document, Span
from kb.model import (
    AgencyMention,
    Entity,
    Evidence,
    Extract,
    Kind,
    LeaderMention,
    Mention,
    PlatformMention,
    PolicyMention,
    RegionMention,
    Relation,
)
from kb.store.codec import decode
from kb.store.rows import Listed, Placed, Record, Summary

mention_types: dict[Kind, type[Mention]] = {
    "agency": AgencyMention,
    "policy": PolicyMention,
    "leader": LeaderMention,
    "platform": PlatformMention,
    "region": RegionMention,
}
"""The dataclass of each kind's mentions."""


def to_summary(row: Row[Any]) -> Summary:
    """A document without its text."""
    values = dict(row._mapping)
    work = values["work"] or values["id"]
    return Summary(**{**values, "region": split_region(values["region"]), "work": work})


def split_region(path: str) -> tuple[str, ...]:
    """A region's path from the form of the store (山东省/青岛市)."""
    return tuple(path.split("/")) if path else ()


def to_record(row: Row[Any]) -> Record:
    """A row of `documents` as the record it stores."""
    document = replace(decode(row.structure, Document), text=row.text)
    return Record(document, decode(row.extract, Extract))


def to_listed(row: Row[Any]) -> Listed:
    """A row of `entities`."""
    return Listed(decode(row.data, Entity), row.mentions, row.documents)


def to_placed(row: Row[Any]) -> Placed:
    """A row of `mentions`."""
    mention = decode(row.data, mention_types[row.kind])
    sentence = Span(row.sentence_start, row.sentence_end)
    return Placed(row.document_id, row.kind, row.entity_id, mention, sentence)


def to_relation(row: Row[Any]) -> Relation:
    """A row of `relations`."""
    evidence = Evidence(row.document_id, row.start, row.end, row.sentence_start, row.sentence_end)
    return Relation(row.source, row.kind, row.target, evidence, row.year, row.detail)
