"""The systems that Suwen is measured beside, each as its users set it up for Chinese."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import tantivy
from asked import Asked
from systems import FACETS, Found
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser
from whoosh.query import Term

from corpus.model import Document
from index.words import Segmenter

TOP, SHOWN = 10, 3
SENTENCE = re.compile(r"[^。！？；\n]+")
WHOLE = (*FACETS, "region")
COLUMNS = ("text", "year", "agency", "type", "region", "date")


def row(document: Document) -> tuple[str, ...]:
    """The `COLUMNS` of a document."""
    meta = document.meta
    named = (str(meta.year or ""), meta.issuer or "", meta.type or "", "/".join(meta.region))
    return document.text, *named, meta.date or str(meta.year or "")


def snippets(text: str, asked: Asked, *, whole: bool) -> list[str]:
    """Eighty characters around the first place; or the sentences of the first three."""
    run = asked.phrase or (asked.runs or asked.words)[0]
    if not whole:
        at = max(0, text.find(run) - 30)
        return [text[at : at + 80]]
    return list(islice(_sentences(text, run), SHOWN))


def _sentences(text: str, run: str) -> Iterator[str]:
    at = text.find(run)
    while at >= 0:
        start = max(text.rfind(mark, 0, at) for mark in "。！？；\n") + 1
        found = SENTENCE.match(text, start)
        end = found.end() if found else at + len(run)
        yield text[start:end]
        at = text.find(run, max(end, at + 1))


def counted(asked: Asked, *, whole: bool) -> tuple[str, ...]:
    """The facets to count."""
    return WHOLE if whole else FACETS * asked.facets


class _Other:
    def prepare(self, held: Sequence[Document], folder: Path) -> None:  # noqa: ARG002
        """A folder."""
        folder.mkdir(parents=True)


class PlainWhoosh(_Other):
    """Whoosh as its tutorials and jieba's set it up: stored text, positions, jieba's own analyzer."""

    name = "plain Whoosh + jieba"

    def build(self, held: Sequence[Document], folder: Path) -> None:
        """With jieba itself, whose analyzer it is."""
        from jieba.analyse import ChineseAnalyzer

        text = TEXT(stored=True, analyzer=ChineseAnalyzer())
        fields = {name: ID(sortable=True) for name in COLUMNS[1:]}
        index = FileStorage(str(folder)).create_index(Schema(text=text, **fields))
        writer = index.writer(limitmb=256)
        for document in held:
            writer.add_document(**dict(zip(COLUMNS, row(document), strict=True)))
        writer.commit()

    def open(self, folder: Path) -> None:
        """Whoosh's own searcher and parser."""
        index = FileStorage(str(folder)).open_index()
        self._searcher = index.searcher()
        self._parser = QueryParser("text", index.schema)

    def search(self, asked: Asked, *, whole: bool) -> Found | None:
        """Neither sentences nor patterns across words."""
        if asked.runs:
            return None
        query = self._parser.parse(f'"{asked.phrase}"' if asked.phrase else " AND ".join(asked.words))
        facets = list(counted(asked, whole=whole))
        found = self._searcher.search(
            query,
            limit=TOP,
            filter=Term("year", asked.year) if asked.year else None,
            groupedby=facets or None,
            sortedby="date" if asked.by_date else None,
            reverse=asked.by_date,
        )
        for name in facets:
            _ = {key: len(documents) for key, documents in found.groups(name).items()}
        return len(found), [snippets(hit["text"], asked, whole=whole) for hit in found]


class Fts5(_Other):
    """SQLite FTS5: jieba's words for BM25, trigrams for phrases; phrases of two characters by LIKE."""

    name = "SQLite FTS5"

    def build(self, held: Sequence[Document], folder: Path) -> None:
        """One database: the documents, and two indices without text of their own."""
        base, cut = sqlite3.connect(folder / "fts.db"), Segmenter()
        base.executescript(f"""
            create table docs(id integer primary key, {", ".join(COLUMNS)});
            create virtual table words using fts5(body, content='');
            create virtual table tri using fts5(text, content='docs', content_rowid='id', tokenize='trigram');
        """)
        for number, document in enumerate(held):
            said = row(document)
            base.execute(f"insert into docs values ({'?,' * len(said)}?)", (number, *said))
            words = " ".join(cut.words(said[0]))
            base.execute("insert into words(rowid, body) values (?,?)", (number, words))
            base.execute("insert into tri(rowid, text) values (?,?)", (number, said[0]))
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        """A connection."""
        self._base = sqlite3.connect(folder / "fts.db")

    def search(self, asked: Asked, *, whole: bool) -> Found:
        """A statement for the total, one for the best, one for each facet."""
        if asked.runs:
            return self._runs(asked, *asked.runs, whole=whole)
        order = "docs.date desc" if asked.by_date else "rank"
        if asked.phrase and len(asked.phrase) < 3:
            return self._answer(
                "docs", "docs.text like ?", f"%{asked.phrase}%", asked, "docs.id", whole=whole
            )
        table, said = ("tri", f'"{asked.phrase}"') if asked.phrase else ("words", " AND ".join(asked.words))
        return self._answer(table, f"{table} match ?", said, asked, order, whole=whole)

    def _answer(self, table: str, where: str, said: str, asked: Asked, order: str, *, whole: bool) -> Found:
        joined = "docs" if table == "docs" else f"{table} join docs on docs.id = {table}.rowid"
        values: tuple[str, ...] = (said,)
        source = table
        if asked.year:
            where, values, source = f"{where} and docs.year = ?", (said, asked.year), joined
        total = self._base.execute(f"select count(*) from {source} where {where}", values).fetchone()[0]
        best = self._base.execute(
            f"select docs.text from {joined} where {where} order by {order} limit {TOP}", values
        )
        texts = [text for (text,) in best]
        for name in counted(asked, whole=whole):
            self._base.execute(
                f"select {name}, count(*) from {joined} where {where} group by {name}", values
            ).fetchall()
        return total, [snippets(text, asked, whole=whole) for text in texts]

    def _runs(self, asked: Asked, first: str, second: str, *, whole: bool) -> Found:
        """Both by trigrams, then sentence by sentence; no facets."""
        both = self._base.execute("select text from tri where tri match ?", (f'"{first}" AND "{second}"',))
        texts = [text for (text,) in both if together(text, first, second, ordered=asked.kind == "wildcard")]
        return len(texts), [snippets(text, asked, whole=whole) for text in texts[:TOP]]


def together(text: str, first: str, second: str, *, ordered: bool) -> bool:
    """Whether both runs stand in one sentence, the first before the second if `ordered`."""
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        at = sentence.find(first)
        if at >= 0 and sentence.find(second, at + len(first) if ordered else 0) >= 0:
            return True
    return False


class RawTantivy(_Other):
    """tantivy by itself: words for BM25, pairs of characters with positions for phrases, text stored."""

    name = "raw tantivy"

    def build(self, held: Sequence[Document], folder: Path) -> None:
        """All fields in one index."""
        cut, writer = Segmenter(), _tantivy(folder).writer(256_000_000)
        for document in held:
            text, *named, date = row(document)
            joined = "".join(char if not char.isspace() else "␤" for char in text)
            entry = tantivy.Document()
            for name, value in zip(WHOLE, named, strict=True):
                entry.add_text(name, value or "-")
            entry.add_bytes("text", text.encode())
            entry.add_unsigned("date", int(re.sub(r"\D", "", date) or 0))
            entry.add_text("words", " ".join(cut.words(text)))
            entry.add_text("pairs", " ".join(joined[at : at + 2] for at in range(len(joined) - 1)))
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """A searcher."""
        index = _tantivy(folder)
        self._schema, self._searcher = index.schema, index.searcher()

    def search(self, asked: Asked, *, whole: bool) -> Found | None:
        """The total and the best in one search, the facets in another."""
        if asked.runs:
            return None
        query = self._query(asked)
        options = {"order_by_field": "date"} if asked.by_date else {}
        found = self._searcher.search(query, limit=TOP, count=True, **options)
        texts = [bytes(self._searcher.doc(address)["text"][0]).decode() for _, address in found.hits]
        if facets := counted(asked, whole=whole):
            wanted = {name: {"terms": {"field": name, "size": 1000}} for name in facets}
            self._searcher.aggregate(query, wanted)
        return found.count, [snippets(text, asked, whole=whole) for text in texts]

    def _query(self, asked: Asked) -> tantivy.Query:
        run = asked.phrase
        grams = [run[at : at + 2] for at in range(len(run) - 1)]
        if len(grams) > 1:
            parts = [tantivy.Query.phrase_query(self._schema, "pairs", grams)]
        else:
            field, terms = ("pairs", grams) if run else ("words", list(asked.words))
            parts = [tantivy.Query.term_query(self._schema, field, term, "freq") for term in terms]
        if asked.year:
            parts.append(tantivy.Query.term_query(self._schema, "year", asked.year, "basic"))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _tantivy(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder().add_unsigned_field("date", fast=True)
    builder.add_bytes_field("text", stored=True)
    for name in WHOLE:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("words", tokenizer_name="blanks", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="blanks", index_option="position")
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


class Scan(_Other):
    """Looking through every text in memory: no index, no order."""

    name = "substring scan"

    def build(self, held: Sequence[Document], folder: Path) -> None:
        """The texts and years alone."""
        with sqlite3.connect(folder / "texts.db") as base:
            base.execute("create table docs(text, year)")
            base.executemany("insert into docs values (?,?)", (row(document)[:2] for document in held))

    def open(self, folder: Path) -> None:
        """Everything into memory."""
        self._held = sqlite3.connect(folder / "texts.db").execute("select text, year from docs").fetchall()

    def search(self, asked: Asked, *, whole: bool) -> Found | None:
        """Neither facets nor dates."""
        if asked.facets or asked.by_date:
            return None
        if asked.runs:
            first, second = asked.runs
            ordered = asked.kind == "wildcard"
            texts = [t for t, _ in self._held if first in t and second in t
                     and together(t, first, second, ordered=ordered)]  # fmt: skip
        else:
            runs = (asked.phrase,) if asked.phrase else asked.words
            texts = [t for t, year in self._held if all(r in t for r in runs) and asked.year in ("", year)]
        return len(texts), [snippets(text, asked, whole=whole) for text in texts[:TOP]]
