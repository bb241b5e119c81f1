"""What a worker does with one file: read, extract, audit, cut into words. Runs in processes of its own."""

import functools
import hashlib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from corpus.errors import SuwenError, UnreadableError
from corpus.model import Document
from corpus.read import read_document
from index.cutting import cut
from kb.audit import audit
from kb.extract import extract
from kb.forms import read_forms
from kb.store.codec import encode
from kb.store.encoding import Staged


@dataclass(frozen=True, slots=True)
class Task:
    """A file to stage: where its bytes are, the name it goes by, the path it was found at, its bytes' hash."""

    path: Path
    source: str
    found: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and the sentence that says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file that a worker elsewhere has staged, by the hash of its bytes."""

    sha256: str


Outcome = Staged | Failed


def stage(task: Task) -> Outcome:
    """The file as a staged document; every failure becomes a sentence, nothing is raised."""
    try:
        return understand(read_document(task.path, task.source))
    except SuwenError as error:
        return Failed(str(error))
    except OSError as error:
        return Failed(f"无法读取：{error.strerror} (cannot read)")
    except RecursionError:
        return Failed("结构嵌套过深，无法读取 (nested too deep)")
    except MemoryError:
        return Failed("内存不足，无法读取（上限见 SUWEN_MEMORY_MB） (out of memory)")


def understand(document: Document) -> Staged:
    """The document with everything that it says by itself."""
    if not document.text:
        raise UnreadableError("没有可读的文字", "no text in it")
    said = extract(document)
    forms = read_forms(document)
    findings = audit(document, said.profile, forms)
    return Staged(
        document,
        said,
        findings,
        encode(forms) if forms else None,
        reader_version(),
        cut(document, said.profile.title),
    )


@functools.cache
def reader_version() -> str:
    """The hash of all code and data that reading depends on: another version reads all files anew."""
    digest = hashlib.sha256()
    for room in ("corpus", "kb"):
        _digest(resources.files(room), digest)
    return digest.hexdigest()[:16]


def _digest(folder: Traversable, digest: "hashlib._Hash") -> None:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name not in {"__pycache__", "seed"}:
            _digest(item, digest)
        elif item.is_file() and not item.name.endswith(".pyc"):
            digest.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
