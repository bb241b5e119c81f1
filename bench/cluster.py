"""The same queries on all three engines, and what a cluster takes: `python bench/cluster.py --statutes 500`.

`SUWEN_SEARCH_URL` must name the cluster; `make cluster-test` says how one is brought up on this machine.
"""

import os
import tempfile
import time
from pathlib import Path

import click

from bench.library import documents, make_visible, stage
from index.model import Request
from index.opensearch.client import client
from index.opensearch.state import NAME, read_state
from index.searcher import open_searcher
from kb.home import Home
from kb.store.session import reading

ENGINES = ("whoosh", "tantivy", "opensearch")
QUERIES = (
    "“政府信息公开”",
    "“以公开为常态”",
    "“，”",
    "“人人”",
    "“COVID-19”",
    "依申请公开",
    "政务公开 NOT 财政",
    "“公开” NEAR/10 “信息”",
    "“应当” 同句 “公开”",
    "第*条规定",
)
Answers = dict[str, tuple[int, int, int]]


def asked(home: Home) -> tuple[Answers, dict[str, float]]:
    """Each query's documents, places and facet values in all, and the seconds of its first answer."""
    answers: Answers = {}
    seconds = {}
    with reading(home) as store, store.snapshot() as snapshot:
        searcher = open_searcher(home, snapshot)
        for query in QUERIES:
            started = time.perf_counter()
            found = searcher.search(snapshot, Request(query))
            seconds[query] = time.perf_counter() - started
            values = sum(value.count for facet in found.facets.values() for value in facet)
            answers[query] = (found.total, found.occurrences, values)
    return answers, seconds


def held(folder: Path) -> int:
    """The bytes of an index; in a cluster those of its first copies."""
    if (folder / NAME).exists():
        index = read_state(folder).index
        client().indices.flush(index=index)
        return int(client().indices.stats(index=index)["_all"]["primaries"]["store"]["size_in_bytes"])
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@click.command()
@click.option("--statutes", default=500, help="How many statutes beside the seeds and the real documents.")
def main(statutes: int) -> None:
    """Print the tables in Markdown."""
    texts = list(documents(statutes))
    size = sum(len(document.text) for document in texts)
    click.echo(f"{len(texts)} documents, {size} characters\n")
    results, times = {}, {}
    for engine in ENGINES:
        os.environ["SUWEN_ENGINE"] = engine
        with tempfile.TemporaryDirectory() as root:
            home, sources = stage(Path(root), texts)
            started = time.perf_counter()
            make_visible(home, sources)
            built, took = home.index(1), time.perf_counter() - started
            click.echo(
                f"{engine}: indexed in {took:.1f} s, {held(built) / len(texts) / 1000:.1f} kB a document"
            )
            results[engine], times[engine] = asked(home)
            if engine == "opensearch":
                client().indices.delete(index=read_state(built).index)
    click.echo(f"\n| query | documents | places | {' | '.join(f'{name}, ms' for name in ENGINES)} |")
    click.echo(f"|---|---|---|{'---|' * len(ENGINES)}")
    for query in QUERIES:
        every = {results[name][query] for name in ENGINES}
        if len(every) > 1:
            raise click.ClickException(f"the engines differ on {query}: {every}")
        ((total, places, _),) = every
        spent = " | ".join(f"{times[name][query] * 1000:.0f}" for name in ENGINES)
        click.echo(f"| `{query}` | {total} | {places} | {spent} |")


if __name__ == "__main__":
    main()
