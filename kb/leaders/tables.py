"""People in tables: a column 姓名 beside columns like 职务, 单位, 组内职务."""

import re
from collections.abc import Iterator

from corpus.model import Cell, Document, Span, Table
from kb.leaders.anchors import Anchors
from kb.leaders.holdings import Holding
from kb.leaders.names import DOTTED, is_name, plain_name
from kb.leaders.people import Person
from kb.leaders.positions import position

NAME = re.compile(r"姓\s{0,6}名")
POST = re.compile(r"职\s{0,4}[务位称级]|单\s{0,4}位|部\s{0,4}门|职责|备\s{0,4}注|身份|小组|岗位")
IN_GROUP = re.compile(r"小组|组内|专班|领导机构|委员会职务|议事|备\s{0,4}注|拟任|岗位")


def find_tabled(document: Document, around: Anchors) -> Iterator[Person]:
    """The people of all tables with a column of names."""
    for table in document.tables:
        yield from people_of(table, around)


def people_of(table: Table, around: Anchors) -> Iterator[Person]:
    """The people of one table: rows under a heading 姓名."""
    names: list[int] = []
    posts: list[int] = []
    heads: list[str] = []
    for row in table.grid():
        texts = [around.text[cell.start : cell.end].strip() if cell else "" for cell in row]
        if any(NAME.fullmatch(text) for text in texts):
            names = [i for i, text in enumerate(texts) if NAME.fullmatch(text)]
            posts = [i for i, text in enumerate(texts) if POST.search(text)]
            heads = texts
            continue
        for at in names:
            cell = row[at] if at < len(row) else None
            if cell is not None and named_in(around, cell):
                held = posts_of(around, row, posts, heads)
                span = trimmed(around.text, cell)
                if held:
                    yield Person(span, held, "table", span.start, span.end)


def named_in(around: Anchors, cell: Cell) -> bool:
    """Whether a cell holds one person's name and nothing else."""
    name = plain_name(around.text[cell.start : cell.end])
    return is_name(name) or bool(DOTTED.fullmatch(name))


def trimmed(text: str, cell: Cell) -> Span:
    """The cell's characters without blanks at its ends."""
    inner = text[cell.start : cell.end]
    start = cell.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))


def posts_of(
    around: Anchors, row: list[Cell | None], columns: list[int], heads: list[str]
) -> tuple[Holding, ...]:
    """The posts of a row, those of the group's own columns marked as such."""
    home: list[Holding] = []
    for column in columns:
        cell = row[column] if column < len(row) else None
        if cell is None or cell.start == cell.end:
            continue
        held = position(around, Span(cell.start, cell.end))
        grouped = bool(IN_GROUP.search(heads[column]))
        home += [Holding(h.post, h.agency, h.group or grouped, h.start, h.end) for h in held]
    return tuple(home)
