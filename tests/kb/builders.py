"""Small documents and records for the tests of the kb, made in one line each."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from corpus.model import Document, Metadata, Span
from kb.home import Home
from kb.model import Extract, Mention, Profile
from kb.publish import write_knowledge
from kb.store.encoding import Source, Staged
from kb.store.rows import Record
from kb.store.session import writing


def document(text: str, source: str = "a.txt") -> Document:
    """A document of this text: lines are paragraphs, and each ends a sentence; 。 does too."""
    digest = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()
    paragraphs, sentences, at = [], [], 0
    for line in text.split("\n"):
        paragraphs.append(Span(at, at + len(line)))
        for part in line.replace("。", "。\n").split("\n"):
            if part:
                sentences.append(Span(at, at + len(part)))
            at += len(part)
        at += 1
    return Document(
        digest[:16], source, digest, text, Metadata(), (), (), tuple(paragraphs), tuple(sentences)
    )


def record(text: str, *mentions: Mention, source: str = "a.txt", **profile: object) -> Record:
    """A record of this text with these mentions and profile fields."""
    made = document(text, source)
    kinds: dict[str, list[Mention]] = {}
    for mention in mentions:
        kinds.setdefault(type(mention).__name__, []).append(mention)
    said = Extract(
        made.id,
        Profile(**profile),  # type: ignore[arg-type]
        agencies=tuple(kinds.get("AgencyMention", ())),  # type: ignore[arg-type]
        policies=tuple(kinds.get("PolicyMention", ())),  # type: ignore[arg-type]
        leaders=tuple(kinds.get("LeaderMention", ())),  # type: ignore[arg-type]
        platforms=tuple(kinds.get("PlatformMention", ())),  # type: ignore[arg-type]
        regions=tuple(kinds.get("RegionMention", ())),  # type: ignore[arg-type]
    )
    return Record(made, said)


def place(
    kind: type[Mention], text: str, surface: str, *, name: str | None = None, **facts: object
) -> Mention:
    """A mention of `surface` where it first stands in `text`."""
    start = text.index(surface)
    return kind(start, start + len(surface), surface, "test", name, **facts)  # type: ignore[arg-type]


def stored(folder: Path, records: Sequence[Record], forms: bytes | None = None) -> Home:
    """A home whose store holds these records, published without an index."""
    home = Home(folder)
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.stage([Staged(r.document, r.extract, (), forms, "test") for r in records])
        documents = [r.document for r in records]
        generation = now.writer.adopt([Source(d.source, d.source, d.id, d.sha256) for d in documents])
        write_knowledge(now.writer, now.snapshot)
        now.writer.finish(generation)
    return home
