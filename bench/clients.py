"""Searching by several clients at once over HTTP, with and without an ingest running, as a Markdown table.

`python bench/clients.py [--reports 2000] [--date …]`: generated reports are ingested as users ingest them, a server
of its own (`suwen serve`) answers `/api/v1/search` with all facets and snippets. Every query is asked once; the
clients are threads of this process, share the machine with the server and ask without a pause. Milliseconds on the
wall from asking to the last byte.
"""

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

import click
import reports
from asked import Asked, asked
from pages import Answered, main_of, measure, percentile
from systems import typed

from corpus.read import read_document

Phase = Mapping[str, list[Answered]]


def address(query: Asked) -> str:
    """The address that asks this."""
    given = {"q": typed(query), "sort": "date" if query.by_date else "relevance"}
    return f"/api/v1/search?{urlencode({**given, **({'year': query.year} if query.year else {})})}"


def phase(port: int, queries: dict[str, list[Asked]], clients: int) -> Phase:
    """The answers by kind."""
    return {
        kind: measure(port, [(kind, address(query)) for query in some], clients)
        for kind, some in queries.items()
    }


def table(phases: Mapping[str, Phase]) -> Iterator[str]:
    """Lines of Markdown: a kind a line."""
    yield f"| p50 / p95, ms | {' | '.join(phases)} |"
    yield "|---" * (len(phases) + 1) + "|"
    for kind in next(iter(phases.values())):
        cells = ([each.spent for each in answers[kind]] for answers in phases.values())
        yield f"| {kind} | {' | '.join(f'{percentile(c, 50):.0f} / {percentile(c, 95):.0f}' for c in cells)} |"
    every = [each.status for answers in phases.values() for some in answers.values() for each in some]
    yield f"\n{len(every)} requests, {sum(status != 200 for status in every)} of them not answered by 200."


def drawn(paths: Sequence[Path], each: int) -> list[dict[str, list[Asked]]]:
    """Three sets of queries of every kind, drawn from a part of the texts, none in two sets."""
    queries = asked([read_document(path) for path in paths[:500]], 3 * each)
    return [{kind: some[n * each : (n + 1) * each] for kind, some in queries.items()} for n in range(3)]


@click.command()
@click.option("--reports", "count", default=2000, show_default=True, help="generated reports")
@click.option("--more", default=500, show_default=True, help="reports that are ingested meanwhile")
@click.option("--queries", default=30, show_default=True, help="of each kind, for each column")
@click.option("--clients", default=8, show_default=True)
@click.option("--machine", default="", help="printed above the table")
@click.option("--date", default="", help="printed above the table")
def main(count: int, more: int, queries: int, clients: int, machine: str, date: str) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports.write(folder / "first", count)
        reports.write(folder / "more", more, seed=2)
        command = main_of(folder / "home")
        subprocess.run([*command, "ingest", str(folder / "first")], check=True, stdout=subprocess.DEVNULL)
        one, several, during = drawn(sorted((folder / "first").iterdir()), queries)
        serving = subprocess.Popen(
            [*command, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            port = _port(serving)
            found = {"one client": phase(port, one, 1), f"{clients} clients": phase(port, several, clients)}
            ingest = subprocess.Popen([*command, "ingest", str(folder / "more")], stdout=subprocess.DEVNULL)
            time.sleep(2)
            found[f"{clients} clients during an ingest"] = phase(port, during, clients)
            told = "still running" if ingest.poll() is None else "over"
            ingest.wait()
        finally:
            serving.terminate()
            serving.wait()
    click.echo(
        f"{count:,} generated reports; the ingest of {more} more was {told} at the end. {machine} {date}\n"
    )
    click.echo("\n".join(table(found)))


def _port(serving: "subprocess.Popen[str]") -> int:
    line = serving.stdout.readline() if serving.stdout else ""
    port = re.search(r":(\d+)/", line)
    if not port:
        raise click.ClickException(f"the server did not start: {line}")
    return int(port[1])


if __name__ == "__main__":
    main()
