"""Old Word documents (.doc, .wps): turned into .docx by msdoc2docx, else by LibreOffice where it is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import doc2docx

from corpus.archive import OLE, RTF, ZIP, check_archive, looks_like_html
from corpus.errors import UnreadableError
from corpus.model import Reading
from corpus.readers import docx, html

SECONDS = 60  # for LibreOffice


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
    with TemporaryDirectory() as folder:
        source = Path(folder) / ("source.rtf" if raw.startswith(RTF) else "source.doc")
        source.write_bytes(raw)
        converted = _by_library(source) or _by_office(source)
    if converted is None:
        raise UnreadableError(
            f"{name} 无法转换：已损坏、有密码，或需安装 LibreOffice",
            f"{name} cannot be converted: damaged, protected, or LibreOffice is needed",
        )
    check_archive(converted, name)
    return docx.from_docx(converted, name)


def _by_library(source: Path) -> bytes | None:
    target = source.with_name("library.docx")
    try:
        doc2docx.convert(str(source), str(target))
        return target.read_bytes()
    except Exception:  # a young library; whatever it raises, the file is tried by the other way
        return None


def _by_office(source: Path) -> bytes | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    command = [office, "--headless", "--convert-to", "docx", "--outdir", str(source.parent), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return source.with_suffix(".docx").read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
