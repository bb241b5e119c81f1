"""Laws of the people's rules: no text breaks them, and every slice is right."""

from hypothesis import given
from hypothesis import strategies as st

from kb.agencies import find_agencies
from kb.leaders import find_leaders
from kb.leaders.lexicon import surnames
from kb.leaders.names import is_name, plain_name
from kb.model import Profile
from tests.kb.agency_cases import document

PIECES = [
    "组长", "副组长：", "成　员", "局长", "厅党组书记、", "教育部", "国务院", "王磊", "李　伟", "欧阳明", "买买提·艾力", "同志", "任", "为", "由", "兼任",
    "免去", "的", "、", "，", "。", "：", "（", "）", "\n", "\u3000", " ", "市", "省委常委", "教授", "1.", "应当", "主持", "习近平", "总书记", "办公室主任",
]  # fmt: skip
ISSUER = Profile(agency="青州市教育局", agencies=("青州市教育局",), region=("山东省", "潍坊市", "青州市"))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read(text):
    made = document(text)
    found = find_leaders(made, ISSUER, find_agencies(made, ISSUER))
    assert list(found) == sorted(found, key=lambda m: m.start)
    for mention in found:
        assert mention.text == text[mention.start : mention.end]
        assert mention.name == plain_name(mention.text)
        assert mention.posts


@given(st.sampled_from(sorted(surnames().plain)), st.sampled_from(["建国", "伟", "志强", "丽华", "磊"]))
def test_every_surname_makes_a_name_in_a_list(surname, given_name):
    name = surname + given_name
    made = document(f"成员：{name}　教育部副部长")
    found = find_leaders(made, ISSUER, find_agencies(made, ISSUER))
    assert [(m.name, m.agency) for m in found] == [(name, "教育部")]
    assert is_name(name)
