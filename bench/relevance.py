"""`make relevance`: how well rankings put the documents first that answer, by judged queries (tests/index/relevance).

One table: plain Whoosh BM25 over jieba's words, BM25 over character bigrams, words + 0.5 × bigrams, Suwen's ranking
over all documents, and Suwen as it is searched, where not all documents answer. nDCG@10 with
gains of 2^grade − 1; MRR@10 of the first document of grade 3. The held-back third had no part in choosing weights.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import yaml
from bm25 import Bm25
from library import ROOT, documents, publish
from numpy.typing import NDArray
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.query import Or, Term

from corpus.model import Document
from index.answer import Answer
from index.matching import Counting
from index.model import Request
from index.searcher import Searcher, open_searcher
from index.words import Segmenter
from kb.store.reader import Snapshot
from kb.store.session import reading

QUERIES = ROOT / "tests" / "index" / "relevance" / "queries.yaml"
DEPTH = 10

Ranking = Callable[[str], Sequence[str]]
"""A query → the sources of the best documents, best first."""


@dataclass(frozen=True)
class Query:
    id: str
    kind: str
    query: str
    held_back: bool
    grades: dict[str, int]


def queries() -> list[Query]:
    """The judged queries."""
    return [Query(**row) for row in yaml.safe_load(QUERIES.read_text("utf-8"))]


def ndcg(found: Sequence[str], grades: dict[str, int]) -> float:
    """The discounted gain of the first ten as a part of the best possible."""
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return _gain([grades.get(source, 0) for source in found[:DEPTH]]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / float(np.log2(place + 2)) for place, grade in enumerate(grades))


def reciprocal(found: Sequence[str], grades: dict[str, int]) -> float:
    """One over the place of the first document of grade 3 among the first ten, else 0."""
    return next((1 / place for place, s in enumerate(found[:DEPTH], 1) if grades.get(s) == 3), 0.0)


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring characters, blanks and line ends between none."""
    return [part[at : at + 2] for part in text.split() for at in range(len(part) - 1)]


def plain_whoosh(folder: Path, held: list[Document], cut: Segmenter) -> Ranking:
    """Whoosh's own searcher with its BM25 over words, any of which may stand."""
    schema = Schema(number=NUMERIC(stored=True), text=TEXT(phrase=False))
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256)
    for number, document in enumerate(held):
        writer.add_document(number=number, text=cut.words(document.text))
    writer.commit()
    searcher = index.searcher()

    def ranked(query: str) -> list[str]:
        terms = Or([Term("text", word) for word in dict.fromkeys(cut.words(query))])
        return [held[hit["number"]].source for hit in searcher.search(terms, limit=DEPTH)]

    return ranked


def own(searcher: Searcher, snapshot: Snapshot) -> Ranking:
    """Suwen's scores over all documents."""
    everything = np.ones(len(searcher.catalogue), dtype=np.bool_)

    def ranked(query: str) -> list[str]:
        plan = searcher.opened.plan(query, snapshot)
        counting = Counting(searcher.exact)
        found = Answer(searcher.opened, Request(query), plan, "", everything, counting)
        return [searcher.catalogue.documents[n].source for n in found.order[:DEPTH].tolist()]

    return ranked


def searched(searcher: Searcher, snapshot: Snapshot, *, strict: bool) -> Ranking:
    """Suwen's search as a user calls it; `strict`: with no run loosened."""

    def ranked(query: str) -> list[str]:
        asked = Request(query, per_page=DEPTH, strict=strict)
        return [hit.document.source for hit in searcher.search(snapshot, asked).hits]

    return ranked


def by_scores(held: list[Document], score: Callable[[str], NDArray[np.float64]]) -> Ranking:
    """The best by scores, equal ones in the order of the documents."""
    return lambda query: [
        held[n].source for n in np.argsort(-np.round(score(query), 9), kind="stable")[:DEPTH]
    ]


def rankings(folder: Path, held: list[Document]) -> Iterator[tuple[str, Ranking]]:
    """What is compared."""
    cut = Segmenter()
    (folder / "plain").mkdir()
    yield "plain Whoosh, BM25 over jieba words", plain_whoosh(folder / "plain", held, cut)
    words = Bm25(cut.words(document.text) for document in held)
    pairs = Bm25(bigrams(document.text) for document in held)
    yield "BM25 over character bigrams", by_scores(held, lambda q: pairs.scores(bigrams(q)))
    yield (
        "words + 0.5 × bigrams",
        by_scores(held, lambda q: words.scores(cut.words(q)) + 0.5 * pairs.scores(bigrams(q))),
    )
    home = publish(folder / "home", held)
    with reading(home) as store, store.snapshot() as snapshot:
        searcher = open_searcher(home, snapshot)
        yield "**Suwen**", own(searcher, snapshot)
        yield "Suwen as searched", searched(searcher, snapshot, strict=False)
        yield "the same, all words must stand", searched(searcher, snapshot, strict=True)


def row(name: str, ranked: Ranking, asked: list[Query]) -> str:
    """A row of the table: tuned-on, held-back, and all queries by kind."""
    found = {query.id: ranked(query.query) for query in asked}
    groups = [
        [query for query in asked if not query.held_back],
        [query for query in asked if query.held_back],
        *([query for query in asked if query.kind == kind] for kind in ("title", "article", "question")),
    ]
    cells = [
        f"{np.mean([ndcg(found[q.id], q.grades) for q in group]):.3f} / "
        f"{np.mean([reciprocal(found[q.id], q.grades) for q in group]):.3f}"
        for group in groups
    ]
    return f"| {name} | {' | '.join(cells)} |"


@click.command()
def main() -> None:
    """Print the table of nDCG@10 / MRR@10."""
    held, asked = list(documents()), queries()
    kept = sum(query.held_back for query in asked)
    click.echo(f"{len(held)} documents, {len(asked)} queries; each cell nDCG@10 / MRR@10\n")
    click.echo(
        f"| ranking | {len(asked) - kept} for choosing | {kept} held back | titles | articles | questions |"
    )
    click.echo("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, ranked in rankings(Path(folder), held):
            click.echo(row(name, ranked, asked))


if __name__ == "__main__":
    main()
