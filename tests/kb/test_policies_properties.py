"""Laws that hold for any text: it never raises, every slice is right, and the same text gives the same answer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kb.policy_cases import found

PIECES = st.sampled_from(
    [
        "《", "》", "〈", "〉", "<", ">", "（", "）", "〔", "〕", "[", "]", "，", "。", "、", "\n", "\n\n", " ", "\u200b", "\t",
        "根据", "以下简称", "印发", "同时废止", "关于", "的通知", "条例", "办法", "政府信息公开条例", "国务院令第711号",
        "国办发〔2020〕17号", "第五十条", "第（一）项", "2019", "号", "令", "公告", "新", "甲市", "刑法", "律",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_slices_are_right_and_in_order(text: str) -> None:
    mentions = found(text, title="甲市办法", date="2020-01-01")
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        if mention.number_start is not None and mention.number_end is not None:
            printed = text[mention.number_start : mention.number_end]
            assert "".join(printed.split()).replace("\u200b", "") == mention.number
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert mentions == found(text, title="甲市办法", date="2020-01-01")


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=100, deadline=None)
def test_a_blank_line_parts_what_stands_on_both_sides(text: str) -> None:
    closed = "根据《甲市工作规则》编制。\n\n"
    assert [m.name for m in found(closed + text)][:1] == ["甲市工作规则"]
