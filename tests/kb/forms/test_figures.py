"""Cells and glued digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.forms.figures import cut, read_figure
from kb.forms.labels import closest, fold


@pytest.mark.parametrize(
    ("raw", "value", "status", "unit"),
    [
        ("0", 0, "value", None),
        (" 1,234 ", 1234, "value", None),
        ("１２", 12, "value", None),
        ("增加7", 7, "value", None),
        ("+461", 461, "value", None),
        ("减少3项", -3, "value", "项"),
        ("183万元", 183, "value", "万元"),
        ("3.5", 3.5, "value", None),
        ("", None, "blank", None),
        ("\u3000", None, "blank", None),
        ("/", None, "slash", None),
        ("——", None, "dash", None),
        ("详见附表", None, "see", None),
        ("约20", None, "text", None),
        ("无", None, "text", None),
        ("1 2 3 件件", None, "text", None),
    ],
)
def test_a_cell_has_a_value_or_a_reason(raw: str, value: float | None, status: str, unit: str | None) -> None:
    assert read_figure(raw) == (value, status, unit)


@pytest.mark.parametrize(
    ("digits", "groups", "figures"),
    [
        ("0002002", (7,), (0, 0, 0, 2, 0, 0, 2)),
        ("1011011", (4,), None),  # 10, 1, 0, 11 and 10, 1, 10, … : more than one cut
        ("1001020", (4,), (10, 0, 10, 20)),
        ("100000010", (7,), (10, 0, 0, 0, 0, 0, 10)),
        ("0002003", (7,), None),
        ("693665", (3,), None),
        ("000", (7,), None),
        ("000000000000000", (5, 5, 5), (0,) * 15),
        ("1" * 21, (7,), None),
    ],
)
def test_glued_digits_are_cut_only_one_way(
    digits: str, groups: tuple[int, ...], figures: tuple[int, ...] | None
) -> None:
    assert cut(digits, groups) == figures


@given(st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_a_cut_is_always_a_row_that_adds_up(values: list[int]) -> None:
    row = [*values, sum(values)]
    digits = "".join(map(str, row))
    found = cut(digits, (7,))
    assert found is None or ("".join(map(str, found)) == digits and found[-1] == sum(found[:-1]))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("（四） 无法 提供", "无法提供"),
        ("7. 属于行政执法案卷", "属于行政执法案卷"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("本年增/减", "本年增减"),
        ("危及“三安全一稳定”", "危及三安全一稳定"),
    ],
)
def test_labels_fold(label: str, key: str) -> None:
    assert fold(label) == key


def test_short_labels_are_never_guessed() -> None:
    assert closest("行政处法", {"行政处罚": "penalty", "行政强制": "coercion"}) is None
    assert closest("属于三类内部事务信恩", {"属于三类内部事务信息": "a", "属于四类过程性信息": "b"}) == "a"
