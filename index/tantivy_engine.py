"""tantivy, the fast engine beside Whoosh (extra `fast`); the same words and fields, its own BM25.

Documents carry their number in a column, because tantivy's threads and merges do not keep their order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
import tantivy

from index.engine import FIELD_BOOSTS, K1, Index, Scores, Words
from index.exact.contract import Numbers

FIELDS = tuple(FIELD_BOOSTS)
MEMORY = 64_000_000
"""Bytes that the writer may take."""

FEW = 8
"""Scores are asked for some documents alone if there are so many times more."""


class TantivyEngine:
    """Builds and opens tantivy indices."""

    name = "tantivy"
    version = metadata.version("tantivy")
    by_segment = False

    def write(self, folder: Path, documents: Iterable[Words]) -> None:
        """Words joined by blanks, which tantivy cuts again."""
        folder.mkdir(parents=True)
        writer = _open(folder).writer(MEMORY)
        for number, document in enumerate(documents):
            row = tantivy.Document()
            row.add_unsigned("number", number)
            for field in FIELDS:
                row.add_text(field, " ".join(Counter(getattr(document, field)).elements()))
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, indices: Sequence[Index]) -> "TantivyRanker":
        """The one index there is."""
        ((folder, _),) = indices
        if not tantivy.Index.exists(str(folder)):
            raise ValueError("no tantivy index")
        return TantivyRanker(folder)


class TantivyRanker:
    """Scores by tantivy's BM25 over three fields. A searcher is a snapshot that threads share."""

    def __init__(self, folder: Path) -> None:
        index = _open(folder)
        self._schema = index.schema
        self._searcher = index.searcher()
        self._size = int(self._searcher.num_docs)

    def scores(self, words: Mapping[str, float], among: Numbers | None = None) -> Scores:
        """The sum of each word's scores by field, weighted; without the constant factor tantivy gives them.

        Every document found costs a Python object, so that of few only these are asked for.
        """
        total = np.zeros(self._size)
        if words and self._size:
            query = self._query(words)
            if among is not None and len(among) * FEW < self._size:
                query = self._within(query, among)
            hits = self._searcher.search(query, limit=self._size, count=False).hits
            numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
            total[np.array(numbers, dtype=np.int64)] = [score / (1 + K1) for score, _ in hits]
        return total

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many documents each of some words stands."""
        return {word: int(self._searcher.doc_freq("body", word)) for word in words}

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of the bodies, sorted."""
        yield from sorted(self._searcher.terms_with_prefix("body", ""))

    def _query(self, words: Mapping[str, float]) -> tantivy.Query:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, word), boost * weight))
            for word, weight in sorted(words.items())
            for field, boost in FIELD_BOOSTS.items()
        ]
        return tantivy.Query.boolean_query(terms)

    def _within(self, query: tantivy.Query, among: Numbers) -> tantivy.Query:
        """The query among documents of these numbers, with its own scores."""
        chosen = tantivy.Query.term_set_query(self._schema, "number", among.tolist())
        only = tantivy.Query.boost_query(tantivy.Query.const_score_query(chosen, 1.0), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, only), (tantivy.Occur.Must, query)])

    def _term(self, field: str, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, word, "freq")


def _open(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder().add_unsigned_field("number", indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="words", index_option="freq")
    index = tantivy.Index(builder.build(), path=str(folder))
    cut = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("words", cut)
    return index


ENGINE = TantivyEngine()
