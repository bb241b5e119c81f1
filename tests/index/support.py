"""A home with documents made by hand, published without extraction."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.assemble import assemble
from corpus.model import Block, Document, Reading, Span
from index.model import Request, Result
from index.searcher import Searcher, open_searcher
from index.write import build_index
from kb.home import Home
from kb.model import Entity, Extract, PolicyMention, Profile
from kb.store.encoding import Source, Staged
from kb.store.reader import Snapshot
from kb.store.rows import Placed
from kb.store.session import reading, writing


@dataclass(frozen=True)
class Library:
    """A published home."""

    home: Home

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with reading(self.home) as store, store.snapshot() as snapshot:
            yield snapshot

    def searcher(self) -> Searcher:
        with self.snapshot() as snapshot:
            return open_searcher(self.home, snapshot)

    def search(self, query: str, **options: object) -> Result:
        with self.snapshot() as snapshot:
            return open_searcher(self.home, snapshot).search(snapshot, Request(query, **options))  # type: ignore[arg-type]

    def titles(self, query: str, **options: object) -> set[str]:
        """The titles of all hits, which must be as many as the total says."""
        result = self.search(query, per_page=10_000, **options)
        assert len(result.hits) == result.total
        return {hit.document.label for hit in result.hits}

    def spans(self, document_id: str, query: str) -> tuple[Span, ...]:
        with self.snapshot() as snapshot:
            return open_searcher(self.home, snapshot).occurrences(snapshot, document_id, query)


def document(text: str, name: str = "") -> Document:
    """A document of these lines, assembled as a file's would be."""
    raw = f"{name}\n{text}".encode()
    return assemble(
        Reading(tuple(Block(line) for line in text.split("\n"))), name or sha256(raw).hexdigest()[:8], raw
    )


def staged(document: Document, **profile: object) -> Staged:
    fields = {"title": document.meta.title or document.source, **profile}
    return Staged(document, Extract(document.id, Profile(**fields)), (), None, "test")  # type: ignore[arg-type]


def publish(
    root: Path,
    documents: Iterable[Staged],
    entities: Iterable[Entity] = (),
    mentions: Iterable[Placed] = (),
) -> Library:
    """Put documents and knowledge into a new home and build its index."""
    home, held = Home(root), list(documents)
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.stage(held)
        sources = [
            Source(d.document.source, d.document.source, d.document.id, d.document.sha256) for d in held
        ]
        generation = now.writer.adopt(sources)
        now.writer.entities(entities, lambda _: (0, 0))
        now.writer.mentions(0, list(mentions))
        now.writer.finish(generation)
        build_index(now.snapshot, home.index(generation))
    return Library(home)


def cited(document: Document, text: str, entity: Entity) -> Placed:
    """The first place of `text` in a document as a mention of a policy."""
    start = document.text.index(text)
    mention = PolicyMention(start, start + len(text), text, "test", entity.name)
    return Placed(
        document.id, "policy", entity.id, mention, document.sentence_of(Span(start, start + len(text)))
    )
