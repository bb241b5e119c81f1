"""What is measured side by side. Each builds an index of the documents and answers with a total and ten snippets."""

import os
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import library
import tantivy
from asked import Asked
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser
from whoosh.query import Term

from corpus.model import Document
from index.model import Request
from index.opened import open_index
from index.searcher import Searcher
from index.words import Segmenter
from kb.store.session import reading

TOP = 10
SENTENCE = re.compile(r"[^。！？；\n]+")

Found = tuple[int, list[str]]
"""How many documents answer, and a snippet of each of the best ten."""


class System(Protocol):
    name: str

    def build(self, held: Sequence[Document], folder: Path) -> float:
        """Index the documents in a folder; gives the seconds it took."""

    def search(self, asked: Asked) -> Found | None:
        """The answer; None for a kind of query that this system has no answer to."""

    def same(self) -> "System | None":
        """This system asked for no more than the others give, with nothing remembered; None: it always is."""


def snippet(text: str, run: str) -> str:
    """Eighty characters around the first place."""
    at = max(0, text.find(run) - 30)
    return text[at : at + 80]


def row(document: Document) -> tuple[str, str, str, str, str]:
    """Text, year, agency, type, date."""
    meta = document.meta
    return (
        document.text,
        str(meta.year or ""),
        meta.issuer or "",
        meta.type or "",
        meta.date or str(meta.year or ""),
    )


class Suwen:
    """The whole call of Suwen: totals, all facets, and three snippets by sentence with places and headings."""

    def __init__(self, engine: str) -> None:
        self.name, self._engine = f"Suwen on {engine}", engine
        self._open = ExitStack()

    def build(self, held: Sequence[Document], folder: Path) -> float:
        os.environ["SUWEN_ENGINE"] = self._engine
        self._home, sources = library.stage(folder, held)
        started = time.perf_counter()
        library.make_visible(self._home, sources)
        spent = time.perf_counter() - started
        self._enter()
        return spent

    def _enter(self) -> None:
        store = self._open.enter_context(reading(self._home))
        self._snapshot = self._open.enter_context(store.snapshot())
        folder = self._home.index(self._snapshot.generation)
        self._searcher = Searcher(open_index(folder, self._snapshot))

    def same(self) -> "System | None":
        other = Same(self._engine)
        other._home = self._home
        other._enter()
        return other

    def search(self, asked: Asked) -> Found:
        filters = {"year": (asked.year,)} if asked.year else {}
        sort = "date" if asked.by_date else "relevance"
        request = Request(typed(asked), filters, sort=sort)
        found = self._searcher.search(self._snapshot, self._asked(request, asked))
        return found.total, [hit.snippets[0].text for hit in found.hits]

    def _asked(self, request: Request, asked: Asked) -> Request:  # noqa: ARG002
        return request


class Same(Suwen):
    """One snippet a hit, and only the facets asked for."""

    def same(self) -> "System | None":
        return None

    def _asked(self, request: Request, asked: Asked) -> Request:
        return replace(request, snippets=1, facets=("year", "agency", "type") if asked.facets else ())


def typed(asked: Asked) -> str:
    """The query as a user types it."""
    if asked.runs and asked.kind == "wildcard":
        return f"“{asked.runs[0]}*{asked.runs[1]}”"
    if asked.runs:
        return f"“{asked.runs[0]}” 同句 “{asked.runs[1]}”"
    return f"“{asked.phrase}”" if asked.phrase else " 与 ".join(asked.words)


class _Other:
    def same(self) -> System | None:
        return None


class PlainWhoosh(_Other):
    """Whoosh as its tutorials and jieba's set it up: stored text, positions, jieba's own analyzer."""

    name = "plain Whoosh + jieba"

    def build(self, held: Sequence[Document], folder: Path) -> float:
        from jieba.analyse import ChineseAnalyzer

        started = time.perf_counter()
        text = TEXT(stored=True, analyzer=ChineseAnalyzer())
        fields = {name: ID(sortable=True) for name in ("year", "agency", "type", "date")}
        index = FileStorage(str(folder)).create_index(Schema(text=text, number=NUMERIC, **fields))
        writer = index.writer(limitmb=256)
        for document in held:
            said, year, agency, kind, date = row(document)
            writer.add_document(text=said, year=year, agency=agency, type=kind, date=date)
        writer.commit()
        self._searcher = index.searcher()
        self._parser = QueryParser("text", index.schema)
        return time.perf_counter() - started

    def search(self, asked: Asked) -> Found | None:
        if asked.runs:
            return None
        query = self._parser.parse(f'"{asked.phrase}"' if asked.phrase else " AND ".join(asked.words))
        options: dict[str, object] = {"limit": TOP}
        if asked.year:
            options["filter"] = Term("year", asked.year)
        if asked.facets:
            options["groupedby"] = ["year", "agency", "type"]
        if asked.by_date:
            options |= {"sortedby": "date", "reverse": True}
        found = self._searcher.search(query, **options)
        if asked.facets:
            _ = [
                {key: len(held) for key, held in found.groups(name).items()} for name in options["groupedby"]
            ]  # type: ignore[attr-defined]
        run = asked.phrase or asked.words[0]
        return len(found), [snippet(hit["text"], run) for hit in found]


class Fts5(_Other):
    """SQLite FTS5: jieba's words for BM25, trigrams for phrases; phrases of two characters by LIKE."""

    name = "SQLite FTS5"

    def build(self, held: Sequence[Document], folder: Path) -> float:
        started, cut = time.perf_counter(), Segmenter()
        base = self._base = sqlite3.connect(folder / "fts.db")
        base.executescript("""
            create table docs(id integer primary key, text, year, agency, type, date);
            create virtual table words using fts5(body, content='');
            create virtual table tri using fts5(text, content='docs', content_rowid='id', tokenize='trigram');
        """)
        for number, document in enumerate(held):
            said = row(document)
            base.execute("insert into docs values (?,?,?,?,?,?)", (number, *said))
            base.execute(
                "insert into words(rowid, body) values (?,?)", (number, " ".join(cut.words(said[0])))
            )
            base.execute("insert into tri(rowid, text) values (?,?)", (number, said[0]))
        base.commit()
        return time.perf_counter() - started

    def search(self, asked: Asked) -> Found:
        if asked.runs:
            return self._runs(asked, *asked.runs)
        if asked.phrase and len(asked.phrase) < 3:
            return self._answer("docs", "docs.text like ?", f"%{asked.phrase}%", asked, "docs.id")
        table, said = ("tri", f'"{asked.phrase}"') if asked.phrase else ("words", " AND ".join(asked.words))
        order = "docs.date desc" if asked.by_date else "rank"
        return self._answer(table, f"{table} match ?", said, asked, order)

    def _answer(self, table: str, where: str, said: str, asked: Asked, order: str) -> Found:
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
        if asked.facets:
            for name in ("year", "agency", "type"):
                self._base.execute(
                    f"select {name}, count(*) from {joined} where {where} group by {name}", values
                ).fetchall()
        return total, [snippet(text, asked.phrase or asked.words[0]) for text in texts]

    def _runs(self, asked: Asked, first: str, second: str) -> Found:
        """Both by trigrams, then sentence by sentence."""
        both = self._base.execute("select text from tri where tri match ?", (f'"{first}" AND "{second}"',))
        texts = [text for (text,) in both if _together(text, first, second, ordered=asked.kind == "wildcard")]
        return len(texts), [snippet(text, first) for text in texts[:TOP]]


def _together(text: str, first: str, second: str, *, ordered: bool) -> bool:
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        at = sentence.find(first)
        if at >= 0 and sentence.find(second, at + len(first) if ordered else 0) >= 0:
            return True
    return False


class RawTantivy(_Other):
    """tantivy by itself: words for BM25, pairs of characters with positions for phrases, text stored."""

    name = "raw tantivy"

    def build(self, held: Sequence[Document], folder: Path) -> float:
        started, cut = time.perf_counter(), Segmenter()
        builder = tantivy.SchemaBuilder().add_unsigned_field("date", fast=True)
        builder.add_text_field("text", stored=True, index_option="basic", tokenizer_name="raw")
        for name in ("year", "agency", "type"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_text_field("words", tokenizer_name="blanks", index_option="freq")
        builder.add_text_field("pairs", tokenizer_name="blanks", index_option="position")
        self._schema = builder.build()
        index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer(
            "blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        writer = index.writer(256_000_000)
        for document in held:
            said, year, agency, kind, date = row(document)
            joined = "".join(char if not char.isspace() else "␤" for char in said)
            entry = tantivy.Document(
                text=said[:30000], year=year or "-", agency=agency or "-", type=kind or "-"
            )
            entry.add_unsigned("date", int(re.sub(r"\D", "", date) or 0))
            entry.add_text("words", " ".join(cut.words(said)))
            entry.add_text("pairs", " ".join(joined[at : at + 2] for at in range(len(joined) - 1)))
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        return time.perf_counter() - started

    def search(self, asked: Asked) -> Found | None:
        if asked.runs:
            return None
        query = self._query(asked)
        options = {"order_by_field": "date"} if asked.by_date else {}
        found = self._searcher.search(query, limit=TOP, count=True, **options)
        texts = [self._searcher.doc(address)["text"][0] for _, address in found.hits]
        if asked.facets:
            wanted = {name: {"terms": {"field": name, "size": 1000}} for name in ("year", "agency", "type")}
            self._searcher.aggregate(query, wanted)
        return found.count, [snippet(text, asked.phrase or asked.words[0]) for text in texts]

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


class Scan(_Other):
    """Looking through every text: no index, no order."""

    name = "substring scan"

    def build(self, held: Sequence[Document], folder: Path) -> float:  # noqa: ARG002
        self._held = [row(document) for document in held]
        return 0.0

    def search(self, asked: Asked) -> Found | None:
        if asked.facets or asked.by_date:
            return None
        if asked.runs:
            first, second = asked.runs
            ordered = asked.kind == "wildcard"
            texts = [t for t, *_ in self._held if first in t and second in t
                     and _together(t, first, second, ordered=ordered)]  # fmt: skip
        else:
            runs = (asked.phrase,) if asked.phrase else asked.words
            texts = [
                t for t, year, *_ in self._held if all(run in t for run in runs) and asked.year in ("", year)
            ]
        run = asked.phrase or (asked.runs or asked.words)[0]
        return len(texts), [snippet(text, run) for text in texts[:TOP]]


SYSTEMS = (Suwen("whoosh"), Suwen("tantivy"), PlainWhoosh(), Fts5(), RawTantivy(), Scan())
