import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.normalise import fold, normalise

ODD = st.text(
    alphabet="一二王磊长（）“”。，：@*[]image: bookmark\t\n \u3000\u00a0\u200b\ufeff１Ａab12年月日第条章#·—",
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (
            "盐池县文化旅游广电局 2020 年政府信息 公开工作年度报告",
            "盐池县文化旅游广电局2020年政府信息公开工作年度报告",
        ),
        ("\u3000\u3000一、主要工作情况\u3000", "一、主要工作情况"),
        ("中，@文旅山东 荣获全国十大", "中，@文旅山东 荣获全国十大"),
        ("获得了 “2020年度·创新”", "获得了“2020年度·创新”"),
        ("消费行动, 济南、青岛", "消费行动,济南、青岛"),
        ("1. 本机关不掌握", "1.本机关不掌握"),
        ("本年新\n公开数量", "本年新公开数量"),
        ("Windows 7 系统 and Office 365", "Windows 7系统and Office 365"),
        ("He said “open data” twice", "He said “open data” twice"),
        ("１２条（ＡＰＰ），增长５％", "12条（APP），增长5％"),
        ("国办\u200b发〔2020〕\ufeff17号", "国办发〔2020〕17号"),
        ("[image: 3178d672]举办[bookmark: _GoBack]根据", "举办根据"),
        ("**五是三级联签制度。**明确信息", "五是三级联签制度。明确信息"),
        ("对王**、李**等处罚，电话138****5678", "对王**、李**等处罚，电话138****5678"),
        ("组\u3000长：韩\u3000正\u3000\u3000国务院副总理", "组长：韩正\u3000国务院副总理"),
        ("\u3000\u3000\u3000\u3000李干杰\u3000\u3000生态环境部部长", "李干杰\u3000生态环境部部长"),
        ("主\u00a0\u00a0任：孙春兰", "主任：孙春兰"),
        ("第一章\u3000总 \u00a0则", "第一章\u3000总则"),
        ("第一条 为了加强管理", "第一条\u3000为了加强管理"),
        ("2016 年3月1日", "2016年3月1日"),
        ("2020\u3000年度", "2020年度"),
        ("0531 81697607", "0531 81697607"),
        ("⼯作⺠政", "工作民政"),
        ("a\x00b\x07c", "abc"),
    ],
)
def test_examples(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(st.one_of(st.text(max_size=80), ODD))
@example("**a** ** **b")
@example("[image: [image: ]]")
@example("一\u3000二 三")
def test_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.one_of(st.text(max_size=80), ODD))
def test_fold_leaves_canonical_text_alone(text: str) -> None:
    once = normalise(text)
    assert fold(once) == once
    assert "\n" not in once


@given(st.text(alphabet="政府信息公开年报，。《》0123456789", max_size=40), st.data())
def test_pdf_blanks_go_wherever_they_stand(text: str, data: st.DataObject) -> None:
    chinese = "".join(a + "文" if a.isdigit() else a for a in text)
    place = data.draw(st.integers(0, len(chinese)))
    assert normalise(f"{chinese[:place]} {chinese[place:]}") == chinese


def test_a_phrase_copied_from_a_page_folds_to_the_text() -> None:
    assert fold("２０２０年\u00a0ＡＰＰ") == "2020年 APP"
