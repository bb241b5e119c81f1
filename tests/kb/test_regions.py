"""Divisions: the table, how a name finds its division, and where texts name them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Profile
from kb.regions import divisions, find_regions, named, past, resolve, shortened
from kb.regions.evidence import likely
from tests.kb.agency_cases import document


def test_table_holds_today_and_the_past() -> None:
    assert len([r for r in divisions() if r.level == "province"]) == 34
    assert len(divisions()) > 3200
    assert len(past()) > 2000


def test_codes_and_paths_agree() -> None:
    provinces = {r.code[:2]: r.name for r in divisions() if r.level == "province"}
    for region in divisions():
        assert re.fullmatch(r"\d{6}", region.code)
        assert region.path[-1] == region.name
        assert region.path[0] == provinces[region.code[:2]]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("青岛市", "青岛"),
        ("宁夏回族自治区", "宁夏"),
        ("内蒙古自治区", "内蒙古"),
        ("大厂回族自治县", "大厂"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("赵县", "赵县"),
        ("神农架林区", "神农架"),
        ("香港特别行政区", "香港"),
    ],
)
def test_shortened(name: str, short: str) -> None:
    assert shortened(name) == short


@pytest.mark.parametrize(
    ("name", "context", "year", "path"),
    [
        ("盐池县", (), None, ("宁夏回族自治区", "吴忠市", "盐池县")),
        ("青岛", (), None, ("山东省", "青岛市")),
        ("山东", (), None, ("山东省",)),
        ("北京市", (), None, ("北京市",)),
        ("海淀区", (), None, ("北京市", "海淀区")),
        ("济源市", (), None, ("河南省", "济源市")),
        ("吉林", (), None, ("吉林省",)),
        ("西海岸新区", (), None, ("山东省", "青岛市", "西海岸新区")),
        ("鼓楼区", ("福建省", "福州市"), None, ("福建省", "福州市", "鼓楼区")),
        ("鼓楼区", ("江苏省", "南京市", "玄武区"), None, ("江苏省", "南京市", "鼓楼区")),
        ("鼓楼区", (), None, None),
        ("鼓楼区", ("广东省",), None, None),
        ("朝阳区", ("吉林省", "长春市"), None, ("吉林省", "长春市", "朝阳区")),
        ("襄樊市", (), 2005, ("湖北省", "襄樊市")),
        ("崇文区", (), 2008, ("北京市", "崇文区")),
        ("乌有县", (), None, None),
    ],
)
def test_resolve(name: str, context: tuple[str, ...], year: int | None, path: tuple[str, ...] | None) -> None:
    region = resolve(name, context, year)
    assert (region.path if region else None) == path


def test_past_names_know_their_end_and_successor() -> None:
    ended = {r.path: r for r in named("莱芜市")}[("山东省", "莱芜市")]
    assert (ended.until, ended.successor) == (2018, ("山东省", "济南市", "莱芜区"))


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("在山东省青岛市市南区调研", (), [("山东省", 1), ("青岛市", 2), ("市南区", 3)]),
        ("南京市鼓楼区和福州市鼓楼区", (), [("南京市", 2), ("鼓楼区", 3), ("福州市", 2), ("鼓楼区", 3)]),
        ("青岛加快建设", (), [("青岛市", 2)]),
        ("家住青岛路北京路", (), []),
        ("孙中山先生", (), []),
        ("全市各区县", (), []),
        ("鼓楼区教育局", (), [(None, 0)]),
        ("鼓楼区教育局", ("江苏省", "南京市"), [("鼓楼区", 3)]),
        ("雄安新区", (), [("雄安新区", 2)]),
    ],
)
def test_find_regions(text: str, region: tuple[str, ...], found: list[tuple[str | None, int]]) -> None:
    mentions = find_regions(document(text), Profile(region=region))
    assert [(m.name, len(m.path)) for m in mentions] == found
    assert all(text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建立相应城市规划", []),
        ("省和县级以上人民政府", []),
        ("市和县人民政府", []),
        ("安徽省马鞍山市和县人民政府", ["安徽省", "马鞍山市", "和县"]),
        ("担任县级领导", []),
        ("普通化妆品备案", []),
        ("以上海洋捕捞渔船", []),
        ("总结推广安全生产经验", []),
        ("重大庆典活动", []),
        ("江河源头保护", []),
        ("景观环境和田园村居", []),
        ("由中央财政和县级财政", []),
        ("造成县级以上", []),
        ("纳入医保定点范围", []),
        ("护城河北岸", []),
        ("东江入海口", []),
        ("采光和日照时数", []),
        ("大理石矿", []),
        ("会同县级有关部门", []),
        ("公安局会同县人民政府", []),
        ("\n会同县人民政府", ["会同县"]),
        ("在市区、城区、新区、矿区和郊区", []),
        ("长治市城区", ["长治市", "城区"]),
        ("历下区、市中区、槐荫区", ["历下区", "市中区", "槐荫区"]),
        ("沿河县（市、区）", []),
        ("惠企惠民政策", []),
        ("渡口安全管理", []),
        ("向上海图书馆申请", ["上海"]),
        ("青岛、日照、临沂", ["青岛", "日照", "临沂"]),
        ("河北、山西、河南", ["河北", "山西", "河南"]),
        ("由赵县人民政府", ["赵县"]),
    ],
)
def test_common_words_across_an_edge_make_no_name(text: str, found: list[str]) -> None:
    assert [m.text for m in find_regions(document(text), Profile())] == found


@pytest.mark.parametrize(
    ("text", "level", "path"),
    [
        ("网址：http://wh.zibo.gov.cn/", "市", ("山东省", "淄博市")),
        ("邮箱：wlj@zb.shandong.cn", "市", ("山东省", "淄博市")),
        ("联系电话：0533-2306878", "市", ("山东省", "淄博市")),
        ("青岛市、青岛港、青岛政务网，临沂市", "市", ("山东省", "青岛市")),
        ("滕州市、滕州市、滕州市文化馆", "市", ("山东省", "枣庄市", "滕州市")),
        ("青岛市、济南市、青岛市、济南市", "市", None),
        ("没有地名", "市", None),
    ],
)
def test_likely(text: str, level: str, path: tuple[str, ...] | None) -> None:
    assert likely(document(text), (level,)) == path


@given(st.text(alphabet="山东青岛市南区京北海省县州广西的在路", max_size=40))
def test_mentions_lie_in_order_and_are_their_characters(text: str) -> None:
    mentions = find_regions(document(text), Profile())
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
