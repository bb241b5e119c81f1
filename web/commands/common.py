"""What several commands need: the store on a snapshot, tables and progress on a terminal."""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.errors import SuwenError
from kb.home import Home
from kb.store import session
from kb.store.reader import Snapshot


@contextlib.contextmanager
def reading(home: Home) -> Iterator[Snapshot]:
    """The home's store as it is now."""
    with session.reading(home) as store, store.snapshot() as snapshot:
        yield snapshot


def console() -> Console:
    """The terminal; plain text of any width where it is none."""
    return Console(width=None if sys.stdout.isatty() else 200, highlight=False)


def table(*columns: str) -> Table:
    """A table for the terminal with these columns."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def deliver(data: bytes, output: Path | None) -> None:
    """Write data to the file, beside it first and then moved into place, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
        return
    beside = output.with_name(f".{output.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SuwenError(f"不能写入 {output}：{error.strerror}", f"cannot write {output}") from error


def as_json(value: object) -> str:
    """Readable JSON, Chinese as it is, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2)
