"""Old Word documents (.doc, .wps, .rtf): turned into .docx by msdoc2docx, else by LibreOffice where it is installed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import doc2docx

from corpus import office
from corpus.archive import OLE, RTF, ZIP, check_archive, looks_like_html, refuse_protected
from corpus.errors import UnreadableError
from corpus.model import Reading
from corpus.readers import docx, html


def read(raw: bytes, name: str) -> Reading:
    """The blocks of a .doc; one that is a .docx or a web page by its bytes is read as what it is.

    Raises `UnreadableError` for damaged and protected files and for RTF, if LibreOffice is not there to read it.
    """
    if raw.startswith(ZIP):
        return docx.read(raw, name)
    if looks_like_html(raw):
        return html.read(raw, name)
    if not raw.startswith((OLE, RTF)):
        raise UnreadableError(f"{name} 不是 Word 文档", f"{name} is no Word document")
    refuse_protected(raw, name)
    with TemporaryDirectory() as folder:
        is_rtf = raw.startswith(RTF)
        source = Path(folder) / ("source.rtf" if is_rtf else "source.doc")
        source.write_bytes(raw)
        converted = (None if is_rtf else _by_library(source)) or office.to_docx(source)
    if converted is None:
        raise _unreadable(name, is_rtf=is_rtf)
    check_archive(converted, name)
    return docx.from_docx(converted, name)


def _unreadable(name: str, *, is_rtf: bool) -> UnreadableError:
    if office.is_installed():
        return UnreadableError(f"{name} 已损坏，无法转换", f"{name} is damaged and cannot be converted")
    if is_rtf:
        return UnreadableError(
            f"{name} 是 RTF 文档，安装 LibreOffice 后可读", f"{name} is RTF, to be read by LibreOffice"
        )
    return UnreadableError(
        f"{name} 无法转换：已损坏，或需安装 LibreOffice", f"{name} is damaged, or needs LibreOffice"
    )


def _by_library(source: Path) -> bytes | None:
    target = source.with_name("library.docx")
    try:
        doc2docx.convert(str(source), str(target))
        return target.read_bytes()
    except Exception:  # a young library; whatever it raises, the file is tried by the other way
        return None
