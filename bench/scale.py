"""What documents in great numbers take, through workers into PostgreSQL and OpenSearch (Linux only).

`python bench/scale.py FOLDER --server postgres=PID --server opensearch=PID,PID,PID --database DATA --nodes DATA`

FOLDER is what `bench/notices.py` wrote; `SUWEN_HOME`, `SUWEN_STORE`, `SUWEN_ENGINE` and `SUWEN_SEARCH_URL` are set as
for `suwen ingest`. A worker and a run are started as processes of their own, and everything is looked at every few
seconds: documents staged, processor time and memory of PostgreSQL, OpenSearch, the worker and the run, bytes on disk.
The run tells when a part of the publication has ended, and at last how long each took.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from processes import cores, family, memory
from sqlalchemy import create_engine, func, select

from kb.store.schema import documents

COLUMNS = ("s", "documents", "database MB", "index MB", "home MB")


def looked(processes: Mapping[str, Sequence[int]]) -> list[str]:
    """Of each group of processes, with all that came from them, seconds of processor time and megabytes."""
    found = []
    for group in processes.values():
        members = [member for process in group for member in family(process)]
        share = sum(memory(member)[1] for member in members)
        found += [f"{sum(cores(member, ended=True) for member in members):.0f}", f"{share / 1e6:.0f}"]
    return found


def size(folder: Path | None) -> str:
    """The bytes on disk of a folder, in megabytes."""
    if folder is None:
        return ""
    said = subprocess.run(["du", "-s", "-B1000000", folder], capture_output=True, text=True, check=False)
    return said.stdout.split("\t")[0]


@contextlib.contextmanager
def started(*command: str | Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process, ended at the end."""
    with subprocess.Popen([sys.executable, *map(str, command)], stdout=sys.stderr) as process:
        try:
            yield process
        finally:
            process.terminate()


def watch(
    run: "subprocess.Popen[bytes]",
    groups: Mapping[str, Sequence[int]],
    folders: Sequence[Path | None],
    every: float,
) -> None:
    """Print a line every few seconds until the run has ended."""
    store, begun, ended = create_engine(os.environ["SUWEN_STORE"]), time.monotonic(), False
    click.echo("\t".join([*COLUMNS, *(f"{name} {what}" for name in groups for what in ("CPU s", "MB"))]))
    while not ended:
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(every)
            ended = True
        taken, spent = time.monotonic() - begun, looked(groups)
        with contextlib.suppress(Exception), store.connect() as connection:
            count = connection.scalar(select(func.count()).select_from(documents))
            click.echo("\t".join([f"{taken:.0f}", f"{count}", *map(size, folders), *spent]))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--server", "servers", multiple=True, help="NAME=PID,PID…: a server to watch")
@click.option("--database", type=click.Path(path_type=Path), help="where PostgreSQL keeps its data")
@click.option("--nodes", type=click.Path(path_type=Path), help="where OpenSearch keeps its data")
@click.option("--every", default=30.0, show_default=True, help="seconds from look to look")
def main(
    folder: Path, servers: tuple[str, ...], database: Path | None, nodes: Path | None, every: float
) -> None:
    """Ingest FOLDER and tell what it takes."""
    home = Path(os.environ["SUWEN_HOME"])
    groups = {
        name: [int(number) for number in numbers.split(",")]
        for name, _, numbers in (server.partition("=") for server in servers)
    }
    ingest = Path(__file__).with_name("ingest.py")
    with (
        started("-c", "from web.cli import main; main()", "worker") as worker,
        started(ingest, "--run", home, folder) as run,
    ):
        watch(run, {**groups, "worker": [worker.pid], "run": [run.pid]}, (database, nodes, home), every)
    if run.returncode:
        sys.exit(f"the run failed with exit code {run.returncode}")


if __name__ == "__main__":
    main()
