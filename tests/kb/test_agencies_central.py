"""Central organs: the registry, short forms at a document's date, and the letters of numbers."""

import pytest

from kb.agencies import find_agencies
from kb.agencies.prefixes import issuer_of_number
from kb.agencies.registry import official, organs
from kb.model import Profile
from tests.kb.agency_cases import document

CENTRAL = Profile(agency="国务院办公厅", agencies=("国务院办公厅",), year=2019, date="2019-02-01")


def test_registry_is_consistent() -> None:
    known = {organ.name for organ in organs()}
    assert len(known) == len(organs())
    for organ in organs():
        assert set(organ.successors) <= known | {"国家铁路局", "中国铁路总公司"}
        assert (organ.since or 0) <= (organ.until or 9999)


SHORTS = [
    ("发展改革委", "国家发展和改革委员会"),
    ("国家发改委", "国家发展和改革委员会"),
    ("科技部", "科学技术部"),
    ("工信部", "工业和信息化部"),
    ("人力资源社会保障部", "人力资源和社会保障部"),
    ("国家文旅部", "文化和旅游部"),
    ("卫生健康委", "国家卫生健康委员会"),
    ("国资委", "国务院国有资产监督管理委员会"),
    ("银保监会", "中国银行保险监督管理委员会"),
    ("税务总局", "国家税务总局"),
    ("统计局", "国家统计局"),
    ("国办", "国务院办公厅"),
    ("国务院办公厅", "国务院办公厅"),
    ("中华人民共和国国务院", "国务院"),
    ("党中央", "中共中央"),
    ("中宣部", "中共中央宣传部"),
    ("全国人大常委会", "全国人民代表大会常务委员会"),
    ("全国妇联", "中华全国妇女联合会"),
    ("文化和旅游部办公厅", "文化和旅游部办公厅"),
    ("国务院第二次全国污染源普查领导小组", "国务院第二次全国污染源普查领导小组"),
    ("国家科学技术奖励委员会", "国家科学技术奖励委员会"),
    ("公共资源交易平台整合工作部际联席会议", "公共资源交易平台整合工作部际联席会议"),
    ("调整完善危险化学品安全生产监管部际联席会议", "危险化学品安全生产监管部际联席会议"),
    ("建立浙江舟山群岛新区建设部省际联席会议", "浙江舟山群岛新区建设部省际联席会议"),
    ("国家保护知识产权工作组", "国家保护知识产权工作组"),
    ("国务院电子信息系统推广应用办公室", "国务院电子信息系统推广应用办公室"),
    ("国务院全国1%人口抽样调查领导小组", "国务院全国1%人口抽样调查领导小组"),
]


@pytest.mark.parametrize(("text", "name"), SHORTS)
def test_short_forms_in_a_central_document(text: str, name: str) -> None:
    assert [m.name for m in find_agencies(document(f"（{text}负责）"), CENTRAL)] == [name]


@pytest.mark.parametrize(
    ("year", "short", "name"),
    [
        (1981, "国家建委", "国家基本建设委员会"),
        (1991, "机电部", "机械电子工业部"),
        (1991, "国务院特区办", "国务院经济特区办公室"),
        (1996, "机械部", "机械工业部"),
        (1996, "教委", "国家教育委员会"),
        (2000, "石化局", "国家石油和化学工业局"),
        (2007, "总后卫生部", "中国人民解放军总后勤部卫生部"),
        (2015, "中央改革办", "中央全面深化改革领导小组办公室"),
        (2019, "中央改革办", "中央全面深化改革委员会办公室"),
    ],
)
def test_short_forms_of_their_time(year: int, short: str, name: str) -> None:
    paper = Profile(agency="国务院办公厅", agencies=("国务院办公厅",), year=year)
    assert [m.name for m in find_agencies(document(f"（{short}负责）"), paper)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国务院批转国家编制委员会关于做好工作的请示的通知", ["国务院", "国家编制委员会"]),
        ("国务院办公厅转发全国双拥工作领导小组的意见", ["国务院办公厅", "全国双拥工作领导小组"]),
        ("云南省人民政府：\n同意你省民政厅的意见。", ["云南省人民政府", "云南省民政厅"]),
        (
            "山东省人民政府、河南省人民政府：\n同意你省水利厅的意见。",
            ["山东省人民政府", "河南省人民政府"],
        ),
        ("山东省、河南省人民政府：\n同意你省水利厅的意见。", ["山东省人民政府", "河南省人民政府"]),
        (
            "云南省人民政府，各市人民政府：\n同意你省民政厅的意见。",
            ["云南省人民政府", "云南省民政厅"],
        ),
        ("建立民族乡人民政府", []),
        ("（成员单位应出席本次部际联席会议）", []),
        ("（成员单位应定期参会部际联席会议）", []),
        ("（第三次全体部际联席会议）", []),
        ("（2019年12月部际联席会议）", []),
        ("（出席长江流域省际联席会议）", ["长江流域省际联席会议"]),
        ("长江流域省际联席会议", ["长江流域省际联席会议"]),
        ("2019年12月第三次公共资源交易平台整合部际联席会议", ["公共资源交易平台整合部际联席会议"]),
        ("每年召集农民工工作部际联席会议", ["农民工工作部际联席会议"]),
        ("国家重点研发计划工作组", []),
        ("国家派驻湖北工作组", []),
        ("国家标准制定工作组", []),
        ("国家负责保护知识产权工作组", []),
        ("新疆生产建设兵团教育厅（局）：", ["新疆生产建设兵团教育局"]),
        ("你省民政厅的意见", []),
    ],
)
def test_names_in_papers_of_the_state_council(text: str, names: list[str]) -> None:
    assert [m.name for m in find_agencies(document(text), CENTRAL)] == names


def test_a_bare_department_is_its_own_provinces() -> None:
    province = Profile(agency="四川省人民政府", agencies=("四川省人民政府",), region=("四川省",), year=2015)
    found = find_agencies(document("领导小组办公室设在财政厅。各省财政厅"), province)
    assert [m.name for m in found] == ["四川省财政厅"]


def test_a_new_unit_is_the_issuers_own() -> None:
    ministry = Profile(agency="国家旅游局", agencies=("国家旅游局",), year=2015)
    assert find_agencies(document("成立了新闻办，召开了会议"), ministry) == ()


@pytest.mark.parametrize("text", ["发展改革委", "统计局", "卫生健康委"])
def test_bare_short_forms_are_not_central_in_local_documents(text: str) -> None:
    local = Profile(
        agency="青岛市文化和旅游局", agencies=("青岛市文化和旅游局",), region=("山东省", "青岛市")
    )
    assert find_agencies(document(f"由{text}负责"), local) == ()


@pytest.mark.parametrize(
    ("short", "year", "name"),
    [
        ("广电总局", 2010, "国家广播电影电视总局"),
        ("广电总局", 2015, "国家新闻出版广电总局"),
        ("广电总局", 2020, "国家广播电视总局"),
        ("国家计委", 1996, "国家计划委员会"),
        ("国家计委", 2001, "国家发展计划委员会"),
        ("银监会", 2010, "中国银行业监督管理委员会"),
        ("文化部", None, "文化部"),
        ("乌有部", None, None),
    ],
)
def test_short_forms_at_a_date(short: str, year: int | None, name: str | None) -> None:
    organ = official(short, year)
    assert (organ.name if organ else None) == name


def test_reforms_are_data() -> None:
    by_name = {organ.name: organ for organ in organs()}
    assert by_name["文化部"].successors == ("文化和旅游部",)
    assert by_name["文化部"].until == 2018
    assert by_name["中国银行保险监督管理委员会"].successors == ("国家金融监督管理总局",)


QINGDAO = ("山东省", "青岛市")
NUMBERS = [
    ("国办发〔2020〕17号", None, (), ("国务院办公厅",)),
    ("国办公开办函〔2021〕30号", None, (), ("国务院办公厅政府信息与政务公开办公室",)),
    ("中办发〔2016〕8号", None, (), ("中共中央办公厅",)),
    ("国务院令第711号", None, (), ("国务院",)),
    ("中华人民共和国国务院令第711号", None, (), ("国务院",)),
    ("省政府令第225号", None, ("山东省",), ("山东省人民政府",)),
    ("重庆市人民政府令第 359 号", None, (), ("重庆市人民政府",)),
    ("发改社会〔2020〕1号", None, (), ("国家发展和改革委员会",)),
    ("鲁政办发〔2025〕5号", None, (), ("山东省人民政府办公厅",)),
    ("川办发〔2020〕1号", None, (), ("四川省人民政府办公厅",)),
    ("沪府办发〔2020〕1号", None, (), ("上海市人民政府办公厅",)),
    ("淄政办字〔2025〕17号", None, (), ("淄博市人民政府办公室",)),
    ("青政办字[2019]31号", None, QINGDAO, ("青岛市人民政府办公厅",)),
    ("青政办字[2019]31号", None, (), ("青海省人民政府办公厅", "青岛市人民政府办公厅")),
    ("青政办字[2019]31号", "青岛市政府办公厅关于印发要点的通知", (), ("青岛市人民政府办公厅",)),
    ("新政办〔2016〕1号", "新乡市人民政府办公室关于公开的通知", (), ("新乡市人民政府办公室",)),
    ("盐政办发〔2020〕1号", None, ("宁夏回族自治区", "吴忠市", "盐池县"), ("盐池县人民政府办公室",)),
    ("鲁文旅发〔2020〕1号", None, (), ("山东省文化和旅游厅",)),
    ("淄办发〔2020〕1号", None, (), ("中共淄博市委办公室",)),
    ("某某〔2020〕1号", None, (), ()),
    ("", None, (), ()),
]


@pytest.mark.parametrize(("number", "titles", "region", "issuers"), NUMBERS)
def test_issuer_of_number(
    number: str, titles: str | None, region: tuple[str, ...], issuers: tuple[str, ...]
) -> None:
    assert issuer_of_number(number, titles=titles, region=region) == issuers


def test_letters_of_several_places_stay_ambiguous() -> None:
    found = issuer_of_number("新政办〔2016〕1号")
    assert {"新疆维吾尔自治区人民政府办公厅", "新乡市人民政府办公室"} <= set(found)
