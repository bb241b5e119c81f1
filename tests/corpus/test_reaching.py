"""What a document names elsewhere is never fetched, and no file of the machine gets into its text."""

import io
import socketserver
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import GridCell
from corpus.office import is_installed
from tests.corpus.conftest import Make
from tests.corpus.writers import WRITERS

SECRET = "此处是机密"
RTF = r"""{\rtf1\ansi \u36890?\u30693?\par
{\field{\*\fldinst { INCLUDEPICTURE "%(site)s/a.png" \\d }}{\fldrslt {}}}\par
{\field{\*\fldinst { INCLUDETEXT "file://%(file)s" }}{\fldrslt {}}}\par
{\field{\*\fldinst { INCLUDETEXT "%(file)s" }}{\fldrslt {}}}\par
{\field{\*\fldinst { LINK Word.Document.8 "%(site)s/link.doc" "" \\a \\r }}{\fldrslt {}}}\par
{\*\template %(site)s/template.dot}
}"""
HTML = """<html><head><base href="%(site)s/"><link rel="stylesheet" href="%(site)s/s.css">
<meta http-equiv="refresh" content="0;url=%(site)s/r"></head><body><p>通知。</p><img src="%(site)s/i.png">
<iframe src="%(site)s/f"></iframe><object data="file://%(file)s"></object><embed src="%(site)s/e"></body></html>"""
ENTITIES = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://%(file)s">
<!ENTITY %% y SYSTEM "%(site)s/dtd"> %%y;]><html><body><p>通知&x;。</p></body></html>"""
MARKDOWN = "# 通知\n\n![x](%(site)s/m.png) 正文。\n\n<img src='%(site)s/n.png'>\n"
OFFICE = "http://schemas.openxmlformats.org"
PICTURE = f"""<w:p><w:r><w:drawing><wp:inline xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing">
<a:graphic xmlns:a="{OFFICE}/drawingml/2006/main"><a:graphicData uri="{OFFICE}/drawingml/2006/picture">
<pic:pic xmlns:pic="{OFFICE}/drawingml/2006/picture"><pic:blipFill><a:blip r:link="far"
xmlns:r="{OFFICE}/officeDocument/2006/relationships"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r></w:p>"""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A site on this machine, and what was asked of it."""
    asked: list[str] = []

    class Site(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode("latin-1"))
            self.wfile.write(b"HTTP/1.0 404 Not Found\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


@pytest.mark.parametrize(
    ("text", "suffix"),
    [(RTF, ".rtf"), (RTF, ".doc"), (HTML, ".html"), (HTML, ".doc"), (HTML, ".xls"), (ENTITIES, ".html"), (MARKDOWN, ".md")],
)  # fmt: skip
def test_nothing_is_fetched(
    make: Make, asked: tuple[str, list[str]], tmp_path: Path, text: str, suffix: str
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    if text == RTF and not is_installed():
        pytest.skip("LOUD SKIP: no LibreOffice, RTF is not read here")
    read = make(text % {"site": asked[0], "file": tmp_path / "secret.txt"}, suffix).text
    assert "通知" in read
    assert SECRET not in read
    assert asked[1] == []


@pytest.mark.parametrize("target", ["{site}/picture.png", "file://{file}"])
def test_a_picture_elsewhere_stays_there(
    make: Make, asked: tuple[str, list[str]], tmp_path: Path, target: str
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    far = target.format(site=asked[0], file=tmp_path / "secret.txt")
    link = f'<Relationship Id="far" Type="{OFFICE}/officeDocument/2006/relationships/image" Target="{far}" TargetMode="External"/>'
    marks = {
        "word/document.xml": ("<w:sectPr", PICTURE),
        "word/_rels/document.xml.rels": ("</Relationships>", link),
    }
    whole, out = WRITERS[".docx"]("某局通知", ["公开。"], [GridCell("甲", 0, 0)]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            before, added = marks.get(name, ("", ""))
            raw = old.read(name)
            new.writestr(name, raw.replace(before.encode(), (added + before).encode(), 1) if before else raw)
    assert b"far" in zipfile.ZipFile(out).read("word/document.xml")
    read = make(out.getvalue(), ".docx").text
    assert "公开。" in read
    assert SECRET not in read
    assert asked[1] == []
