"""How much of one document stands elsewhere, and where."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from corpus.model import Span
from kb.reuse.align import align
from kb.reuse.model import Pair, Reuse, SetAside, Source
from kb.reuse.sentences import sentences
from kb.store.passages import Passage, PassageKind
from kb.store.reader import Snapshot
from kb.store.rows import Summary


def reuse_of(snapshot: Snapshot, document_id: str) -> Reuse:
    """The sentences of a document that stand in other works, aligned with theirs, work by work.

    Works that share nothing but boilerplate are left out. Of several versions of another text the one that shares
    most stands for all. Raises `NotFoundError` if there is no such document.
    """
    document = snapshot.record(document_id).document
    own = snapshot.passages(document.id)
    kinds = {Span(p.start, p.end): p.kind for p in own}
    counted: dict[Span, int] = {}
    aside: list[SetAside] = []
    for sentence in sentences(snapshot.outline(document.id)):
        kind: PassageKind = kinds.get(sentence.span, "formula" if sentence.formula else "plain")
        if kind == "plain":
            counted[sentence.span] = sentence.characters
        else:
            aside.append(SetAside(sentence.span, kind))
    sources = _sources(snapshot, document.id, own, counted)
    pairs = [pair for source in sources for pair in source.pairs]
    return Reuse(
        document_id=document.id,
        counted=sum(counted.values()),
        reused=_characters(pairs, counted),
        exact=_characters((pair for pair in pairs if pair.exact), counted),
        sources=sources,
        set_aside=tuple(aside),
    )


def _sources(
    snapshot: Snapshot, document_id: str, own: tuple[Passage, ...], counted: Mapping[Span, int]
) -> tuple[Source, ...]:
    """The other works, best version of each, by share."""
    meeting = groupby(snapshot.passages_meeting(document_id), key=lambda passage: passage.document_id)
    aligned = {other: align(own, tuple(passages)) for other, passages in meeting}
    summaries = {summary.id: summary for summary in snapshot.summaries({document_id, *aligned})}
    here = summaries[document_id]
    total = sum(counted.values())
    best: dict[str, Source] = {}
    found = [_source(here, summaries[other], pairs, counted, total) for other, pairs in aligned.items()]
    for source in sorted(found, key=_order):
        if source.document.work != here.work and source.characters:
            best.setdefault(source.document.work, source)
    return tuple(best.values())


def _source(
    here: Summary, there: Summary, pairs: tuple[Pair, ...], counted: Mapping[Span, int], total: int
) -> Source:
    characters = _characters(pairs, counted)
    same = here.agency == there.agency if here.agency and there.agency else None
    return Source(there, same, characters / total if total else 0.0, characters, pairs)


def _characters(pairs: Iterable[Pair], counted: Mapping[Span, int]) -> int:
    """Letters of the own sentences in these pairs, each sentence once, boilerplate left out."""
    return sum(counted.get(span, 0) for span in {pair.own for pair in pairs if not pair.boilerplate})


def _order(source: Source) -> tuple[int, int, str, str]:
    return -source.characters, source.document.year or 0, source.document.source, source.document.id
