"""A `<table>` of HTML → a grid, spans kept. Tables inside a cell give their text to the cell."""

from selectolax.lexbor import LexborNode

from corpus.grids import Spanned, placed
from corpus.model import Grid

BREAKS = frozenset(("br", "p", "div", "li", "tr"))


def read_table(table: LexborNode) -> Grid:
    """The grid of a `<table>` node, its own rows only, not those of a table inside a cell."""
    return placed([[_cell(node) for node in _cells(row)] for row in own_rows(table)])


def own_rows(table: LexborNode) -> list[LexborNode]:
    """The rows of `table` itself: in its thead, tbody and tfoot, or directly in it."""
    rows: list[LexborNode] = []
    for node in table.iter():
        if node.tag == "tr":
            rows.append(node)
        elif node.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in node.iter() if row.tag == "tr"]
    return rows


def _cells(row: LexborNode) -> list[LexborNode]:
    return [node for node in row.iter() if node.tag in ("td", "th")]


def _cell(node: LexborNode) -> Spanned:
    return Spanned(text_of(node), _span(node, "rowspan"), _span(node, "colspan"))


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def text_of(node: LexborNode) -> str:
    """The text of a node, line ends where its breaks and blocks are."""
    parts: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            parts.append((inner.text_content or "").replace("\n", " "))
        elif inner.tag in BREAKS:
            parts.append("\n")
    return "".join(parts).strip("\n")
