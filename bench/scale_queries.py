"""How long a home of great numbers takes to answer: `python bench/scale_queries.py --home HOME --times 5`.

The queries of `bench/cluster.py`, a page of ten hits with totals, facets and snippets each, what was remembered of
earlier answers forgotten before each; the same asked again; then the facets alone, pages, and the start of an export.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from cluster import QUERIES

from index.model import Request
from index.searcher import Searcher, open_searcher
from kb.home import Home
from kb.store.reader import Snapshot
from kb.store.session import reading
from web.app import create_app

COMMON = "“公开”"


def forgotten(searcher: Searcher) -> None:
    """Let the searcher remember nothing of earlier answers."""
    exact: Any = searcher.exact
    for name in ("_counted", "_having", "_documents"):
        if memory := getattr(exact, name, None):
            memory._known.clear()


def timed(call: Callable[[], Any], times: int, before: Callable[[], None] = lambda: None) -> list[float]:
    """The milliseconds of each of several calls."""
    spent = []
    for _ in range(times):
        before()
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def told(spent: Sequence[float]) -> str:
    """The median and the 95th percentile (of a handful: the largest)."""
    return f"{statistics.median(spent):.0f} / {sorted(spent)[-1 - len(spent) // 20]:.0f}"


def asked(searcher: Searcher, snapshot: Snapshot, times: int) -> Iterator[str]:
    """A line a query."""
    for query in QUERIES:
        request = Request(query)
        first = timed(lambda r=request: searcher.search(snapshot, r), times, lambda: forgotten(searcher))
        again = timed(lambda r=request: searcher.search(snapshot, r), times)
        found = searcher.search(snapshot, request)
        yield f"| `{query}` | {found.total} | {found.occurrences} | {told(first)} | {told(again)} |"


def others(home: Home, searcher: Searcher, snapshot: Snapshot, times: int) -> Iterator[str]:
    """Facets, an export's first line, and pages."""
    request = Request(COMMON)
    answer = searcher.answer(snapshot, request)
    lines = {
        "facets of a common word": lambda: searcher.search(snapshot, Request(COMMON, snippets=0, per_page=1)),
        "first line of its concordance": lambda: next(iter(searcher.concordance(snapshot, request))),
        "its counts by year": lambda: list(searcher.by_year(snapshot, request)),
    }
    client, first = create_app(home).test_client(), searcher.catalogue.documents[int(answer.hits[0])].id
    pages = [
        "/",
        f"/documents/{first}",
        "/documents",
        "/agency",
        "/policy",
        "/findings",
        f"/search?q={COMMON}",
    ]
    for page in pages:
        client.get(page)
        lines[f"page {page.replace(first, '…')}"] = lambda page=page: client.get(page)
    for name, call in lines.items():
        yield f"| {name} | {told(timed(call, times))} |"


@click.command()
@click.option("--home", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--times", default=5, show_default=True)
def main(home: Path, times: int) -> None:
    """Print the tables in Markdown."""
    with reading(Home(home)) as store, store.snapshot() as snapshot:
        started = time.perf_counter()
        searcher = open_searcher(Home(home), snapshot)
        click.echo(f"{len(searcher.catalogue)} documents, opened in {time.perf_counter() - started:.1f} s\n")
        click.echo("| query | documents | places | first, p50 / p95 ms | again |\n|---|---:|---:|---:|---:|")
        for line in asked(searcher, snapshot, times):
            click.echo(line)
        click.echo("\n| what | p50 / p95 ms |\n|---|---:|")
        for line in others(Home(home), searcher, snapshot, times):
            click.echo(line)


if __name__ == "__main__":
    main()
