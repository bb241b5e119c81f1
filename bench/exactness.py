"""`make exactness`: quoted phrases and boolean combinations against looking through every text.

5,000 random substrings of 1–30 characters and 2,000 random combinations with filters, drawn with a fixed seed
from the seeds, the real documents and the statutes, on every engine. Exit code 1 if anything differs.
"""

import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click
from library import documents, publish

from corpus.model import Document
from index.model import Request
from index.searcher import Searcher, open_searcher
from kb.store.reader import Snapshot
from kb.store.session import reading

SEED = 20261121


class Truth:
    """Every text, looked through from end to end."""

    def __init__(self, held: list[Document]) -> None:
        self.texts = {d.id: d.text for d in held}
        self.years = {d.id: "" if d.meta.year is None else str(d.meta.year) for d in held}
        self.ids = frozenset(self.texts)
        self.holding = lru_cache(maxsize=None)(self._holding)

    def _holding(self, run: str) -> dict[str, int]:
        """How often each document that has the run has it."""
        return {key: text.count(run) for key, text in self.texts.items() if run in text}

    def run(self, chance: random.Random, longest: int) -> str:
        """A random run of characters of a random document."""
        text = self.texts[chance.choice(sorted(self.ids))]
        start = chance.randrange(len(text))
        return text[start : start + chance.randint(1, longest)]


@dataclass
class Tally:
    """How many answers were checked, and what differed."""

    checked: int = 0
    wrong: int = 0
    found: int = 0

    def add(self, query: str, given: object, expected: object, hits: int) -> None:
        self.checked += 1
        self.found += hits
        if given != expected:
            self.wrong += 1
            click.echo(f"WRONG {query!r}", err=True)


def quoted(run: str) -> str:
    """The run as a phrase of the query language."""
    return '"' + "".join("\\" + char if char in '\\"*?' else char for char in run) + '"'


def combination(chance: random.Random, truth: Truth, depth: int) -> tuple[str, frozenset[str]]:
    """A random query and its answer by set algebra."""
    if depth == 0 or chance.random() < 0.25:
        run = truth.run(chance, 8)
        return quoted(run), frozenset(truth.holding(run))
    left, first = combination(chance, truth, depth - 1)
    right, second = combination(chance, truth, depth - 1)
    sign, answer = chance.choice(
        [(" 与 ", first & second), (" 或 ", first | second), (" 非 ", first - second), (" ", first & second),
         (" OR ", first | second), (" AND NOT ", first - second), (" -", first - second)]
    )  # fmt: skip
    whole = f"（{left}{sign}{right}）"
    return (f"-{whole}", truth.ids - answer) if chance.random() < 0.15 else (whole, answer)


def phrases(searcher: Searcher, snapshot: Snapshot, truth: Truth, count: int) -> Tally:
    """The documents and the number of places of each quoted run."""
    chance, tally = random.Random(SEED), Tally()
    for _ in range(count):
        run = truth.run(chance, 30)
        answer = searcher.answer(snapshot, Request(quoted(run)))
        ids = [searcher.catalogue.documents[n].id for n in answer.order.tolist()]
        given = {key: int(answer.occurrences[searcher.catalogue.numbers[key]]) for key in ids}
        tally.add(quoted(run), (given, answer.total), (truth.holding(run), len(ids)), len(ids))
    return tally


def combinations(searcher: Searcher, snapshot: Snapshot, truth: Truth, count: int) -> Tally:
    """Boolean combinations with filters by year: documents, total, pages and facets."""
    chance, tally = random.Random(SEED + 1), Tally()
    years = sorted(set(truth.years.values()))
    for _ in range(count):
        query, expected = combination(chance, truth, 3)
        chosen = (
            tuple(chance.sample(years, chance.randint(1, len(years) // 2))) if chance.random() < 0.5 else ()
        )
        if chosen:
            expected = frozenset(key for key in expected if truth.years[key] in chosen)
        result = searcher.search(snapshot, Request(query, {"year": chosen}, per_page=5))
        ids = frozenset(searcher.ids(snapshot, query, {"year": chosen}))
        facet = sum(value.count for value in result.facets["year"])
        tally.add(query, (ids, result.total, facet), (expected, len(expected), len(expected)), len(ids))
    return tally


@click.command()
@click.option("--phrases", "phrase_count", default=5000, show_default=True)
@click.option("--combinations", "combination_count", default=2000, show_default=True)
@click.option("--statutes", default=None, type=int, help="only so many statutes")
@click.option("--engine", "engines", multiple=True, default=("whoosh", "tantivy"), show_default=True)
def main(phrase_count: int, combination_count: int, statutes: int | None, engines: tuple[str, ...]) -> None:
    """Check both engines and print one table."""
    held = list(documents(statutes))
    truth, wrong = Truth(held), 0
    click.echo(f"{len(held)} documents, {sum(map(len, truth.texts.values())):,} characters, seed {SEED}")
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder:
            wrong += _check(engine, Path(folder), held, truth, phrase_count, combination_count)
    sys.exit(1 if wrong else 0)


def _check(engine: str, folder: Path, held: list[Document], truth: Truth, *counts: int) -> int:
    os.environ["SUWEN_ENGINE"] = engine
    started = time.perf_counter()
    home = publish(folder, held)
    click.echo(f"{engine}: stored and indexed in {time.perf_counter() - started:.0f} s")
    kinds = (
        ("phrases", phrases),
        ("combinations", combinations),
    )
    wrong = 0
    with reading(home) as store, store.snapshot() as snapshot:
        searcher = open_searcher(home, snapshot)
        for (name, check), count in zip(kinds, counts, strict=True):
            tally = check(searcher, snapshot, truth, count)
            wrong += tally.wrong
            click.echo(
                f"{engine}: {name} {tally.checked}, documents found {tally.found:,}, wrong {tally.wrong}"
            )
    return wrong


if __name__ == "__main__":
    main()
