"""The one door from the pages to the data: a visit is one state of the home, from its first byte to its last."""

import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar, get_args

from corpus.errors import NotFoundError, SuwenError
from index.searcher import Searcher, open_searcher
from kb import graph
from kb.home import Home
from kb.model import Entity, Finding, Kind, Relation
from kb.store.engine import open_engine
from kb.store.file import identity
from kb.store.reader import Snapshot
from kb.store.rows import Listed, State, Summary
from kb.store.session import Store
from web.render.cache import Cache

T = TypeVar("T")

TEXTS = 8_000_000
"""Characters of texts that are remembered."""


class EmptyError(SuwenError):
    """A home in which nothing was ingested yet."""

    status = 503


class Kept(Generic[T]):
    """What is costly to make and belongs to one generation; the last two are kept, for visits that overlap."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: dict[str, T] = {}

    def get(self, state: str, make: Callable[[], T]) -> T:
        """The item of this state, made now if need be; two visits never make it twice."""
        with self._lock:
            if state not in self._items:
                self._items[state] = make()
                for old in list(self._items)[:-2]:
                    del self._items[old]
            return self._items[state]


class Visit:
    """One request's view of the home: a snapshot, and the searcher and the graph that belong to it."""

    def __init__(self, library: "Library", snapshot: Snapshot) -> None:
        self._library = library
        self.snapshot = snapshot

    @property
    def home(self) -> Home:
        """The home visited."""
        return self._library.home

    @cached_property
    def state(self) -> State:
        """The state with its counts."""
        return self._library.states.get(self.key, self.snapshot.state)

    @cached_property
    def key(self) -> str:
        """What tells this state from every other: it changes with each publication."""
        return f"{self.snapshot.generation}-{self.snapshot.value('fingerprint') or ''}"

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """All documents without their texts, in the order of their ids."""
        return self._library.summaries.get(self.key, self.snapshot.summaries)

    @cached_property
    def documents(self) -> Mapping[str, Summary]:
        """The same by their ids."""
        return self._library.documents.get(self.key, lambda: {s.id: s for s in self.summaries})

    @cached_property
    def entities(self) -> Mapping[str, Listed]:
        """All entities by their ids, those in most documents first."""
        return self._library.entities.get(
            self.key, lambda: {listed.entity.id: listed for listed in self.snapshot.entities()}
        )

    def entity(self, entity_id: str) -> Entity:
        """The entity of this id; raises `NotFoundError`."""
        found = self.entities.get(entity_id)
        return found.entity if found else self.snapshot.entity(entity_id).entity

    @cached_property
    def unresolved(self) -> Mapping[str, int]:
        """How many mentions of each kind could not be told."""
        return self._library.unresolved.get(
            self.key, lambda: {kind: self.snapshot.unresolved_count(kind) for kind in get_args(Kind)}
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the order of the store."""
        return self._library.relations.get(self.key, self.snapshot.relations)

    @cached_property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """All findings, as (document id, finding)."""
        return self._library.findings.get(self.key, self.snapshot.findings)

    @cached_property
    def searcher(self) -> Searcher:
        """The search engine on this state."""
        return open_searcher(self.home, self.snapshot)

    @cached_property
    def graph(self) -> "graph.Graph[str]":
        """The graph of this state."""
        return self._library.graphs.get(self.key, lambda: graph.load(self.snapshot))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The canonical texts of the documents named; those quoted last are remembered."""
        cache, wanted = self._library.texts, sorted(set(ids))
        found = {key: cache.held(f"{self.key} {key}") for key in wanted}
        fresh = self.snapshot.texts([key for key, text in found.items() if text is None])
        held = {key: text for key, text in found.items() if text is not None}
        return held | {key: cache.keep(f"{self.key} {key}", text) for key, text in fresh.items()}

    def kept(self, name: str, make: Callable[[], object]) -> object:
        """Something else that is worth keeping for this state, under a name of its own."""
        return self._library.others[name].get(self.key, make)


class Library:
    """A home, opened once; opened anew if the store's file is replaced by another."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.graphs: Kept[graph.Graph[str]] = Kept()
        self.states: Kept[State] = Kept()
        self.summaries: Kept[tuple[Summary, ...]] = Kept()
        self.documents: Kept[Mapping[str, Summary]] = Kept()
        self.entities: Kept[Mapping[str, Listed]] = Kept()
        self.unresolved: Kept[Mapping[str, int]] = Kept()
        self.relations: Kept[tuple[Relation, ...]] = Kept()
        self.findings: Kept[tuple[tuple[str, Finding], ...]] = Kept()
        self.texts = Cache(most=TEXTS)
        self.others: defaultdict[str, Kept[object]] = defaultdict(Kept)
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._file: tuple[int, ...] = ()

    @contextlib.contextmanager
    def visit(self) -> Iterator[Visit]:
        """A view of the home as it is now. Raises `EmptyError` before the first ingest, or `DamagedError`."""
        with self._open().snapshot() as snapshot:
            yield Visit(self, snapshot)

    def _open(self) -> Store:
        with self._lock:
            file = self._identity()
            if self._store is None or file != self._file:
                try:
                    self._store, self._file = Store(open_engine(self.home)), file
                except NotFoundError as error:
                    raise EmptyError(error.zh, error.en) from error
            return self._store

    def _identity(self) -> tuple[int, ...]:
        with contextlib.suppress(OSError):
            return identity(self.home)
        return ()
