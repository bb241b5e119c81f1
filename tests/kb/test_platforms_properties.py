"""Laws of the platforms' rules: no text breaks them, and every slice is right."""

from hypothesis import given
from hypothesis import strategies as st

from kb.agencies import find_agencies
from kb.model import Profile
from kb.platforms import find_platforms, merge_platforms
from tests.kb.agency_cases import document

PIECES = [
    "“", "”", "威海教育", "微信公众号", "新浪微博", "抖音号", "官网", "局", "政府网站", "12345", "热线", "@", "http://a.gov.cn/", "（", "）", "、", "，", "。", "；",
    "\n", "粉丝数", "发布信息", "阅读量", "882万", "1.2万余条", "分别", "截至2023年12月底", "政务服务网", "青岛", "山东省", "APP", "网", "信息网", "分享到", "其中",
]  # fmt: skip
ISSUER = Profile(
    agency="威海市教育局",
    agencies=("威海市教育局",),
    region=("山东省", "威海市"),
    year=2023,
    type="annual_report",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read(text):
    made = document(text)
    found = find_platforms(made, ISSUER, find_agencies(made, ISSUER))
    ends = 0
    for mention in found:
        assert mention.start >= ends
        ends = mention.end
        assert mention.text == text[mention.start : mention.end]
        assert all(text[f.start : f.end] == f.raw and f.value >= 0 for f in mention.figures)
    merged = merge_platforms(found)
    assert len({(p.channel, p.name or p.owner) for p in merged}) == len(merged)
    assert sum(len(p.figures) for p in merged) == sum(len(m.figures) for m in found)


@given(st.integers(1, 10**9), st.sampled_from(["粉丝数", "订阅数", "关注人数"]))
def test_a_follower_count_is_read_as_printed(value, word):
    made = document(f"“威海教育”微信公众号{word}{value}个。")
    (mention,) = find_platforms(made, ISSUER, ())
    assert [(f.measure, f.value, f.raw) for f in mention.figures] == [("followers", value, str(value))]
