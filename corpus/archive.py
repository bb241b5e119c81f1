"""Office files are zip archives of XML: what they are is checked before any library opens them."""

import re
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from corpus.errors import UnreadableError
from corpus.limits import limits

ZIP, OLE, RTF, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"%PDF-"
MARKUP = re.compile(
    rb"\s{0,100}(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype html|html|head|body|table|div|meta|\?xml|!--)", re.I
)
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
CHUNK = 2**20  # bytes of a part that are looked at together
OVERLAP = 16  # more than the longest mark
PARTS = 20_000
SECTOR = 512  # bytes; the streams of an OLE file begin at whole sectors
# Names of the streams that an encrypted .docx or .xlsx consists of ([MS-OFFCRYPTO] 2.3.1).
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The beginning of a Word stream, and the bit of it that says encrypted ([MS-DOC] 2.5.2 FibBase).
WORD, WORD_FLAGS, WORD_ENCRYPTED = b"\xec\xa5", 11, 0x01
# The first record of a workbook stream and the one that says encrypted ([MS-XLS] 2.4.21 BOF, 2.4.117 FilePass).
BOOK, BOOK_RECORD, BOOK_ENCRYPTED = b"\x09\x08\x10\x00", 20, b"\x2f\x00"


def check_archive(raw: bytes, name: str) -> None:
    """Raise `UnreadableError` if `raw` is no sound zip archive, unpacks to more than the limit, is encrypted, or
    if a part of it declares XML entities (office files have none; bombs do).
    """
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > limits().expanded:
                raise UnreadableError(
                    f"{name} 解压后超过 {limits().expanded // 2**20} MB 的上限（SUWEN_MAX_EXPANDED_MB）",
                    f"{name} unpacks to more than {limits().expanded // 2**20} MB",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        _refuse_entities(file, name)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"{name} 已损坏或加密，无法打开", f"{name} is damaged or encrypted") from error
    except Exception as error:  # zlib.error and what else a forged archive makes the library raise
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is damaged") from error


def _refuse_entities(part: IO[bytes], name: str) -> None:
    """Markup that declares entities stands nowhere in a part, in no encoding (zeros are left out for UTF-16)."""
    before = b""
    while chunk := part.read(CHUNK):
        before = before[-OVERLAP:] + chunk.replace(b"\0", b"")
        if ENTITIES.search(before):
            raise UnreadableError(f"{name} 含有 XML 实体声明，不予读取", f"{name} declares XML entities")


def refuse_protected(raw: bytes, name: str) -> None:
    """Raise `UnreadableError` if an OLE file says that it is encrypted."""
    if raw.startswith(OLE) and (ENCRYPTED in raw or _has_locked_stream(raw)):
        raise UnreadableError(f"{name} 有密码保护", f"{name} is protected by a password")


def _has_locked_stream(raw: bytes) -> bool:
    for start in range(SECTOR, len(raw), SECTOR):
        flags = raw[start + WORD_FLAGS] if start + WORD_FLAGS < len(raw) else 0
        if raw.startswith(WORD, start) and flags & WORD_ENCRYPTED:
            return True
        if raw.startswith(BOOK, start) and raw.startswith(BOOK_ENCRYPTED, start + BOOK_RECORD):
            return True
    return False


def looks_like_html(raw: bytes) -> bool:
    """Whether a file is markup, whatever its suffix: many .doc and .xls of government sites are."""
    return MARKUP.match(raw) is not None
