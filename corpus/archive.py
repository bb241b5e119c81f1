"""Office files are zip archives of XML: what they are is checked before any library opens them."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from corpus.errors import UnreadableError
from corpus.limits import limits

ZIP, OLE, RTF, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"%PDF-"
MARKUP = re.compile(
    rb"\s{0,100}(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype html|html|head|body|table|div|meta|\?xml|!--)", re.I
)
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
PROLOGUE = 4096  # bytes of a part in which a document type stands
PARTS = 20_000


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
                        _refuse_entities(file.read(PROLOGUE), name)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"{name} 已损坏或加密，无法打开", f"{name} is damaged or encrypted") from error
    except Exception as error:  # zlib.error and what else a forged archive makes the library raise
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is damaged") from error


def _refuse_entities(prologue: bytes, name: str) -> None:
    if ENTITIES.search(prologue):
        raise UnreadableError(f"{name} 含有 XML 实体声明，不予读取", f"{name} declares XML entities")


def looks_like_html(raw: bytes) -> bool:
    """Whether a file is markup, whatever its suffix: many .doc and .xls of government sites are."""
    return MARKUP.match(raw) is not None
