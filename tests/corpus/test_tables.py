import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.flattened import from_merged_rows, from_tabbed_rows, is_value
from corpus.grids import Spanned, filled, placed, plain
from corpus.model import Document, Grid, GridCell
from corpus.tabular import find_tables
from tests.corpus.conftest import Make

HEAD = [["", "申请人情况"], ["", "自然人", "法人", "总计"], ["", "", "企业", "其他", ""]]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {c.text: (c.row, c.column, c.rowspan, c.colspan) for c in grid.cells if c.text}


def test_merged_headers_and_labels_of_a_flattened_form() -> None:
    rows = [
        ["勾稽", "申请人情况"],
        ["", "自然人", "法人", "总计"],
        ["", "", "企业", "其他", ""],
        ["一、新收", "1", "2", "0", "3"],
        ["三、结果", "（一）公开", "1", "2", "0", "3"],
        ["", "（三）不公开", "1.秘密", "0", "0", "0", "0"],
        ["", "", "2.其他", "0", "", "0", "0"],
        ["四、结转", "0", "0", "0", "0"],
    ]
    assert spans(from_merged_rows(rows)) | {"0": None, "1": None, "2": None, "3": None} == {
        "勾稽": (0, 0, 3, 3),
        "申请人情况": (0, 3, 1, 4),
        "自然人": (1, 3, 2, 1),
        "法人": (1, 4, 1, 2),
        "总计": (1, 6, 2, 1),
        "企业": (2, 4, 1, 1),
        "其他": (2, 5, 1, 1),
        "一、新收": (3, 0, 1, 3),
        "三、结果": (4, 0, 3, 1),
        "（一）公开": (4, 1, 1, 2),
        "（三）不公开": (5, 1, 2, 1),
        "1.秘密": (5, 2, 1, 1),
        "2.其他": (6, 2, 1, 1),
        "四、结转": (7, 0, 1, 3),
        **dict.fromkeys("0123"),
    }


def test_an_empty_figure_continues_none() -> None:
    grid = from_merged_rows([["名称", "甲", "乙"], ["条数", "1", "2"], ["篇数", "", "3"]])
    assert GridCell("", 2, 1) in grid.cells


def test_groups_over_repeating_headers() -> None:
    leaf = ["维持", "纠正"]
    grid = from_merged_rows(
        [["复议", "诉讼"], [*leaf, "直接", "复议后"], ["", "", *leaf, *leaf], list("000000")]
    )
    found = {c.text: (c.column, c.colspan) for c in grid.cells if c.row < 2}
    assert found["复议"] == (0, 2)
    assert found["诉讼"] == (2, 4)
    assert found["直接"] == (2, 2)
    assert found["复议后"] == (4, 2)


def test_tabbed_rows_keep_their_columns() -> None:
    grid = from_tabbed_rows([["项目", "件数", ""], ["", "甲", "乙"], ["许可", "", "7"], ["", "3", "", "5"]])
    assert spans(grid)["件数"] == (0, 1, 1, 2)
    assert spans(grid)["项目"] == (0, 0, 2, 1)
    assert spans(grid)["7"][:2] == (2, 2)
    assert spans(grid)["5"][:2] == (3, 3)


@pytest.mark.parametrize(
    "text", ["0", "84952", "+461", "增加7", "183万元", "57%", "1,234.5", "/", "—", "130 件"]
)
def test_figures(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "1.属于国家秘密", "3.其他", "规章", "第二十条", "2020年", "（一）"])
def test_labels_are_no_figures(text: str) -> None:
    assert not is_value(text)


def test_one_cell_a_line(make: Make) -> None:
    document = make("一、情况\n\t名称\n\t本年新\n公开数量\n\n\t规章\n\t　2\n\n\n二、其他\n")
    table = document.tables[0]
    assert table.shape == (2, 2)
    assert table.span.of(document.text) == "名称\t本年新公开数量\n规章\t2"
    assert [s.label for s in document.sections] == ["一、", "二、"]


def test_rows_go_on_over_a_page_break(make: Make) -> None:
    document = make("名称\t件数\n许可\t9\n\n其他\t15\n\n二、说明\n")
    assert [t.shape for t in document.tables] == [(3, 2)]


def test_row_labels_are_no_headings(make: Make) -> None:
    document = make("\t一、新收\n\t0\n\n\t四、结转\n\t0\n\n\n四、复议\n")
    assert [s.title for s in document.sections] == ["复议"]


@pytest.mark.parametrize(
    "text",
    [
        "\t各科室：\n\t为做好工作，" + "制定本方案，" * 30 + "请执行。\n\t" + "一、目标是公开。" * 20 + "\n",
        "\t\t\t\t\t网站地图\n",
        "微信 | 微博\n",
    ],
)
def test_indents_and_furniture_are_no_tables(text: str) -> None:
    assert not list(find_tables(text.splitlines()))


def test_pipes_in_plain_text() -> None:
    ((_, end, grid),) = find_tables(["| 名称 | 数 |", "| --- | --- |", "| 规章 | 0 |"])
    assert end == 3
    assert [c.text for c in grid.cells] == ["名称", "数", "规章", "0"]


GRIDS = st.lists(
    st.lists(
        st.builds(Spanned, st.sampled_from(["", "甲", "0"]), st.integers(0, 4), st.integers(0, 4)), max_size=5
    ),
    min_size=1,
    max_size=5,
)


@given(GRIDS)
def test_each_place_is_covered_once(rows: list[list[Spanned]]) -> None:
    grid = placed(rows)
    places = [
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    ]
    assert len(places) == len(set(places))
    assert filled(grid.cells) == grid
    if places:
        assert len(places) == (1 + max(r for r, _ in places)) * (1 + max(c for _, c in places))


ROWS = st.lists(
    st.lists(st.sampled_from(["", "甲", "乙", "0", "12"]), min_size=1, max_size=6), min_size=1, max_size=6
)


@given(ROWS)
def test_every_cell_of_a_flattened_table_is_kept_in_its_row(rows: list[list[str]]) -> None:
    for grid in (from_merged_rows(rows), from_tabbed_rows(rows), plain(rows)):
        texts = [[c.text for c in grid.cells if c.row == r and c.text] for r in range(len(rows))]
        assert texts == [[t for t in row if t] for row in rows]


def cells_match(document: Document) -> None:
    for table in document.tables:
        for cell in table.cells:
            assert table.span.start <= cell.start <= cell.end <= table.span.end
        for row in range(table.shape[0]):
            cells = [c for c in table.cells if c.row == row]
            line = "\t".join(document.text[c.start : c.end] for c in cells)
            assert not cells or document.text[cells[0].start : cells[-1].end] == line


def test_cells_have_their_characters(make: Make) -> None:
    cells_match(make("前言\n甲\t乙\n1\t2\n\t3\n后记\n"))
