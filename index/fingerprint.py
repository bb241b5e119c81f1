"""What an index was built from and by; one that does not fit is rebuilt, never misread."""

from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from corpus.errors import DamagedError
from index.engine import Elsewhere, Engine
from index.fields import FIELDS
from index.words import ANALYSER

FORMAT = 7
"""Raised whenever the files of an index change their form."""

NAME = "fingerprint.json"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The versions of all that made an index, and the number of its documents."""

    format: int
    fields: tuple[str, ...]
    analyser: str
    cuts: str
    engine: str
    engine_version: str
    documents: int

    def write(self, folder: Path) -> None:
        """Write it into an index folder."""
        (folder / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(asdict(self)), indent=1))

    def fits(self, engine: Engine | Elsewhere, cuts: str) -> bool:
        """Whether this program builds such an index with this engine, whatever the documents."""
        return self == current(engine, cuts, self.documents)


def current(engine: Engine | Elsewhere, cuts: str, documents: int) -> Fingerprint:
    """The fingerprint of what this program builds."""
    names = tuple(f"{field.name}:{field.kind}" for field in FIELDS)
    return Fingerprint(FORMAT, names, ANALYSER, cuts, engine.name, engine.version, documents)


def read(folder: Path) -> Fingerprint:
    """The fingerprint of the index in `folder`; raises `DamagedError`."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Fingerprint)
    except (OSError, msgspec.MsgspecError) as error:
        raise unusable(f"打不开 {folder.name}", "missing or damaged") from error


def unusable(zh: str, en: str) -> DamagedError:
    """The error that says how to get a good index."""
    return DamagedError(
        f"搜索索引不可用（{zh}），请运行 suwen rebuild 重建",
        f"the index is unusable ({en}): run suwen rebuild",
    )
