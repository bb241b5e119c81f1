"""`make bench`: Suwen beside other engines, in one run, as a Markdown table.

Each system builds its index of the same documents in a process of its own, and is asked the same queries in another,
each once: no query has been asked before, nothing of it is remembered. Every query is asked in two ways: for the
whole page, with three snippets a hit by sentence and facets, and for the ten best with one snippet each. Queries
are timed by the processor's clock, so that others on the machine disturb little; so is indexing, by one process, from
documents in memory or, with Suwen, staged in its store. `--keep` keeps what was built, for the next run.
"""

import contextlib
import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click
import msgspec
import numpy as np
from asked import Asked
from held import Held
from others import Fts5, PlainWhoosh, RawTantivy, Scan
from systems import Suwen, System

from corpus.model import Document

SYSTEMS: tuple[System, ...] = (
    Suwen("whoosh"),
    Suwen("tantivy"),
    PlainWhoosh(),
    Fts5(),
    RawTantivy(),
    Scan(),
)

WARM_UP = 3
"""Queries of each kind that are asked before the clock runs; they are not asked again."""

T = TypeVar("T")


class Built(msgspec.Struct):
    """What building took: seconds of processor time, bytes of memory beside the documents; bytes on disk."""

    seconds: float
    memory: int
    disk: int


class Times(msgspec.Struct):
    """Milliseconds of processor time by kind, for the whole page and for the ten best; and totals."""

    whole: dict[str, list[float]] = {}
    bare: dict[str, list[float]] = {}
    totals: dict[str, list[int]] = {}


def build(system: System, held: Sequence[Document], folder: Path) -> Built:
    """Build in this process."""
    len(held[:1])  # the documents are in memory before the clock runs
    memory, started = _peak(resource.RUSAGE_SELF), _seconds()
    system.build(held, folder)
    spent = _seconds() - started
    memory = _peak(resource.RUSAGE_SELF) - memory + _peak(resource.RUSAGE_CHILDREN)
    return Built(spent, memory, sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * 1024


def _seconds() -> float:
    return sum(os.times()[:4])


def ask(system: System, folder: Path, queries: dict[str, list[Asked]]) -> Times:
    """Open and ask in this process; the two ways of asking with nothing remembered in between."""
    times = Times()
    for whole, spent in ((True, times.whole), (False, times.bare)):
        system.open(folder)
        for kind, each in queries.items():
            for number, query in enumerate(each):
                started = time.process_time()
                found = system.search(query, whole=whole)
                took = (time.process_time() - started) * 1000
                if found is not None and number >= WARM_UP:
                    spent.setdefault(kind, []).append(took)
                    if whole:
                        times.totals.setdefault(kind, []).append(found[0])
    return times


def apart(work: Callable[[], T]) -> T:
    """Do it in a process of its own that shares what is here already."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    process = context.Process(target=lambda: theirs.send(work()))
    process.start()
    theirs.close()
    found: T = mine.recv()
    process.join()
    return found


def built(system: System, held: Held, *, again: bool) -> tuple[Path, Built]:
    """The system's folder with its index, built if it is not there."""
    folder = held.folder / system.name.replace(" ", "-")
    told = folder.with_suffix(".json")
    kept = told.exists()
    if again or not kept:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
            system.prepare(held, folder)
        told.write_bytes(msgspec.json.encode(apart(lambda: build(system, held, folder))))
    return folder, msgspec.json.decode(told.read_bytes(), type=Built)


Row = tuple[Built, Times]


def table(found: dict[str, Row], size: int) -> Iterator[str]:
    """Milliseconds p50/p95 by kind and system; what indexing took."""
    yield f"| | {' | '.join(found)} |"
    yield "|---" * (len(found) + 1) + "|"
    blocks: dict[str, Callable[[Times], dict[str, list[float]]]] = {
        "*the page: three snippets a hit, facets*": lambda times: times.whole,
        "*the ten best, a snippet each*": lambda times: times.bare,
    }
    for name, of in blocks.items():
        yield f"| {name} " + "| " * len(found) + "|"
        for kind in dict.fromkeys(kind for _, times in found.values() for kind in times.whole):
            yield f"| {kind} | {' | '.join(_cell(of(times).get(kind)) for _, times in found.values())} |"
    yield "| *the index* " + "| " * len(found) + "|"
    for name, tell in _OF_INDEX.items():
        yield f"| {name} | {' | '.join(tell(told, size) for told, _ in found.values())} |"
    if "substring scan" in found:
        truth = found["substring scan"][1]
        cells = (_right(times, truth) for _, times in found.values())
        yield f"| phrases with the right total | {' | '.join(cells)} |"


_OF_INDEX: dict[str, Callable[[Built, int], str]] = {
    "documents a second of processor time": lambda told, size: (
        f"{size / told.seconds:,.0f}" if told.seconds > 1 else "–"
    ),
    "on disk, MB": lambda told, _: f"{told.disk / 1e6:,.0f}",
    "peak memory, MB": lambda told, _: f"{told.memory / 1e6:,.0f}",
}


def _cell(times: list[float] | None) -> str:
    return "–" if not times else f"{np.percentile(times, 50):.2f} / {np.percentile(times, 95):.2f}"


def _right(times: Times, truth: Times) -> str:
    pairs = [
        pair
        for kind in truth.totals
        if kind.startswith("phrase") and kind in times.totals
        for pair in zip(times.totals[kind], truth.totals[kind], strict=True)
    ]
    return f"{sum(a == b for a, b in pairs)} of {len(pairs)}"


@click.command()
@click.option(
    "--reports", "count", default=10_000, show_default=True, help="generated reports; 0: the statutes"
)
@click.option("--queries", default=30, show_default=True, help="of each kind; 0: only build")
@click.option("--system", "wanted", multiple=True, help="only systems whose name has this in it")
@click.option("--keep", type=click.Path(path_type=Path), help="a folder to keep documents and indices in")
@click.option("--again", is_flag=True, help="write Suwen's kept indices anew")
@click.option("--machine", default="", help="printed above the table")
@click.option("--date", default="", help="printed above the table")
def main(
    count: int,
    queries: int,
    wanted: tuple[str, ...],
    keep: Path | None,
    again: bool,
    machine: str,
    date: str,
) -> None:
    """Measure all systems on one corpus and print the table."""
    systems = [each for each in SYSTEMS if not wanted or any(part in each.name for part in wanted)]
    with tempfile.TemporaryDirectory() if keep is None else contextlib.nullcontext(keep) as folder:
        held = Held(Path(folder), count)
        ready = [built(each, held, again=again and isinstance(each, Suwen)) for each in systems]
        if not queries:
            return
        facts = held.facts(queries + WARM_UP)
        click.echo(f"{facts.documents:,} documents ({held.told}), {facts.size / 1e6:.0f} MB of text.")
        click.echo(f"{machine} {date}; load at the beginning {os.getloadavg()[0]:.1f}", nl=False)
        found: dict[str, Row] = {}
        for system, (place, told) in zip(systems, ready, strict=True):
            times = apart(lambda s=system, p=place: ask(s, p, facts.queries))  # type: ignore[misc]
            found[system.name] = told, times
        click.echo(f", at the end {os.getloadavg()[0]:.1f}\n")
        for line in table(found, facts.documents):
            click.echo(line)


if __name__ == "__main__":
    main()
