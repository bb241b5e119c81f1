"""HTML pages of government sites: the document, its metadata table and `<meta>`, its links, nothing of the page."""

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.encoding import decode
from corpus.errors import UnreadableError
from corpus.flow import blocks, links
from corpus.furniture import labelled_fields, without_furniture
from corpus.head import is_complete
from corpus.lexicon import page_content, page_meta
from corpus.model import Block, Grid, Link, Reading
from corpus.normalise import normalise

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w\-]{2,30})|<\?xml[^>]{0,100}?encoding=["']([\w\-]{2,30})""",
    re.I,
)
# Tags that stay open until they are closed, so that many of them in a row are a tower and not a list.
TOWER = re.compile(
    r"<(/?)(?:div|span|ul|ol|dl|table|b|i|u|em|strong|font|a|center|section|blockquote|form)\b", re.I
)
DEEPEST = 5_000  # parsing takes time in the square of the depth
TITLED = 6  # blocks of the content in which its title stands, if it has one
ENOUGH = 80  # code points that make a selected place the document's


def read(raw: bytes, name: str) -> Reading:
    """The document in a page.

    The main content is the largest place that one of the known selectors finds, else what the optional
    readability library finds, else the body without navigation. Fields come from `<meta>`, from labelled cells
    and lines around the content, and from labelled lines at its head.
    """
    match = CHARSET.search(raw[:4096])
    declared = (match[1] or match[2]).decode("ascii") if match else None
    return read_html(decode(raw, name, declared), name)


def read_html(html: str, name: str) -> Reading:
    """As `read`, from the text of a page."""
    depths = accumulate(-1 if match[1] else 1 for match in TOWER.finditer(html))
    if max(depths, default=0) > DEEPEST:
        raise UnreadableError(f"{name} 的标签嵌套过深", f"the tags of {name} are nested too deeply")
    tree = LexborHTMLParser(html)
    if tree.body is None:
        raise UnreadableError(f"{name} 不是网页", f"{name} is no HTML page")
    meta = dict(_meta_fields(tree))
    content = _content(tree) or _readable(html, tree.body)
    around = _around(tree.body, content) if content else []
    root = content or tree.body
    page = without_furniture(list(blocks(root)))
    fields = {**meta, **page.fields, **labelled_fields(around)}
    if not any(is_complete(normalise(b.text)) for b in page.blocks[:TITLED] if isinstance(b, Block)):
        fields = {**_headline(tree), **fields}
    return Reading(tuple(page.blocks), fields, _links(tree, root))


def _headline(tree: LexborHTMLParser) -> dict[str, str]:
    """The title that the page shows or names, for a content that begins without one."""
    texts = (normalise((node.text() or "").split("|")[0]) for node in tree.css("h1, h2, title"))
    title = next((text for text in texts if is_complete(text)), None)
    return {"title": title} if title else {}


def _meta_fields(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or "").lower()
        value = (attributes.get("content") or "").strip()
        if value and key in page_meta():
            yield page_meta()[key], value
    for node in tree.css("link[rel=canonical]"):
        yield "url", node.attributes.get("href") or ""


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """The place of the first known selector that finds text; of several such places the largest."""
    for selector in page_content():
        found = [(len((node.text() or "").strip()), -n, node) for n, node in enumerate(tree.css(selector))]
        if found and max(found)[0] >= ENOUGH:
            return max(found)[2]
    return None


def _around(body: LexborNode, content: LexborNode) -> list[Block]:
    """The lines and cells of the page that are not of its content."""
    inside = {block.text for block in _cells_too(blocks(content))}
    return [block for block in _cells_too(blocks(body)) if block.text not in inside]


def _cells_too(found: Iterable[Block | Grid]) -> Iterator[Block]:
    """Paragraphs, and the cells of tables as such."""
    for block in found:
        if isinstance(block, Grid):
            yield from (Block(cell.text) for cell in block.cells)
        else:
            yield block


def _readable(html: str, whole: LexborNode) -> LexborNode | None:
    """What readability finds, where it is installed (`pip install suwen[html]`)."""
    if find_spec("readability") is None or len((whole.text() or "").strip()) < ENOUGH:
        return None
    from readability import Document as Readable

    try:
        body = LexborHTMLParser(Readable(html).summary()).body
    except Exception:  # lxml refuses what browsers and lexbor read; the whole body is read then
        return None
    return body if body is not None and len((body.text() or "").strip()) >= ENOUGH else None


def _links(tree: LexborHTMLParser, root: LexborNode) -> tuple[Link, ...]:
    """The links of the document, and attachments that the page lists beside it."""
    suffixes = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar")
    own = links(root)
    beside = (link for link in links(tree.body or root) if link.href.lower().split("?")[0].endswith(suffixes))
    return (*own, *(link for link in beside if link not in own))
