"""A file → a document: bytes, limits, reader by suffix, assembly."""

from collections.abc import Callable
from pathlib import Path

from corpus.assemble import assemble
from corpus.errors import UnreadableError
from corpus.model import Document, Reading
from corpus.readers import text

Reader = Callable[[bytes, str], Reading]
READERS: dict[str, Reader] = {".txt": text.read, ".md": text.read}


def read_document(path: Path, source: str | None = None) -> Document:
    """The document in the file at `path`, known as `source` (its name, if not given)."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"无法读取 {path}：{error.strerror}", f"cannot read {path}: {error.strerror}"
        ) from error
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableError(f"不支持的文件类型：{path.name}", f"no reader for {path.name}")
    return assemble(reader(raw, path.name), source or path.name, raw)
