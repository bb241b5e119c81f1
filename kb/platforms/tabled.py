"""Figures of platforms in tables: one platform a row or a column, or the yearly form of a government website.

The form is the 政府网站工作年度报表 of 国办发〔2017〕47号, 附件 2, with 微博 and 微信 as groups of rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Cell, Span, Table
from kb.model import Figure
from kb.numbers import Quantity, find_numbers
from kb.platforms.accounts import Found, named_account
from kb.platforms.figures import figure
from kb.platforms.kinds import Kind
from kb.platforms.lexicon import Measure, lexicon
from kb.platforms.sites import find_sites
from kb.platforms.surroundings import Surroundings

Row = list[Cell | None]

SUM = re.compile(r"合\s{0,4}计|总\s{0,4}计|小\s{0,4}计|总数|总量|数量")
NAME_LABEL = re.compile(
    r"(?:[^，。；\n]{0,10})(?:名称|[账帐]号|[账帐]户|公众号)(?:名|名称)?(?:[（(][^）)]{0,10}[）)])?"
)
SITE_NAME, SITE_ADDRESS = "网站名称", "首页网址"
POSTED = re.compile(r"发布|推送|更新|发文|推文|编发|刊发|上传|发稿|[数量条篇期]")
COUNTING = re.compile(r"[数量条篇期次人]")
"""What a column of counts bears in its head, besides its measure."""

APART = re.compile(r"独立|人均|日均|月均|平均")
"""Words of a label that counts something beside the whole (独立用户访问总量)."""

OWN_NAME = re.compile(r"(?!官方|政务|单位|部门|本|我|局|厅|\d)[\u4e00-\u9fffA-Za-z0-9·]{3,16}")
"""What is an account's name where it fills a cell up to the channel: 富平水务〔微信公众号〕."""

QUOTED = re.compile(r"[“”\"「」『』@＠《》]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table at work: its grid and the words for channels that stand in it."""

    around: Surroundings
    grid: list[Row]
    kinds: list[Kind]

    def text(self, cell: Cell | None) -> str:
        """The characters of a cell."""
        return self.around.text[cell.start : cell.end].strip() if cell else ""

    def kind(self, cell: Cell) -> Kind | None:
        """The first word for a channel in a cell."""
        return next((k for k in self.kinds if cell.start <= k.start and k.end <= cell.end), None)


def find_tabled(
    around: Surroundings, tables: tuple[Table, ...], kinds: list[Kind]
) -> Iterator[tuple[Table, Found, tuple[Figure, ...]]]:
    """Each platform of a table with its figures there, in the order of the text."""
    for table in tables:
        inside = [k for k in kinds if table.span.start <= k.start < table.span.end]
        if inside:
            sheet = Sheet(around, table.grid(), inside)
            for found, figures in platforms_of(sheet):
                yield table, found, figures


def platforms_of(sheet: Sheet) -> Iterator[tuple[Found, tuple[Figure, ...]]]:
    """The platforms of one table, those with figures only."""
    counted: dict[Found, list[Figure]] = {}
    for row, line in enumerate(sheet.grid):
        for column, cell in enumerate(line):
            if cell is None or (cell.row, cell.column) != (row, column):
                continue
            number = whole_number(sheet, cell)
            read = figure_of(sheet, row, column, number) if number else None
            if read is not None:
                counted.setdefault(read[0], []).append(read[1])
    for found in sorted(counted, key=lambda found: found.start):
        yield found, tuple(counted[found])


def whole_number(sheet: Sheet, cell: Cell) -> Quantity | None:
    """The number that fills a cell, or None."""
    found = list(find_numbers(sheet.around.text, cell.start, cell.end))
    whole = len(found) == 1 and (found[0].begin, found[0].reach) == (cell.start, cell.end)
    return found[0] if whole else None


def figure_of(sheet: Sheet, row: int, column: int, number: Quantity) -> tuple[Found, Figure] | None:
    """What a number counts of which platform, told by the labels left of it and above it."""
    left = labels(sheet, reversed(sheet.grid[row][:column]))
    above = labels(sheet, (line[column] for line in reversed(sheet.grid[:row])))
    if any(SUM.fullmatch(sheet.text(cell)) and cell.column == 0 for cell in left):
        return None
    name = name_cell(sheet, row, [*left, *above])
    said = [(m, cell) for cell in left if cell != name and (m := measure_of(sheet, cell))][:1]
    partly = left and not said and bool(APART.search(sheet.text(left[0])) or other(sheet, left[0]))
    said = said or ([] if partly else [(m, cell) for cell in above if (m := measure_of(sheet, cell))][:1])
    if not said or (said[0][1] in left and any(other(sheet, c) for c in left[: left.index(said[0][1])])):
        return None
    measure, label = said[0]
    found = subject(sheet, [c for c in (*left, *above) if c is not label], name, label)
    if found is None:
        return None
    span = Span(number.begin, number.reach)
    return found, figure(sheet.around.text, span, number, measure, sheet.around.profile.year)


def labels(sheet: Sheet, cells: Iterator[Cell | None]) -> list[Cell]:
    """The cells with words, each once, in order."""
    worded = [c for c in cells if c is not None and sheet.text(c) and whole_number(sheet, c) is None]
    return list(dict.fromkeys(worded))


def other(sheet: Sheet, cell: Cell) -> bool:
    """Whether a label between a number and its measure narrows it to a part (概况类信息更新量)."""
    text = sheet.text(cell)
    return not SUM.fullmatch(text) and bool(lexicon().excluded.search(text) or APART.search(text))


def measure_of(sheet: Sheet, cell: Cell) -> Measure | None:
    """The measure that a label names, a channel's own word left out (视频号 is no count of videos)."""
    text = sheet.text(cell)
    for kind in sheet.kinds:
        if cell.start <= kind.start and kind.end <= cell.end:
            text = text.replace(kind.of(sheet.around.text), "")
    if lexicon().excluded.search(text) or APART.search(text) or NAME_LABEL.fullmatch(text):
        return None
    said = {lexicon().measures[match[0]] for match in lexicon().measure.finditer(text)}
    for measure in ("followers", "views"):
        if measure in said:
            return measure
    return "posts" if "posts" in said and POSTED.search(text) else None


def subject(sheet: Sheet, others: list[Cell], name: Cell | None, label: Cell) -> Found | None:
    """The platform that the labels of a number name, with the `name` that the table gives it in another cell."""
    worded = [(kind, cell) for cell in (*others, label) if (kind := sheet.kind(cell))]
    head = name_head(sheet, name) if name else None
    if head is not None and not any(cell in others for _, cell in worded):
        worded = [(kind, head) for kind in [sheet.kind(head)] if kind] + worded
    if not worded:
        return the_site(sheet)
    kind, cell = worded[0]
    site = the_site(sheet)
    if site and (sheet.text(cell).startswith(SITE_NAME[:2]) or cell.start == site.start):
        return site
    found = told(sheet, kind, cell)
    if found.name is None and name is not None and name != cell:
        plain = QUOTED.sub("", sheet.text(name))
        found = replace(found, name=plain, start=name.start, end=name.end, rule="table")
    return found


def told(sheet: Sheet, kind: Kind, cell: Cell) -> Found:
    """The platform as its own cell names it."""
    named = (
        list(named_account(sheet.around, kind, frozenset()))
        if kind.sort == "account"
        else list(find_sites(sheet.around, [kind]))
    )
    inside = [f for f in named if cell.start <= f.start and f.end <= cell.end]
    found = inside[0] if inside else Found(kind, None, kind.start, kind.end, "table")
    if found.name or found.owner or kind.sort != "account" or kind.end != cell.end:
        return found
    name = QUOTED.sub("", sheet.around.text[cell.start : kind.start]).strip()
    return replace(found, name=name, start=cell.start, end=cell.end) if OWN_NAME.fullmatch(name) else found


def name_cell(sheet: Sheet, row: int, others: list[Cell]) -> Cell | None:
    """The cell with the platform's name: under 账号名称 in its row, or beside 名称 among the rows of its channel."""
    for column, cell in enumerate(sheet.grid[row]):
        head = name_head(sheet, cell)
        if (
            head is not None
            and cell is not None
            and head.column == column
            and whole_number(sheet, cell) is None
        ):
            return cell
    for group in others:
        if group.rowspan == 1 or not sheet.kind(group):
            continue
        for line in sheet.grid[group.row : group.row + group.rowspan]:
            at = next(
                (i for i, c in enumerate(line) if NAME_LABEL.fullmatch(sheet.text(c)) and c != group), None
            )
            if at is not None and at + 1 < len(line) and sheet.text(line[at + 1]):
                return line[at + 1]
    return None


def name_head(sheet: Sheet, cell: Cell | None) -> Cell | None:
    """The label 账号名称 at the head of a cell's column, if it has one and is not that itself."""
    if cell is None or not sheet.text(cell):
        return None
    for line in sheet.grid[: cell.row]:
        head = line[cell.column]
        counts = (c for c in line if c and COUNTING.search(sheet.text(c)) and measure_of(sheet, c))
        if NAME_LABEL.fullmatch(sheet.text(head)) and any(counts):
            return head
    return None


def the_site(sheet: Sheet) -> Found | None:
    """The website that a form is filled in for: beside 网站名称, its address beside 首页网址."""
    name, address = beside(sheet, SITE_NAME), beside(sheet, SITE_ADDRESS)
    if name is None:
        return None
    first = next(k for k in sheet.kinds if k.channel == "website")
    kind = Kind(name.start, name.end, name.start, first.word, "own_site", "website")
    url = sheet.text(address).rstrip("/") if address else None
    return Found(kind, sheet.text(name), name.start, name.end, "table", url=url or None)


def beside(sheet: Sheet, label: str) -> Cell | None:
    """The cell right of a label."""
    for line in sheet.grid:
        for cell, following in pairwise(line):
            if sheet.text(cell) == label and following is not None and sheet.text(following):
                return following
    return None
