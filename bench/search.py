"""`make bench`: Suwen beside other engines, in one run, as a Markdown table.

Each system runs in a process of its own, builds its index of the same documents, and then gets the same queries,
each once: no query has been asked before, nothing of it is remembered. Answers are a total, the ten best documents
and a snippet of each; Suwen's whole call has all facets and three snippets by sentence besides, and is measured
again without them ("the same answer"). Queries are timed by the processor's clock, so that others on the machine
disturb little; indexing by the clock on the wall.
"""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import click
import numpy as np
import reports
from asked import Asked, asked
from library import SHARED, documents
from systems import SYSTEMS, System

from corpus.model import Document
from corpus.read import read_document

READ = 10_000
"""So many reports are generated and read."""

WARM_UP = 3
"""Queries of each kind that are asked before the clock runs; they are not asked again."""


@dataclass(frozen=True)
class Measured:
    """Milliseconds of processor time and totals by kind; seconds to index, bytes on disk, and of memory beyond the documents."""

    times: dict[str, list[float]]
    same: dict[str, list[float]]
    totals: dict[str, list[int]]
    indexing: float
    disk: int
    memory: int


def measure(system: System, held: Sequence[Document], queries: dict[str, list[Asked]]) -> Measured:
    """Build and ask, in this process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        indexing = system.build(held, folder)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        memory += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        times, totals = ask(system, queries)
        again = system.same()
        same = ask(again, queries)[0] if again else times
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Measured(times, same, totals, indexing, disk, memory * 1024)


def ask(
    system: System, queries: dict[str, list[Asked]]
) -> tuple[dict[str, list[float]], dict[str, list[int]]]:
    """Milliseconds and totals by kind."""
    times: dict[str, list[float]] = {}
    totals: dict[str, list[int]] = {}
    for kind, each in queries.items():
        for number, query in enumerate(each):
            started = time.process_time()
            found = system.search(query)
            spent = (time.process_time() - started) * 1000
            if found is not None and number >= WARM_UP:
                times.setdefault(kind, []).append(spent)
                totals.setdefault(kind, []).append(found[0])
    return times, totals


def apart(work: Callable[[], Measured]) -> Measured:
    """Do it in a process of its own that shares what is here already."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    process = context.Process(target=lambda: theirs.send(work()))
    process.start()
    theirs.close()
    found: Measured = mine.recv()
    process.join()
    return found


def corpus(count: int) -> list[Document]:
    """So many generated reports, or the statutes and documents beside the project.

    Reading takes longest, so that beyond `READ` the reports come again under other figures: each digit moved on.
    """
    if not count:
        return list(documents())
    with tempfile.TemporaryDirectory() as folder:
        reports.write(Path(folder), min(count, READ))
        with multiprocessing.get_context("fork").Pool() as pool:
            read = pool.map(read_document, sorted(Path(folder).iterdir()), chunksize=64)
    return [_moved(read[at % READ], at // READ) for at in range(count)]


def _moved(document: Document, steps: int) -> Document:
    """The document with all digits of its text moved on by so many; everything stands where it stood."""
    if not steps:
        return document
    digits = "0123456789"
    text = document.text.translate(str.maketrans(digits, digits[steps:] + digits[:steps]))
    key = sha256(f"{document.id} {steps}".encode()).hexdigest()
    return replace(document, id=key[:16], sha256=key, source=f"{steps}_{document.source}", text=text)


def table(found: dict[str, Measured], size: int) -> Iterator[str]:
    """Milliseconds p50/p95 by kind and system; what indexing took."""
    yield f"| | {' | '.join(found)} |"
    yield "|---" * (len(found) + 1) + "|"
    kinds = dict.fromkeys(kind for measured in found.values() for kind in measured.times)
    for kind in kinds:
        yield f"| {kind} | {' | '.join(_cell(m.times.get(kind)) for m in found.values())} |"
    yield "| *the same answer* " + "| " * len(found) + "|"
    for kind in kinds:
        yield f"| {kind} | {' | '.join(_cell(m.same.get(kind)) for m in found.values())} |"
    yield "| *the index* " + "| " * len(found) + "|"
    for name, tell in _OF_INDEX.items():
        yield f"| {name} | {' | '.join(tell(m, size) for m in found.values())} |"
    truth = found.get("substring scan")
    if truth:
        yield f"| phrases with the right total | {' | '.join(_right(m, truth) for m in found.values())} |"


_OF_INDEX: dict[str, Callable[[Measured, int], str]] = {
    "indexing, documents/s": lambda m, size: f"{size / m.indexing:,.0f}" if m.indexing else "–",
    "on disk, MB": lambda m, _: f"{m.disk / 1e6:,.0f}" if m.indexing else "–",
    "peak memory, MB": lambda m, _: f"{m.memory / 1e6:,.0f}",
}


def _cell(times: list[float] | None) -> str:
    return "–" if not times else f"{np.percentile(times, 50):.2f} / {np.percentile(times, 95):.2f}"


def _right(measured: Measured, truth: Measured) -> str:
    pairs = [
        pair
        for kind in truth.totals
        if kind.startswith("phrase") and kind in measured.totals
        for pair in zip(measured.totals[kind], truth.totals[kind], strict=True)
    ]
    return f"{sum(a == b for a, b in pairs)} of {len(pairs)}"


@click.command()
@click.option(
    "--reports", "count", default=10_000, show_default=True, help="generated reports; 0: the statutes"
)
@click.option("--queries", default=30, show_default=True, help="of each kind")
@click.option("--system", "wanted", multiple=True, help="only systems whose name has this in it")
@click.option("--machine", default="", help="printed above the table")
@click.option("--date", default="", help="printed above the table")
def main(count: int, queries: int, wanted: tuple[str, ...], machine: str, date: str) -> None:
    """Measure all systems on one corpus and print the table."""
    held = corpus(count)
    size = sum(len(document.text.encode("utf-8", "surrogatepass")) for document in held)
    what = "generated reports, seed 1" if count else f"statutes and documents of {SHARED.name}/"
    click.echo(f"{len(held):,} documents ({what}), {size / 1e6:.0f} MB of text. {machine} {date}\n")
    drawn = asked(held, queries + WARM_UP)
    found = {}
    for system in SYSTEMS:
        if not wanted or any(part in system.name for part in wanted):
            found[system.name] = apart(lambda system=system: measure(system, held, drawn))  # type: ignore[misc]
            click.echo(f"{system.name}: indexed in {found[system.name].indexing:.0f} s", err=True)
    for line in table(found, len(held)):
        click.echo(line)


if __name__ == "__main__":
    main()
