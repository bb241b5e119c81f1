"""Word documents (.docx) by mammoth: headings, paragraphs, tables with their merged cells."""

from io import BytesIO

import mammoth
from selectolax.lexbor import LexborHTMLParser

from corpus.archive import OLE, ZIP, check_archive, looks_like_html
from corpus.errors import UnreadableError
from corpus.flow import blocks, links
from corpus.furniture import without_furniture
from corpus.model import Reading
from corpus.readers import html
from corpus.wordnumbers import with_labels


def read(raw: bytes, name: str) -> Reading:
    """The blocks of a .docx; one that is an old .doc or a web page by its bytes is read as what it is.

    Raises `UnreadableError` for damaged, encrypted and oversized files.
    """
    if not raw.startswith(ZIP):
        if raw.startswith(OLE):
            from corpus.readers import doc

            return doc.read(raw, name)
        if looks_like_html(raw):
            return html.read(raw, name)
        raise UnreadableError(f"{name} 不是 Word 文档", f"{name} is no Word document")
    check_archive(raw, name)
    return from_docx(raw, name)


def from_docx(raw: bytes, name: str) -> Reading:
    """The blocks of a sound .docx."""
    try:
        markup = mammoth.convert_to_html(
            BytesIO(with_labels(raw)), convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except RecursionError as error:
        raise UnreadableError(f"{name} 的嵌套过深", f"{name} is nested too deeply") from error
    except Exception as error:  # mammoth lets the errors of zip, XML and of missing parts through
        raise UnreadableError(
            f"{name} 已损坏，不是完整的 Word 文档", f"{name} is a damaged Word document"
        ) from error
    tree = LexborHTMLParser(f"<html><body>{markup}</body></html>")
    if tree.body is None:
        return Reading(())
    page = without_furniture(list(blocks(tree.body)))
    return Reading(tuple(page.blocks), page.fields, links(tree.body))
