"""A file → a document: bytes within limits, the reader that its suffix names, assembly."""

import os
from collections.abc import Callable
from pathlib import Path

from corpus.assemble import assemble
from corpus.errors import UnreadableError
from corpus.limits import limits
from corpus.model import Document, Reading
from corpus.readers import doc, docx, html, markdown, pdf, sheet, text

Reader = Callable[[bytes, str], Reading]
"""Bytes and file name → what the file holds; raises `UnreadableError` and nothing else."""

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".doc": doc.read,
    ".wps": doc.read,
    ".rtf": doc.read,
    ".pdf": pdf.read,
    ".xlsx": sheet.read,
    ".xls": sheet.read,
    ".et": sheet.read,
}


def read_document(path: Path, source: str | None = None) -> Document:
    """The document in the file at `path`, known as `source` (by default the file's name).

    Raises `UnreadableError` with one sentence for whatever cannot be read: a missing path, a folder, a loop of
    links, an empty, too large, binary, damaged or protected file, a suffix without reader, a file without text.
    """
    reader = reader_for(path)
    raw = read_bytes(path)
    document = assemble(reader(raw, path.name), source or path.name, raw)
    if not document.text:
        raise UnreadableError(f"{path.name} 里没有文字", f"{path.name} holds no text")
    return document


def reader_for(path: Path) -> Reader:
    """The reader that the suffix of `path` names."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(sorted(READERS))
        raise UnreadableError(
            f"{path.name} 的格式不支持，可读：{known}", f"no reader for {path.name}; known are {known}"
        )
    return reader


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`, if it is a file, not empty, and within the size limit."""
    try:
        if path.is_dir():
            raise UnreadableError(f"{path} 是文件夹，不是文件", f"{path} is a folder")
        with path.open("rb") as file:
            is_over = os.fstat(file.fileno()).st_size > limits().file
            raw = b"..." if is_over else file.read(limits().file + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UnreadableError(f"无法读取 {path}：{reason}", f"cannot read {path}: {reason}") from error
    if not raw:
        raise UnreadableError(f"{path.name} 是空文件", f"{path.name} is empty")
    if is_over or len(raw) > limits().file:
        most = limits().file // 2**20
        raise UnreadableError(
            f"{path.name} 超过 {most} MB 的上限（SUWEN_MAX_FILE_MB）", f"{path.name} is larger than {most} MB"
        )
    return raw
