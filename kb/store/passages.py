"""Passages: sentences that stand in at least two works, with the keys by which they meet.

What is counted as a sentence and how its keys are made is `kb.reuse`'s; here they are only kept and found.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, func, or_, select, update

from corpus.model import Metadata, Section, Span
from kb.model import Profile
from kb.store import schema
from kb.store.codec import decode
from kb.store.documents import visible
from kb.store.view import View

PassageKind = Literal["plain", "formula", "statute", "common"]
"""`plain`: the document's own words, as far as can be told; the others are boilerplate (套话): `formula`, a legal
formula or a mere citation; `statute`, a sentence that stands in a statute; `common`, one that many agencies use."""

_passages, _documents = schema.passages, schema.documents
_type = func.coalesce(_documents.c.type, "")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence at `start`:`end` of a document: the hash of its letters (`exact`), and that of its letters with
    names, years and figures masked (`masked`), both of 64 bits, signed.

    `work` and `holder` are the numbers, in this publication, of the document's work and of its agency.
    """

    document_id: str
    start: int
    end: int
    exact: int
    masked: int
    kind: PassageKind
    work: int
    holder: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Of a document's structure what sentences need."""

    meta: Metadata
    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Of an extract the fields, and the places of names: agencies, regions, leaders; and of cited titles."""

    profile: Profile
    agencies: tuple[Span, ...]
    regions: tuple[Span, ...]
    leaders: tuple[Span, ...]
    policies: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as far as its sentences and the names in them go."""

    id: str
    text: str
    structure: Structure
    named: Named


class PassagesView(View):
    """The sentences of documents, and where else they stand."""

    def outline(self, document_id: str) -> Outline:
        """The outline of one visible document."""
        query = _outlines().where(_documents.c.id == document_id)
        return _to_outline(self._connection.execute(query).one())

    def outlines(self) -> Iterator[Outline]:
        """The outlines of all visible documents in the order of their ids, a few at a time in memory."""
        return map(_to_outline, self._rows(_outlines().order_by(_documents.c.id)))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in the order of the text."""
        query = select(_passages).where(_passages.c.document_id == document_id)
        return tuple(map(_to_passage, self._rows(query.order_by(_passages.c.start))))

    def passages_meeting(self, document_id: str) -> Iterator[Passage]:
        """The passages of other documents that meet one of this document's, by document and place.

        Only of documents that share a plain one; then all that they share, boilerplate too.
        """
        partners = (
            select(_passages.c.document_id)
            .where(_meets(document_id, plain=True), _passages.c.kind == "plain")
            .where(_passages.c.document_id != document_id)
        )
        query = select(_passages).where(
            _meets(document_id, plain=False), _passages.c.document_id.in_(partners)
        )
        return map(_to_passage, self._rows(query.order_by(_passages.c.document_id, _passages.c.start)))


def passage_row(passage: Passage) -> Mapping[str, str | int]:
    """A row of `passages`."""
    return {
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "exact": passage.exact,
        "masked": passage.masked,
        "kind": passage.kind,
        "work": passage.work,
        "holder": passage.holder,
    }


def settle(connection: Connection, *, statutes: Collection[str], limits: Mapping[str, int]) -> None:
    """Keep the passages that stand in two works, and tell boilerplate by where they stand.

    Parameters: `statutes`, the types of documents that are statutes: what stands there too is theirs; `limits`,
    for each type of documents ("": none told) how many agencies make a sentence common.
    """
    connection.execute(delete(_passages).where(~_shared("work", 2)))
    quoted = select(_passages.c.exact).where(_passages.c.document_id.in_(_of(*statutes)))
    elsewhere = _passages.c.document_id.not_in(_of(*statutes))
    _mark(connection, "statute", elsewhere & _passages.c.exact.in_(quoted))
    for type_, agencies in limits.items():
        inside = _passages.c.document_id.in_(_of(type_))
        _mark(connection, "common", inside & _shared("holder", agencies, inside))


def _mark(connection: Connection, kind: PassageKind, condition: Any) -> None:
    plain = _passages.c.kind == "plain"
    connection.execute(update(_passages).where(plain, condition).values(kind=kind))


def _of(*types: str) -> Select[Any]:
    """The documents of these types."""
    return select(_documents.c.id).where(_type.in_(types))


def _shared(by: str, least: int, inside: Any = True) -> Any:
    """Whether a passage has a key that stands in `least` works or agencies, among those `inside`."""
    count = func.count(_passages.c[by].distinct())
    columns = [_passages.c[key] for key in ("exact", "masked")]
    return or_(*(c.in_(select(c).where(inside).group_by(c).having(count >= least)) for c in columns))


def _meets(document_id: str, *, plain: bool) -> Any:
    """Whether a passage has a key of one of the document's."""
    own = _passages.alias("own")
    wanted = (own.c.document_id == document_id) & ((own.c.kind == "plain") if plain else True)
    return or_(*(_passages.c[key].in_(select(own.c[key]).where(wanted)) for key in ("exact", "masked")))


def _outlines() -> Select[Any]:
    columns = (_documents.c[name] for name in ("id", "text", "structure", "extract"))
    return select(*columns).where(visible)


def _to_outline(row: Row[Any]) -> Outline:
    return Outline(row.id, row.text, decode(row.structure, Structure), decode(row.extract, Named))


def _to_passage(row: Row[Any]) -> Passage:
    return Passage(**row._mapping)
