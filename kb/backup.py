"""One file that holds a whole home: the store as of one moment, the originals, and what people wrote.

A tar, packed by gzip: first a manifest with the SHA-256 of every member, then the members. The index is not in
it, for it is made anew from the store. Unpacking believes nothing that the manifest does not name.
"""

import hashlib
import io
import re
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from corpus.errors import DamagedError, SuwenError
from kb.durable import hashed
from kb.home import Home
from kb.store import file
from kb.store.schema import SCHEMA_VERSION
from kb.store.session import reading

FORMAT = 1
MANIFEST = "suwen-backup.json"
_LOGS = ("corrections.toml", "audit.jsonl", "builds.jsonl", "originals/sources.jsonl")
_MEMBER = re.compile(
    r"""
    suwen\.db                                             # the store
    | corrections\.toml | audit\.jsonl | builds\.jsonl    # what people wrote, and what was done
    | originals/sources\.jsonl                            # the journal
    | originals/[0-9a-f]{2}/[0-9a-f]{64}(?:\.\w{1,20})?   # an original, named by its bytes
    """,
    re.VERBOSE,
)


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: when and from which state it was made, and the SHA-256 of each member."""

    format: int
    schema: int
    generation: int
    made: str
    files: dict[str, str]


def pack(home: Home, output: Path) -> tuple[Manifest, list[str]]:
    """Write the home, as it is at this moment, into the file `output`; readers and a writer go on meanwhile, only
    originals that are forgotten stay until it is done.

    Gives the manifest, and a sentence for each original that is missing or damaged and was left out.
    Raises `SuwenError` where nothing can be read or written.
    """
    beside = output.with_name(f".{output.name}.part")
    home_exists(home)
    try:
        with (
            home.keeping(),
            tempfile.TemporaryDirectory(dir=output.parent, prefix=".suwen-backup-") as folder,
        ):
            still = Home(Path(folder))
            manifest, missing = _gather(home, still)
            with tarfile.open(beside, "w:gz", compresslevel=1) as archive:
                _add(archive, MANIFEST, msgspec.json.encode(manifest))
                for name in manifest.files:
                    archive.add(
                        next(p for p in (still.root / name, home.root / name) if p.is_file()),
                        name,
                        filter=_plain,
                    )
        beside.replace(output)
    except OSError as error:
        raise SuwenError(f"不能写入 {output}：{error.strerror or error}", f"cannot write {output}") from error
    finally:
        beside.unlink(missing_ok=True)
    return manifest, missing


def unpack(source: Path, folder: Path) -> Manifest:
    """Lay out what a backup holds in an empty folder, each file compared with its hash.

    Raises `DamagedError` for a file that is no whole backup, and `SuwenError` for one of a newer program.
    """
    try:
        with tarfile.open(source, "r|gz") as archive:
            members = iter(archive)
            manifest = _manifest(archive, next(members, None))
            left = dict(manifest.files)
            for member in members:
                _lay_out(archive, member, folder, left)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, zlib.error, msgspec.MsgspecError) as error:
        raise _damaged(str(error)) from error
    except OSError as error:
        raise SuwenError(f"不能读取 {source}：{error}", f"cannot read the backup: {error}") from error
    if left:
        raise _damaged(f"{len(left)} files are missing")
    return manifest


def _gather(home: Home, still: Home) -> tuple[Manifest, list[str]]:
    """Copy what may change while the archive is written, and hash all; an original never changes."""
    file.copy_store(home, still.database)
    with reading(still) as store, store.snapshot() as snapshot:
        generation, hashes = snapshot.generation, snapshot.hashes()
    files, missing = {"suwen.db": hashed(still.database)}, []
    for name in _LOGS:
        if (home.root / name).is_file():
            (still.root / name).parent.mkdir(exist_ok=True)
            (still.root / name).write_bytes((home.root / name).read_bytes())
            files[name] = hashed(still.root / name)
    for sha256 in hashes:
        kept = home.kept(sha256)
        if kept and hashed(kept) == sha256:
            files[kept.relative_to(home.root).as_posix()] = sha256
        else:
            missing.append(
                f"{sha256[:16]}：原件缺失或已损坏，不在备份中 (its original is missing or damaged)"
            )
    made = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    return Manifest(FORMAT, SCHEMA_VERSION, generation, made, files), missing


def home_exists(home: Home) -> None:
    """Raise `NotFoundError` where there is nothing to back up, `DamagedError` for a store that does not open."""
    with reading(home):
        pass


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member without owner and time."""
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member


def _manifest(archive: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    held = archive.extractfile(member) if member and member.isreg() and member.name == MANIFEST else None
    if held is None:
        raise _damaged("no manifest")
    manifest = msgspec.json.decode(held.read(), type=Manifest)
    if manifest.format > FORMAT or manifest.schema > SCHEMA_VERSION:
        raise SuwenError(
            "这个备份由更新的程序制作，请先升级溯文", "this backup was made by a newer program: upgrade Suwen"
        )
    if strange := [name for name in manifest.files if not _MEMBER.fullmatch(name)]:
        raise _damaged(f"it names {strange[0][:60]}")
    return manifest


def _lay_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, left: dict[str, str]) -> None:
    expected = left.pop(member.name, None)
    held = archive.extractfile(member) if expected and member.isreg() else None
    if held is None:
        raise _damaged(f"{member.name[:60]} is not in the manifest, comes twice, or is no file")
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for part in _parts(held):
            digest.update(part)
            out.write(part)
    if digest.hexdigest() != expected:
        raise _damaged(f"{member.name} is not as it was packed")


def _parts(held: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: held.read(1 << 20), b"")


def _damaged(reason: str) -> DamagedError:
    return DamagedError("这个文件不是完整的溯文备份", f"not a whole backup of Suwen: {reason}")
