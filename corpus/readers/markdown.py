"""Markdown: front matter, `#` headings, pipe and HTML tables, links kept as text, markup taken off."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from corpus.encoding import decode
from corpus.frontmatter import split
from corpus.grids import plain
from corpus.htmlgrid import read_table
from corpus.model import Block, Grid, Link, Reading
from corpus.tabular import RULE, bar_cells

COMMENT = re.compile(r"<!--.{0,100000}?-->", re.DOTALL)
HEADING = re.compile(r"(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*")
IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
LINK = re.compile(r"\[(?P<text>[^\[\]\n]{0,300})\]\((?P<href>[^()\s]{0,1000})(?:\s+\"[^\"\n]{0,300}\")?\)")
# **bold**, though not the masks in 王**、李**.
BOLD = re.compile(r"(?:(?<!\w)|(?=\*\*\w))\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*(?!\*)")
MARKUP = re.compile(
    r"`([^`\n]{1,300})`|(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*(?![\w*])|(?<!\w)__?(?=[^\s_])([^_\n]{1,400})(?<=[^\s_])__?(?!\w)"
)
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
LIST = re.compile(r"^\s{0,12}(?:[-*+]\s+|>\s?)+(?=\S)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
HIDDEN = 0x10FF00  # escaped marks hide in the last private plane while markup is read
UNHIDE = {HIDDEN + code: code for code in range(128)}


def read(raw: bytes, name: str) -> Reading:
    """The blocks, fields and links of a Markdown file."""
    text = decode(raw, name).replace("\r\n", "\n").replace("\r", "\n")
    fields, body = split(text, name)
    links: list[Link] = []
    return Reading(tuple(_blocks(COMMENT.sub("", body).split("\n"), links)), fields, tuple(links))


def _blocks(lines: Sequence[str], links: list[Link]) -> Iterator[Block | Grid]:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        end = at + 1
        if line.startswith("<table"):
            end = next((n + 1 for n in range(at, len(lines)) if "</table>" in lines[n]), at + 1)
            yield from _html_tables("\n".join(lines[at:end]))
        elif "|" in line and end < len(lines) and "-" in lines[end] and RULE.fullmatch(lines[end].strip()):
            end = next((n for n in range(at, len(lines)) if "|" not in lines[n]), len(lines))
            rows = [line, *lines[at + 2 : end]]
            yield plain([[_inline(cell, links) for cell in bar_cells(row)] for row in rows])
        elif line:
            yield from _paragraph(line, links)
        at = end


def _html_tables(html: str) -> Iterator[Grid]:
    for table in LexborHTMLParser(html).css("table"):
        yield read_table(table)


def _paragraph(line: str, links: list[Link]) -> Iterator[Block]:
    heading = HEADING.fullmatch(line)
    text = _inline((heading[2] or "") if heading else LIST.sub("", line), links)
    if text.strip():
        yield Block(text, len(heading[1]) if heading else None)


def _inline(text: str, links: list[Link]) -> str:
    """`text` without markup; its links are added to `links`."""
    hidden = ESCAPED.sub(lambda m: chr(HIDDEN + ord(m[1])), text)
    links.extend(Link(_plain(m["text"]), _plain(m["href"])) for m in LINK.finditer(IMAGE.sub("", hidden)))
    shown = TAG.sub("", LINK.sub(r"\g<text>", IMAGE.sub("", hidden)))
    return _plain(MARKUP.sub(lambda m: m[1] or m[2] or m[3], BOLD.sub(r"\1", shown)))


def _plain(text: str) -> str:
    return unescape(text).translate(UNHIDE)
