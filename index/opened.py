"""An index folder, opened and checked: whatever does not fit together is refused, never misread."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.errors import SuwenError
from index import cutting, fingerprint
from index import engine as engines
from index.binding import bind
from index.bound.context import Context
from index.catalogue import Catalogue
from index.engine import Attached, Elsewhere, Engine, Ranker
from index.exact.contract import Afar, ExactLayer, far
from index.exact.layer import Exact
from index.exact.probes import literal
from index.manifest import indices, read_parts
from index.mending import Mender
from index.names import Names
from index.pairs import PairRanker, Titles
from index.plan import Plan
from index.query.parser import parse
from index.suggest import Suggestions
from index.words import Segmenter
from kb.store.reader import Snapshot


@dataclass
class Opened:
    """The parts of an index; documents have the same numbers in all of them. Shared by threads."""

    catalogue: Catalogue
    exact: ExactLayer
    ranker: Ranker
    _names: Names | None = None
    _suggestions: Suggestions | None = None

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter that the documents were cut by."""
        return cutting.segmenter()

    def names(self, snapshot: Snapshot) -> Names:
        """The names of the store's entities, read when first needed."""
        if self._names is None:
            self._names = Names(snapshot, self.catalogue.columns["agency"].values)
        return self._names

    def suggestions(self, snapshot: Snapshot) -> Suggestions:
        """Names and titles to offer while a query is typed."""
        if self._suggestions is None:
            self._suggestions = Suggestions(self.names(snapshot), self.catalogue.documents)
        return self._suggestions

    @cached_property
    def afar(self) -> Afar | None:
        """The exact layer, if it is far away."""
        return far(self.exact)

    @cached_property
    def pairs(self) -> PairRanker:
        """The ranking by pairs of characters."""
        titles = Titles([document.title or "" for document in self.catalogue.documents])
        return PairRanker(self.exact, titles, self.catalogue.lengths)

    @cached_property
    def mender(self) -> Mender:
        """The words of the index, to mend a query with."""
        return Mender(self.ranker.vocabulary())

    def plan(self, query: str, snapshot: Snapshot, *, strict: bool = False) -> Plan:
        """What a query means here; with `strict` all words of every run must stand; raises `QueryError`."""
        return bind(parse(query), self.context(query, snapshot, strict=strict))

    def context(self, query: str, snapshot: Snapshot, *, strict: bool) -> Context:
        """What the conditions of a query are bound against."""
        return Context(
            query=query,
            catalogue=self.catalogue,
            segmenter=self.segmenter,
            names=lambda: self.names(snapshot),
            documents_with=snapshot.documents_with,
            stands=lambda run: self.exact.stands(literal(run, cased=False)),
            holding=self.exact.holding,
            strict=strict,
        )


def open_index(folder: Path, snapshot: Snapshot) -> Opened:
    """The index in `folder`, which must be one of the documents of `snapshot`; raises `DamagedError`."""
    built = fingerprint.read(folder)
    engine = engines.engine(built.engine)
    try:
        return _open(folder, snapshot, built, engine)
    except SuwenError:
        raise
    except Exception as error:
        raise fingerprint.unusable(
            f"已损坏或与本程序不符：{error}", f"damaged or unfitting: {error}"
        ) from error


def _open(
    folder: Path, snapshot: Snapshot, built: fingerprint.Fingerprint, engine: Engine | Elsewhere
) -> Opened:
    if not built.fits(engine, cutting.version()):
        raise ValueError("built by another version")
    found = engine.attach(folder) if isinstance(engine, Elsewhere) else _here(folder, engine)
    if not len(found.exact) == len(found.ids) == len(found.ranker.scores({})) == built.documents:
        raise ValueError("its parts have different numbers of documents")
    named = snapshot.named
    catalogue = Catalogue(found.ids, snapshot.summaries(), named("policy"), named("platform"))
    return Opened(catalogue, found.exact, found.ranker)


def _here(folder: Path, engine: Engine) -> Attached:
    """What lies in the folder itself."""
    parts = read_parts(folder)
    ids = [member.id for part in parts for member in part.held]
    return Attached(ids, Exact(part.exact() for part in parts), engine.open(indices(folder, parts, engine)))
