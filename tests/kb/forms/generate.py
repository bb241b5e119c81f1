"""Annual reports made by chance: both forms, four ways to print them, now and then one planted error.

`generate(seed)` is deterministic; what it made is known cell by cell, so that a reader can be held to it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.assemble import assemble
from corpus.model import Block, Document, Grid, GridCell, Reading
from corpus.readers import text as plain
from kb.audit.equations import COLUMNS, OUTCOMES, RESULTS
from kb.forms.templates import Sheet, Template, templates
from kb.model import Profile

Printed = list[tuple[str, int, int]]
"""A printed row: (text, rowspan, colspan) of each cell that begins in it."""

PLACES = ("临江市", "白河县", "青山区", "东湖市", "西岭县", "南浦区", "北原市", "云水县")
OFFICES = ("文化和旅游局", "财政局", "教育局", "水利局", "民政局", "人民政府办公室", "统计局", "卫生健康局")
SHAPES = ("grid", "pages", "cells", "tabs")
CHAPTERS = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项")  # fmt: skip
NUMERALS = "一二三四五六七八九十"


@dataclass
class Made:
    """A report made: its document and fields, every figure by its code (`None`: printed blank), and the rule
    that must report its planted error (`None`: none planted)."""

    document: Document
    profile: Profile
    template: str
    shape: str
    truth: dict[str, int | None]
    planted: str | None


@dataclass
class Draft:
    """A report before it is printed."""

    chance: random.Random
    template: Template
    year: int
    agency: str
    figures: dict[str, int] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)
    claimed: int = 0
    listed: list[int] = field(default_factory=list)
    listed_total: int = 0
    signed: str = ""
    sections: list[str] = field(default_factory=list)
    rate: str = ""
    period: int = 0


def generate(seed: int) -> Made:
    """The report of a seed; every tenth has an error planted in it."""
    chance = random.Random(seed)
    template = templates()[chance.choice(("2019", "2021"))]
    year = chance.choice((2019, 2020)) if template.id == "2019" else chance.choice((2021, 2022, 2023, 2024))
    draft = Draft(chance, template, year, chance.choice(PLACES) + chance.choice(OFFICES))
    _fill(draft)
    planted = _plant(draft) if seed % 10 == 0 else None
    if planted is None and chance.random() < 0.2:
        draft.blanks = {c for c, v in draft.figures.items() if v == 0 and chance.random() < 0.3}
    shape = chance.choice(SHAPES)
    truth = {code: None if code in draft.blanks else value for code, value in draft.figures.items()}
    profile = Profile(agency=draft.agency, agencies=(draft.agency,), year=draft.year, type="annual_report")
    return Made(_print(draft, shape), profile, template.id, shape, truth, planted)


def parts(chance: random.Random, form: str, year: int, agency: str, shape: str) -> list[str]:
    """A consistent report in its parts: titles, paragraphs, and each table printed in `shape` (cells, tabs)."""
    draft = Draft(chance, templates()[form], year, agency)
    _fill(draft)
    return [part if isinstance(part, str) else _lines(part, shape) for part in _parts(draft)]


def _fill(draft: Draft) -> None:
    chance, figures = draft.chance, draft.figures
    results = (*RESULTS, *draft.template.rows)
    size = chance.choice((1, 3, 40, 900))
    for row in results:
        for column in COLUMNS:
            figures[f"applications/{row}/{column}"] = chance.randint(0, size) if chance.random() < 0.3 else 0
    for column in COLUMNS:
        done = sum(figures[f"applications/{row}/{column}"] for row in results)
        left = chance.randint(0, 2)
        before = chance.randint(0, min(2, done + left))
        for row, value in (("3.7", done), ("4", left), ("2", before), ("1", done + left - before)):
            figures[f"applications/{row}/{column}"] = value
    for row in ("1", "2", *results, "3.7", "4"):
        figures[f"applications/{row}/total"] = sum(figures[f"applications/{row}/{c}"] for c in COLUMNS)
    _fill_small(draft)
    draft.claimed = figures["applications/1/total"]
    draft.listed = [chance.randint(1, 500) for _ in range(chance.randint(2, 6))]
    draft.listed_total = sum(draft.listed) + (chance.randint(0, 50) if chance.random() < 0.5 else 0)
    draft.signed = f"{draft.year + 1}年1月{chance.randint(5, 30)}日"
    draft.sections = [f"（{NUMERALS[n]}）" for n in range(5)]
    whole = chance.randint(3, 60)
    draft.rate = f"共办理建议提案{whole}件，办结率为{100 * chance.randint(1, whole) / whole:.1f}%。"
    draft.period = draft.year


def _fill_small(draft: Draft) -> None:
    """Tables 4 and 2."""
    chance, figures = draft.chance, draft.figures
    for row in ("review/all", "litigation/direct", "litigation/after_review"):
        values = [chance.randint(0, 5) if chance.random() < 0.4 else 0 for _ in OUTCOMES]
        figures |= {
            f"{row}/{c}": v for c, v in zip((*OUTCOMES, "total"), (*values, sum(values)), strict=True)
        }
    for sheet in draft.template.sheets:
        if sheet.table == "disclosure":
            _fill_disclosure(draft, sheet)


def _fill_disclosure(draft: Draft, sheet: Sheet) -> None:
    for row in sheet.rows:
        values = sorted((draft.chance.randint(0, 90) for _ in sheet.columns), reverse=True)
        codes = [c.code for c in sheet.columns]
        if "public_total" in codes:  # made ≥ published, public_total ≥ published
            values = [values[1], values[2], values[0]]
        if "in_force" in codes:  # made, repealed, in force ≥ made
            values = [values[1], values[2], values[0]]
        draft.figures |= {f"disclosure/{row.code}/{c}": v for c, v in zip(codes, values, strict=True)}


def _plant(draft: Draft) -> str:
    return draft.chance.choice(PLANTS)(draft)


def _total_of_row(draft: Draft) -> str:
    row = draft.chance.choice(RESULTS)
    draft.figures[f"applications/{row}/total"] += draft.chance.randint(1, 9)
    return "T3-C"


def _carried(draft: Draft) -> str:
    column = draft.chance.choice(COLUMNS)
    draft.figures[f"applications/4/{column}"] += 1
    return "T3-A"


def _decided(draft: Draft) -> str:
    column = draft.chance.choice(COLUMNS)
    draft.figures[f"applications/3.7/{column}"] += draft.chance.randint(1, 30)
    return "T3-B"


def _slipped(draft: Draft) -> str:
    """A figure that slid one column to the right."""
    row = draft.chance.choice(RESULTS)
    draft.figures[f"applications/{row}/natural_person"] += 1
    return "T3-B"


def _upheld(draft: Draft) -> str:
    rule, row = draft.chance.choice(
        (("T4-A", "review/all"), ("T4-B", "litigation/direct"), ("T4-C", "litigation/after_review"))
    )
    draft.figures[f"{row}/total"] += 1
    return rule


def _negative(draft: Draft) -> str:
    draft.figures[f"applications/{draft.chance.choice(RESULTS)}/{draft.chance.choice(COLUMNS)}"] = -1
    return "X-2"


def _claim(draft: Draft) -> str:
    draft.claimed += 5000
    return "P-1"


def _list(draft: Draft) -> str:
    draft.listed_total = max(*draft.listed, sum(draft.listed) - 1)
    draft.listed = [*draft.listed, 1] if draft.listed_total >= sum(draft.listed) else draft.listed
    return "P-3"


def _early(draft: Draft) -> str:
    draft.signed = f"{draft.year}年1月11日"
    return "D-1"


def _period(draft: Draft) -> str:
    draft.period = draft.year - 1
    return "D-1"


def _jump(draft: Draft) -> str:
    draft.sections = ["（一）", "（二）", "（四）", "（五）"]
    return "M-3"


def _style(draft: Draft) -> str:
    draft.sections = ["（一）", "（二）", "（3）", "（四）", "（五）"]
    return "M-3"


def _rate(draft: Draft) -> str:
    draft.rate = "共办理建议提案46件，办结率为91.0%。"
    return "P-4"


def _stock(draft: Draft) -> str:
    if draft.template.id == "2019":
        draft.figures["disclosure/normative/public_total"] = 0
        draft.figures["disclosure/normative/published"] = 7
        return "T2-A"
    draft.figures |= {"disclosure/normative/made": 9, "disclosure/normative/repealed": 1}
    draft.figures["disclosure/normative/in_force"] = 2
    return "T2-C"


def _year(draft: Draft) -> str:
    draft.year = 2022 if draft.template.id == "2019" else 2020
    draft.period, draft.signed = draft.year, f"{draft.year + 1}年1月20日"
    return "M-1"


PLANTS: tuple[Callable[[Draft], str], ...] = (
    _total_of_row, _carried, _decided, _slipped, _upheld, _negative, _claim, _list, _early, _period, _jump,
    _style, _rate, _stock, _year,
)  # fmt: skip


def _print(draft: Draft, shape: str) -> Document:
    if shape in ("grid", "pages"):
        blocks: list[Block | Grid] = []
        for part in _parts(draft):
            blocks += [Block(part)] if isinstance(part, str) else _grids(part, split=shape == "pages")
        return assemble(Reading(tuple(blocks)), "made.html", repr(blocks).encode())
    text = "\n".join(p if isinstance(p, str) else _lines(p, shape) for p in _parts(draft))
    return assemble(plain.read(text.encode(), "made.txt"), "made.txt", text.encode())


def _parts(draft: Draft) -> list[str | list[Printed]]:
    agency, year = draft.agency, draft.year
    total = draft.listed_total
    listed = "，".join(f"第{NUMERALS[n]}类渠道发布{v}条" for n, v in enumerate(draft.listed))
    said = [
        f"{draft.sections[0]}主动公开。全年主动公开政府信息{total}条，其中{listed}。",
        f"{draft.sections[1]}依申请公开。{year}年，共收到政府信息公开申请{draft.claimed}件，均依法答复。",
        *(
            f"{label}其他工作。按照要求做好第{n + 1}项工作，取得成效。"
            for n, label in enumerate(draft.sections[2:])
        ),
    ]
    disclosure, applications, disputes = _tables(draft)
    return [
        f"{agency}{year}年政府信息公开工作年度报告",
        f"本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为{draft.period}年1月1日至{draft.period}年12月31日。如有疑问，请与{agency}联系（地址：人民路1号；电话：0101-1234567）。",
        f"一、{CHAPTERS[0]}", *said,
        f"二、{CHAPTERS[1]}", disclosure,
        f"三、{CHAPTERS[2]}", applications,
        f"四、{CHAPTERS[3]}", disputes,
        f"五、{CHAPTERS[4]}", "工作中还存在一些不足，将继续改进。",
        f"六、{CHAPTERS[5]}", draft.rate,
        agency, draft.signed,
    ]  # fmt: skip


def _tables(draft: Draft) -> tuple[list[Printed], list[Printed], list[Printed]]:
    disclosure: list[Printed] = []
    for sheet in (s for s in draft.template.sheets if s.table == "disclosure"):
        wide = len(sheet.columns)
        disclosure.append([(sheet.opens[0], 1, 4)])
        disclosure.append([("信息内容", 1, 1), *_widened([c.label for c in sheet.columns])])
        disclosure += [
            [
                (r.label, 1, 1),
                *_widened([_shown(draft, f"disclosure/{r.code}/{c.code}") for c in sheet.columns]),
            ]
            for r in sheet.rows
        ]
        assert wide <= 3
    outcomes = [c.label for c in next(s for s in draft.template.sheets if s.table == "review").columns]
    codes = [
        f"{row}/{c}"
        for row in ("review/all", "litigation/direct", "litigation/after_review")
        for c in (*OUTCOMES, "total")
    ]
    disputes: list[Printed] = [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((o, 2, 1) for o in outcomes), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(o, 1, 1) for o in outcomes * 2],
        [(_shown(draft, code), 1, 1) for code in codes],
    ]
    return disclosure, _applications(draft), disputes


def _widened(cells: list[str]) -> Printed:
    """The last cell reaches the right edge of the four columns."""
    return [*((c, 1, 1) for c in cells[:-1]), (cells[-1], 1, 4 - len(cells))]


def _applications(draft: Draft) -> list[Printed]:
    sheet = next(s for s in draft.template.sheets if s.table == "applications")
    names = [c.label for c in sheet.columns]
    kept = [r for r in sheet.rows if not r.code.startswith("3.6") or r.code in draft.template.rows]
    inner = [r for r in kept if r.code.startswith("3.")]
    rows: list[Printed] = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 1, 7),
        ],
        [(names[0], 2, 1), ("法人或其他组织", 1, 5), (names[-1], 2, 1)],
        [(n, 1, 1) for n in names[1:-1]],
    ]
    for row in kept:
        figures: Printed = [(_shown(draft, f"applications/{row.code}/{c.code}"), 1, 1) for c in sheet.columns]
        if row not in inner:
            rows.append([(row.label, 1, 3), *figures])
            continue
        head: Printed = [("三、本年度办理结果", len(inner), 1)] if row is inner[0] else []
        group = [r for r in kept if r.group and r.group == row.group]
        if not row.group:
            rows.append([*head, (row.label, 1, 2), *figures])
        else:
            lead: Printed = [(row.group, len(group), 1)] if row is group[0] else []
            rows.append([*head, *lead, (row.label, 1, 1), *figures])
    return rows


def _shown(draft: Draft, code: str) -> str:
    if code in draft.blanks:
        return ""
    value = draft.figures[code]
    if code.endswith("items_change") and value:
        return draft.chance.choice((f"增加{value}", f"+{value}", str(value)))
    return draft.chance.choice((str(value), f" {value}", f"{value}\u3000"))


def _placed(rows: list[Printed]) -> list[list[tuple[int, str, int, int]]]:
    """Each row's cells with the grid column that they begin in."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for n, row in enumerate(rows):
        column, line = 0, []
        for text, down, across in row:
            while (n, column) in taken:
                column += 1
            line.append((column, text, down, across))
            taken |= {(n + r, column + c) for r in range(down) for c in range(across)}
            column += across
        placed.append(line)
    return placed


def _grids(rows: list[Printed], *, split: bool) -> list[Block | Grid]:
    """The table as one grid with spans, or as two where a page break cuts it (the second without header)."""
    placed = _placed(rows)
    cut = len(rows) * 2 // 3 if split and len(rows) > 8 else len(rows)
    pages = (placed[:cut], placed[cut:])
    return [
        Grid(
            tuple(
                GridCell(t, n, c, min(d, len(page) - n), a)
                for n, row in enumerate(page)
                for c, t, d, a in row
            )
        )
        for page in pages
        if page
    ]


def _lines(rows: list[Printed], shape: str) -> str:
    """The table as text: a cell a line behind a tab, or a row a line; merged cells leave blanks behind."""
    printed = []
    for line in _placed(rows):
        cells: list[str] = []
        for column, text, _, _ in line:
            cells += [""] * (column - len(cells) if shape == "tabs" else _lead(column, cells)) + [text]
        printed.append(cells)
    if shape == "tabs":
        return "\n".join("\t".join(cells) for cells in printed)
    return "\n".join("".join(f"\t{cell}\n" for cell in cells) for cells in printed) + "\n\n"


def _lead(column: int, cells: list[str]) -> int:
    """The blanks before a row's first cell in the shape that prints a merged cell once, without its width."""
    return min(column, 2) if not cells else 0
