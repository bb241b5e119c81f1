"""What the placed mentions of a document say of each other. Every relation carries its evidence."""

from collections.abc import Iterable, Iterator

from corpus.model import Span
from kb.model import (
    AgencyMention,
    Evidence,
    LeaderMention,
    PlatformMention,
    PolicyMention,
    Relation,
    RelationKind,
)
from kb.policies import title_key
from kb.resolve.places import Placer
from kb.store.rows import Placed, Record

Ends = tuple[str, RelationKind, str]
"""What a relation says: the one, the kind, the other."""


def relations_of(record: Record, placed: Iterable[Placed], placer: Placer) -> Iterator[Relation]:
    """The relations that the document's mentions bear out, in the order of the text."""
    for place in placed:
        if place.entity_id is None:
            continue
        match place.mention:
            case PolicyMention():
                yield from _cites(record, place, place.mention, placer)
            case LeaderMention():
                yield from _led_by(record, place, place.mention, placer)
            case PlatformMention():
                yield from _runs(record, place, place.mention, placer)
            case AgencyMention():
                yield from _stands(record, place, place.mention, placer)


def _relation(record: Record, place: Placed, ends: Ends, detail: str | None = None) -> Relation:
    mention, sentence = place.mention, place.sentence
    evidence = Evidence(place.document_id, mention.start, mention.end, sentence.start, sentence.end)
    return Relation(*ends, evidence, record.profile.year, detail)


def _cites(record: Record, place: Placed, mention: PolicyMention, placer: Placer) -> Iterator[Relation]:
    assert place.entity_id  # noqa: S101
    own = record.profile.title
    if own is None or mention.name is None or title_key(mention.name) != title_key(own):
        for agency in record.profile.agencies:
            ends: Ends = (placer.agency(agency), "cites", place.entity_id)
            yield _relation(record, place, ends, mention.relation)
    if mention.issuer:
        yield _relation(record, place, (place.entity_id, "issued_by", placer.agency(mention.issuer)))
    if mention.issued:
        yield _relation(record, place, (place.entity_id, "issues", placer.policy(mention.issued)))


def _led_by(record: Record, place: Placed, mention: LeaderMention, placer: Placer) -> Iterator[Relation]:
    if mention.agency and place.entity_id:
        ends: Ends = (placer.agency(mention.agency), "led_by", place.entity_id)
        yield _relation(record, place, ends, "、".join(mention.posts) or None)


def _runs(record: Record, place: Placed, mention: PlatformMention, placer: Placer) -> Iterator[Relation]:
    if mention.owner and place.entity_id:
        figures = "，".join(f"{figure.measure} {figure.raw}" for figure in mention.figures)
        ends: Ends = (placer.agency(mention.owner), "runs", place.entity_id)
        yield _relation(record, place, ends, figures or None)


def _stands(record: Record, place: Placed, mention: AgencyMention, placer: Placer) -> Iterator[Relation]:
    name = mention.name or ""
    parent, region = placer.names.parent(name), placer.names.region_of(name)
    if parent and place.entity_id:
        yield _relation(record, place, (place.entity_id, "part_of", placer.agency(parent)))
    if region and place.entity_id:
        yield _relation(record, place, (place.entity_id, "located_in", placer.region(region)))


def stated(record: Record, placer: Placer) -> Iterator[Relation]:
    """The relations that people stated of this document, where the offsets lie within its text."""
    document, corrector = record.document, placer.gathering.corrector
    for entry in corrector.corrections.relation:
        if entry.document == document.id and 0 <= entry.start < entry.end <= len(document.text):
            corrector.applied(entry)
            sentence = document.sentence_of(Span(entry.start, entry.end))
            around = (min(sentence.start, entry.start), max(sentence.end, entry.end))
            evidence = Evidence(document.id, entry.start, entry.end, *around)
            ends = (placer.gathering.of(entry.source), entry.kind, placer.gathering.of(entry.target))
            yield Relation(*ends, evidence, record.profile.year)
