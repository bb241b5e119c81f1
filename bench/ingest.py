"""How fast and in how much memory `suwen ingest` reads the statutes and generated reports (Linux only).

`python bench/ingest.py --date 2026-11-21 [--reports 1000 --reports 4000 …] [--statutes N]` prints a Markdown table.
Each run is a process of its own; its memory, and that of its workers, is read from /proc ten times a second: the
largest process by its resident set, all together by their proportional share (pages in common count once). Then
ten more reports are ingested into the same home. Of several sizes of reports the last line tells how memory grows.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import reports
from library import SHARED
from processes import cores, family, memory

MORE = 10
STAGES = ("read", "resolve", "reuse", "index", "seal")
COLUMNS = (
    *("corpus", "documents", "MB", "s", "CPU s", "documents/s", "MB/s", "characters/s"),
    *("largest MB", "together MB", *STAGES, f"{MORE} more, s", *(f"{stage}, s" for stage in STAGES)),
)


@dataclass(frozen=True)
class Measured:
    """One run: seconds in all, of all cores, and by stage; peaks of memory in bytes; code points read."""

    seconds: float
    cores: float
    stages: dict[str, float]
    largest: int
    together: int
    characters: int


def measure(home: Path, folder: Path) -> Measured:
    """Ingest the folder into a home, in a process of its own, and watch it."""
    command = [sys.executable, __file__, "--run", str(home), str(folder)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        largest = together = 0
        spent: dict[int, float] = {}
        while running.poll() is None:
            members = family(running.pid)
            sizes = [memory(process) for process in members]
            spent |= {process: cores(process, spent.get(process, 0.0)) for process in members}
            largest = max([largest, *(resident for resident, _ in sizes)])
            together = max(together, sum(share for _, share in sizes))
            time.sleep(0.1)
        seconds = time.perf_counter() - started
        printed = running.stdout.read() if running.stdout else ""
    if running.returncode:
        sys.exit(f"ingest failed with exit code {running.returncode}")
    stages = json.loads(printed.splitlines()[-1])
    characters = int(stages.pop("characters"))
    return Measured(seconds, sum(spent.values()), stages, largest, together, characters)


def run(home: Path, folder: Path) -> dict[str, float]:
    """Ingest, in this process and its workers; gives the seconds of each stage, and the characters held then."""
    import index.build.ingest as ingesting
    import index.build.publish as publishing
    import kb.publish as knowing
    from index.build.walk import walk
    from kb.home import Home
    from kb.store.session import reading

    spent: dict[str, float] = {}
    for module, name in (
        (ingesting, "publish"),
        (publishing, "write_knowledge"),
        (publishing, "build_index"),
        (publishing, "seal"),
        (knowing, "write_passages"),
    ):
        setattr(module, name, _timed(getattr(module, name), spent))
    started = time.perf_counter()
    report = ingesting.ingest(Home(home), walk([folder]))
    whole = time.perf_counter() - started
    for source, reason in report.failed:
        click.echo(f"{source}: {reason}", err=True)
    with reading(Home(home)) as store, store.snapshot() as snapshot:
        characters = sum(summary.length for summary in snapshot.summaries())
    return {
        "read": whole - spent["publish"],
        "resolve": spent["write_knowledge"] - spent["write_passages"],
        "reuse": spent["write_passages"],
        "index": spent["build_index"],
        "seal": spent["seal"],
        "characters": characters,
    }


def _timed(function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            took = time.perf_counter() - started
            spent[function.__name__] = spent.get(function.__name__, 0.0) + took
            click.echo(f"{function.__name__}: {took:.1f} s", err=True)

    return call


def corpora(statutes: int | None, generated: Iterable[int]) -> Iterator[tuple[str, Path]]:
    """What is measured: a name and a folder, which lasts as long as it is the current one."""
    if statutes != 0:
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(SHARED / "laws.tar.xz") as archive:
                archive.extractall(folder, filter="data")
            laws = sorted(path for path in Path(folder).rglob("*") if path.is_file())
            for path in laws[len(laws) if statutes is None else statutes :]:
                path.unlink()
            yield "statutes", Path(folder)
    for count in generated:
        with tempfile.TemporaryDirectory() as folder:
            reports.write(Path(folder), count)
            yield "reports", Path(folder)


def row(name: str, folder: Path) -> tuple[str, tuple[int, int]]:
    """A line of the table; and how many documents took how many bytes in the largest process."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as more:
        got = measure(Path(home), folder)
        reports.write(Path(more), MORE, seed=2)
        then = measure(Path(home), Path(more))
    figures = (
        *(f"{len(files):,}", f"{size:.1f}", f"{got.seconds:.0f}", f"{got.cores:.0f}"),
        *(f"{len(files) / got.seconds:.1f}", f"{size / got.seconds:.2f}"),
        f"{got.characters / got.seconds:,.0f}",
        *(f"{got.largest / 1e6:.0f}", f"{got.together / 1e6:.0f}"),
        *(f"{got.stages[stage]:.1f} s" for stage in STAGES),
        f"{then.seconds:.1f}",
        *(f"{then.stages[stage]:.1f}" for stage in STAGES),
    )
    return _line(name, *figures), (len(files), got.largest)


def _growth(points: Sequence[tuple[int, int]]) -> str:
    """How the largest process grows with the documents, by least squares."""
    count = len(points)
    mean, height = (sum(column) / count for column in zip(*points, strict=True))
    spread = sum((documents - mean) ** 2 for documents, _ in points)
    slope = sum((documents - mean) * (size - height) for documents, size in points) / spread
    return f"The largest process grows by {slope:,.0f} bytes a report, from {height - slope * mean:,.0f}."


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Cores, memory and Python of this machine."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    free = shutil.disk_usage(tempfile.gettempdir()).free / 1e9
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {gigabytes:.0f} GB, {free:.0f} GB of disk free, "
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    )


@click.command()
@click.option("--date", default=None, help="the day of the measurement, as it is to be printed")
@click.option(
    "--reports", "generated", multiple=True, default=(2000,), help="so many reports; may be repeated"
)
@click.option("--statutes", default=None, type=int, help="only so many statutes")
@click.option("--run", "one", nargs=2, type=click.Path(path_type=Path), default=None, hidden=True)
def main(
    date: str | None, generated: tuple[int, ...], statutes: int | None, one: tuple[Path, Path] | None
) -> None:
    """Measure and print a table."""
    if one:
        click.echo(json.dumps(run(*one)))
        return
    if date is None:
        raise click.UsageError("--date is missing: the day to print")
    click.echo(f"{date}, {machine()}\n")
    click.echo(_line(*COLUMNS))
    click.echo(_line(*("---" if n == 0 else "---:" for n in range(len(COLUMNS)))))
    points = []
    for name, folder in corpora(statutes, filter(None, generated)):
        line, point = row(name, folder)
        click.echo(line)
        points += [point] if name == "reports" else []
    if len({count for count, _ in points}) > 1:
        click.echo(f"\n{_growth(points)}")


if __name__ == "__main__":
    main()
