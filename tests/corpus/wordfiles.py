"""Word documents with automatic numbering, made by python-docx."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.corpus.report import CELLS, PARAGRAPHS, TITLE
from tests.corpus.writers import write_table

Level = tuple[str, str]
"""Format and text of a level: ("chineseCounting", "%1、")."""
GOVERNMENT: tuple[Level, ...] = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def numbered(document: Any, levels: Sequence[Level], *, extra: str = "", starts: Sequence[int] = ()) -> int:
    """A new list of these levels in `document`; its numId. `extra`: XML inside each level before its text;
    `starts`: the first counts (default 1)."""
    part = document.part.numbering_part.element
    number = 100 + len(part)
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{starts[n] if n < len(starts) else 1}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    part.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>')
    )
    return again(document, number)


def again(document: Any, abstract: int, start: int | None = None) -> int:
    """One more list that counts with `abstract`; with `start`, it begins anew."""
    part = document.part.numbering_part.element
    number = 200 + len(part)
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        if start is not None
        else ""
    )
    part.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
    )
    return number


def abstract_of(document: Any, number: int) -> int:
    part = document.part.numbering_part.element
    (node,) = (n for n in part.findall(qn("w:num")) if n.get(qn("w:numId")) == str(number))
    return int(node.find(qn("w:abstractNumId")).get(qn("w:val")))


def number_properties(number: int, depth: int | None) -> Any:
    level = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return parse_xml(f'<w:numPr {nsdecls("w")}>{level}<w:numId w:val="{number}"/></w:numPr>')


def add(document: Any, text: str, number: int | None = None, depth: int = 0, style: str | None = None) -> Any:
    paragraph = document.add_paragraph(text, style=style)
    if number is not None:
        paragraph._p.get_or_add_pPr().append(number_properties(number, depth))
    return paragraph


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def new() -> Any:
    return docx.Document()


def report_docx() -> bytes:
    """The made-up report with headings that Word numbers, and its table."""
    document = docx.Document()
    number = numbered(document, GOVERNMENT)
    add(document, TITLE)
    for text in PARAGRAPHS:
        bare = re.sub("^[一二]、", "", text)
        add(document, bare, number if bare != text else None)
    write_table(document, CELLS)
    add(document, "后记。")
    return saved(document)
