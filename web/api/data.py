"""Frozen dataclasses as plain data."""

from collections.abc import Iterable
from typing import Any

import msgspec

from index.model import FacetValue
from kb.model import Entity, Relation
from web import links


def plain(value: object) -> Any:
    """A dataclass, or several, as dicts and lists."""
    return msgspec.to_builtins(value)


def entity_data(entity: Entity) -> dict[str, object]:
    """An entity with its address."""
    return {**plain(entity), "url": links.entity(entity.id)}


def relation_data(relation: Relation, sentence: str) -> dict[str, object]:
    """A relation with its evidence: place, sentence, address."""
    evidence = {**plain(relation.evidence), "sentence": sentence, "url": links.evidence(relation.evidence)}
    return {**plain(relation), "evidence": evidence}


def counted(values: Iterable[FacetValue]) -> list[dict[str, object]]:
    """The values of a facet with their counts."""
    return [{"value": v.value, "label": v.label, "count": v.count} for v in values]
