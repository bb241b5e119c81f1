"""Issuers side by side: the blank between two names stays, blanks inside a name go."""

import pytest

from corpus.normalise import normalise
from corpus.organs import are_parted, spaced
from kb.profile import profile
from tests.corpus.conftest import Make


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中共白河县委办公室", "白河县人民政府办公室关于印发方案的通知"),
        ("关于公开，中共某某市委", "某某市人民政府2021年"),
        ("县委办公室", "县政府办公室关于公开的通知"),
        ("国家发展改革委", "财政部"),
        ("财政部", "国家税务总局关于公开的通知"),
        ("中共中央办公厅", "国务院办公厅印发"),
        ("山东省财政厅", "山东省教育厅"),
    ],
)
def test_two_names(left: str, right: str) -> None:
    assert are_parted(left, right)
    assert normalise(f"{left} {right}") == f"{left} {right}"
    assert normalise(f"{left}\xa0{right}") == f"{left} {right}"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("某某市财政局", "办公室关于公开的通知"),
        ("某某市人民政府", "办公厅"),
        ("中共某某市委", "宣传部关于公开的通知"),
        ("某某市教育局", "关于公开的通知"),
        ("山东省文化", "和旅游厅"),
        ("各单位要高度重视", "某某市财政局"),
        ("白河县公开工作", "白河县财政局"),
        ("山东省", "山东大学"),
    ],
)
def test_one_name_or_none(left: str, right: str) -> None:
    assert not are_parted(left, right)
    assert normalise(f"{left} {right}") == left + right


def test_names_with_blanks_inside() -> None:
    printed = "中共白河县委 办公室 白河县 人民政府办公室 关于印发方案的通知"
    assert normalise(printed) == "中共白河县委办公室 白河县人民政府办公室关于印发方案的通知"


def test_joined_lines() -> None:
    assert spaced(["中共白河县委办公室", "白河县人民政府办公室", "关于公开的通知"]) == (
        "中共白河县委办公室 白河县人民政府办公室关于公开的通知"
    )


@pytest.mark.parametrize("gap", [" ", "\u3000", "\n", "、"])
@pytest.mark.parametrize(
    ("first", "second", "agencies"),
    [
        ("中共盐池县委办公室", "盐池县人民政府办公室", ("中共盐池县委办公室", "盐池县人民政府办公室")),
        ("山东省财政厅", "山东省教育厅", ("山东省财政厅", "山东省教育厅")),
        ("国家发展改革委", "财政部", ("国家发展和改革委员会", "财政部")),
    ],
)
def test_both_are_issuers(make: Make, gap: str, first: str, second: str, agencies: tuple[str, ...]) -> None:
    document = make(f"{first}{gap}{second}关于印发公开工作方案的通知\n各乡镇、各部门：\n现印发给你们。\n")
    mark = "、" if gap == "、" else " "
    assert document.meta.title == f"{first}{mark}{second}关于印发公开工作方案的通知"
    assert document.meta.issuer == f"{first}{mark}{second}"
    assert set(profile(document).agencies) == set(agencies)
