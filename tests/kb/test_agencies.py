"""Agencies in local documents: every kind of form that a name can have, and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.agencies import find_agencies
from kb.model import AgencyMention, Profile
from tests.kb.agency_cases import (
    HAIDIAN,
    LIANGSHAN,
    LUCHENG,
    NGARI,
    QINGDAO,
    SHANDONG,
    SHANGHAI,
    TENGZHOU,
    YANCHI,
    document,
)

ISSUERS = {
    SHANDONG: "山东省人民政府办公厅",
    QINGDAO: "青岛市人民政府办公厅",
    TENGZHOU: "滕州市文化和旅游局",
    YANCHI: "盐池县人民政府办公室",
    HAIDIAN: "北京市海淀区人民政府",
    SHANGHAI: "上海市人民政府办公厅",
}


def mentions(
    text: str, region: tuple[str, ...], agency: str | None = None, year: int = 2022
) -> list[AgencyMention]:
    agency = agency or ISSUERS.get(region)
    known = Profile(agency=agency, agencies=(agency,) if agency else (), region=region, year=year)
    found = list(find_agencies(document(text), known))
    assert all(text[m.start : m.end] == m.text for m in found)
    return found


def names(text: str, region: tuple[str, ...], agency: str | None = None) -> list[str | None]:
    return [
        m.name for m in mentions(text, region, agency) if m.group in ("organ", "institution", "commission")
    ]


EXPLICIT = [
    ("青岛市文化和旅游局", "青岛市文化和旅游局"),
    ("山东省青岛市文化和旅游局", "青岛市文化和旅游局"),
    ("湖北省武汉市人民政府", "武汉市人民政府"),
    ("青岛市市南区人民政府", "青岛市市南区人民政府"),
    ("南京市鼓楼区文旅局", "南京市鼓楼区文化和旅游局"),
    ("盐池县文化旅游广电局", "盐池县文化旅游广电局"),
    ("青岛市政府办公厅", "青岛市人民政府办公厅"),
    ("山东省发改委", "山东省发展和改革委员会"),
    ("深圳市规划和自然资源局", "深圳市规划和自然资源局"),
    ("深圳市前海管理局", "深圳市前海管理局"),
    ("中共上海市委", "中共上海市委"),
    ("中国共产党青岛市委员会", "中共青岛市委"),
    ("共青团青岛市委", "共青团青岛市委"),
    ("政协青岛市委员会", "青岛市政协"),
    ("宁夏回族自治区党委宣传部", "宁夏回族自治区党委宣传部"),
    ("浦东新区区委", "中共浦东新区委"),
    ("青岛西海岸新区管委", "青岛西海岸新区管理委员会"),
    ("青岛高新区管委会", "青岛高新区管理委员会"),
    ("青岛海关", "青岛海关"),
    ("宜春银保监分局", "宜春银保监分局"),
    ("国家税务总局青岛市税务局", "国家税务总局青岛市税务局"),
    ("国家统计局宜春调查队", "国家统计局宜春调查队"),
    ("人民银行青岛市中心支行", "中国人民银行青岛市中心支行"),
    ("武警青岛支队", "武警青岛支队"),
    ("山东大学", "山东大学"),
    ("山东第一医科大学", "山东第一医科大学"),
    ("山东省立医院", "山东省立医院"),
    ("清华大学", "清华大学"),
    ("首都体育学院", "首都体育学院"),
    ("复旦大学附属中山医院", "复旦大学附属中山医院"),
    ("中国科学院数学与系统科学研究院", "中国科学院数学与系统科学研究院"),
    ("青岛市第五十八中学", "青岛市第五十八中学"),
    ("山东美术馆", "山东美术馆"),
    ("青岛市安全生产委员会", "青岛市安全生产委员会"),
    ("宜春调查队", "国家统计局宜春调查队"),
    ("山东调查总队", "国家统计局山东调查总队"),
    ("青岛市道运局", "青岛市道路运输管理局"),
    ("义乌海关", "义乌海关"),
    ("民盟青岛市委会", "民盟青岛市委员会"),
    ("九三学社山东省委员会", "九三学社山东省委员会"),
    ("中共河北雄安新区工作委员会", "中共河北雄安新区工作委员会"),
    ("西咸新区党工委", "中共西咸新区工作委员会"),
    ("青岛市交警支队", "青岛市公安局交通警察支队"),
    ("山东省交警总队", "山东省公安厅交通警察总队"),
    ("青岛市政府驻京办", "青岛市人民政府驻北京办事处"),
    ("青岛市文广新旅局", "青岛市文化广电新闻出版旅游局"),
    ("北京市规划资源委海淀分局", "北京市规划和自然资源委员会海淀分局"),
    ("青岛市新型冠状病毒感染的肺炎疫情防控指挥部", "青岛市新型冠状病毒感染的肺炎疫情防控指挥部"),
    ("武汉市江岸区一元街办事处", "武汉市江岸区一元街道办事处"),
]


@pytest.mark.parametrize(("text", "name"), EXPLICIT)
def test_explicit_names_need_no_profile(text: str, name: str) -> None:
    assert [m.name for m in find_agencies(document(f"会议由{text}负责。"), Profile())] == [name]


RELATIVE = [
    ("免去王某的市水利局副局长职务", QINGDAO, "青岛市水利局"),
    ("组长:王大明省委副书记", SHANDONG, "中共山东省委"),
    ("由县食安委办公室负责", YANCHI, "盐池县食品安全委员会办公室"),
    ("经国务院第三次全国经济普查领导小组同意", QINGDAO, "国务院第三次全国经济普查领导小组"),
    ("人行重庆营管部主任", QINGDAO, "中国人民银行重庆营管部"),
    ("由市文化和旅游局负责", QINGDAO, "青岛市文化和旅游局"),
    ("按照市政府办公厅部署", QINGDAO, "青岛市人民政府办公厅"),
    ("省政府新闻办举行", SHANDONG, "山东省人民政府新闻办公室"),
    ("省卫健委", SHANDONG, "山东省卫生健康委员会"),
    ("省委组织部", SHANDONG, "中共山东省委组织部"),
    ("团市委", QINGDAO, "共青团青岛市委"),
    ("市妇联", QINGDAO, "青岛市妇女联合会"),
    ("市检察院", QINGDAO, "青岛市人民检察院"),
    ("市人大常委会", QINGDAO, "青岛市人民代表大会常务委员会"),
    ("市直机关工委", QINGDAO, "中共青岛市直属机关工作委员会"),
    ("省文化和旅游厅", QINGDAO, "山东省文化和旅游厅"),
    ("市委", TENGZHOU, "中共滕州市委"),
    ("枣庄市文化和旅游局", TENGZHOU, "枣庄市文化和旅游局"),
    ("县图书馆", YANCHI, "盐池县图书馆"),
    ("县人民医院", YANCHI, "盐池县人民医院"),
    ("县第一中学", YANCHI, "盐池县第一中学"),
    ("县融媒体中心", YANCHI, "盐池县融媒体中心"),
    ("自治区文化和旅游厅", YANCHI, "宁夏回族自治区文化和旅游厅"),
    ("自治区党委", YANCHI, "宁夏回族自治区党委"),
    ("区城管委", HAIDIAN, "北京市海淀区城市管理委员会"),
    ("市教委", HAIDIAN, "北京市教育委员会"),
    ("市经济信息化委", SHANGHAI, "上海市经济和信息化委员会"),
    ("市住房城乡建设管理委", SHANGHAI, "上海市住房和城乡建设管理委员会"),
    ("市民族宗教局", QINGDAO, "青岛市民族宗教事务局"),
    ("市公共资源交易中心", QINGDAO, "青岛市公共资源交易中心"),
    ("成立市政务公开领导小组", QINGDAO, "青岛市政务公开领导小组"),
    ("花马池镇人民政府", YANCHI, "盐池县花马池镇人民政府"),
    ("市疾控中心", QINGDAO, "青岛市疾病预防控制中心"),
    ("花亭湖风景名胜区管理处", (), "花亭湖风景名胜区管理处"),
    ("市安委会", QINGDAO, "青岛市安全生产委员会"),
    ("市爱卫会", QINGDAO, "青岛市爱国卫生运动委员会"),
    ("市话剧团", QINGDAO, "青岛市话剧团"),
    ("黄山风景区管委会", (), "黄山风景区管理委员会"),
    ("市应急委", QINGDAO, "青岛市应急委员会"),
    ("市编办", QINGDAO, "中共青岛市委机构编制委员会办公室"),
    ("市委军民融合办", QINGDAO, "中共青岛市委军民融合发展委员会办公室"),
    ("市文广旅体局", QINGDAO, "青岛市文化广电旅游体育局"),
    ("市政府常务会议", QINGDAO, "青岛市人民政府"),
    ("青岛市人民政府合作", QINGDAO, "青岛市人民政府"),
    ("经地委研究", NGARI, "中共阿里地委"),
    ("行署同意", NGARI, "阿里地区行政公署"),
    ("按照州委部署", LIANGSHAN, "中共凉山彝族自治州委"),
    ("凉山州财政局", LIANGSHAN, "凉山彝族自治州财政局"),
    ("湘西自治州教育局", (), "湘西土家族苗族自治州教育局"),
    ("彭水县人民政府", (), "彭水苗族土家族自治县人民政府"),
    ("国务院有关决策", (), "国务院"),
    ("人行武汉分行", (), "中国人民银行武汉分行"),
    ("武警西盟中队", (), "武警西盟中队"),
    ("青岛市高新区管委会财政局", QINGDAO, "青岛市高新区管理委员会财政局"),
    ("成立青岛市加强城市基础设施建设领导小组", QINGDAO, "青岛市加强城市基础设施建设领导小组"),
    ("重新组建市发展和改革委员会", QINGDAO, "青岛市发展和改革委员会"),
    ("不再保留市物价局", QINGDAO, "青岛市物价局"),
    ("市妇儿工委办公室", QINGDAO, "青岛市妇女儿童工作委员会办公室"),
    ("成员刘某某市精神文明办主任", QINGDAO, "青岛市精神文明建设指导委员会办公室"),
    ("在盟委领导下", ("内蒙古自治区", "兴安盟"), "中共兴安盟委"),
    ("经行署同意", ("内蒙古自治区", "兴安盟"), "兴安盟行政公署"),
    ("中国计划生育协会", QINGDAO, "中国计划生育协会"),
    ("市委群工局", QINGDAO, "中共青岛市委群众工作局"),
    ("市委农工委", QINGDAO, "中共青岛市委农村工作委员会"),
    ("市委双拥创建办", QINGDAO, "中共青岛市委双拥创建办"),
    ("市委编委办", QINGDAO, "中共青岛市委机构编制委员会办公室"),
    ("市委台港澳办", QINGDAO, "中共青岛市委台港澳工作办公室"),
    ("市政务服务中心", QINGDAO, "青岛市政务服务中心"),
    ("市国安局", QINGDAO, "青岛市国家安全局"),
    ("县防指", YANCHI, "盐池县防汛抗旱指挥部"),
    ("县河长办", YANCHI, "盐池县河长制办公室"),
    ("民建市委会", QINGDAO, "民建青岛市委员会"),
    ("分管县教育局", YANCHI, "盐池县教育局"),
    ("市机关事务管理中心", QINGDAO, "青岛市机关事务管理中心"),
    ("成立县党政机关办公用房管理工作领导小组", YANCHI, "盐池县党政机关办公用房管理工作领导小组"),
    ("成员:李宏伟区教育局局长", HAIDIAN, "北京市海淀区教育局"),
    ("\n施宏伟区政府办公室副主任", HAIDIAN, "北京市海淀区人民政府办公室"),
    ("责任单位:税务局", QINGDAO, "国家税务总局青岛市税务局"),
    ("责任单位:金融发展服务中心", QINGDAO, "青岛市金融发展服务中心"),
    ("县应急预案及盐池县防汛抗旱指挥部", YANCHI, "盐池县防汛抗旱指挥部"),
]


@pytest.mark.parametrize(("text", "region", "name"), RELATIVE)
def test_relative_names_take_the_documents_region(text: str, region: tuple[str, ...], name: str) -> None:
    assert names(text, region) == [name]


def test_relative_name_of_an_unknown_region_stays_open() -> None:
    (mention,) = find_agencies(document("由市文化和旅游局负责"), Profile())
    assert (mention.text, mention.name) == ("市文化和旅游局", None)


ROWS = [
    ("市人大、政协的监督", QINGDAO, ["青岛市人民代表大会", "青岛市政协"]),
    ("联系花马池镇政府，盐池县花马池镇人民政府", (), ["盐池县花马池镇人民政府"] * 2),
    ("按照省、市政府办公厅要求", QINGDAO, ["山东省人民政府办公厅", "青岛市人民政府办公厅"]),
    ("由市、县人民政府负责", YANCHI, ["吴忠市人民政府", "盐池县人民政府"]),
    ("市发展改革委市商务局", QINGDAO, ["青岛市发展和改革委员会", "青岛市商务局"]),
    ("县纪委副书记、监委副主任", YANCHI, ["中共盐池县纪律检查委员会", "盐池县监察委员会"]),
    (
        "省科技厅、工业和信息化厅、公安厅",
        SHANDONG,
        ["山东省科学技术厅", "山东省工业和信息化厅", "山东省公安厅"],
    ),
    ("省文化和旅游厅（省文物局）", SHANDONG, ["山东省文化和旅游厅", "山东省文物局"]),
    ("省委、省政府", SHANDONG, ["中共山东省委", "山东省人民政府"]),
    ("县委县政府", YANCHI, ["中共盐池县委", "盐池县人民政府"]),
    ("担任县教育局领导", YANCHI, ["盐池县教育局"]),
    ("济南、青岛市人民政府", SHANDONG, ["济南市人民政府", "青岛市人民政府"]),
    ("北京市、河北省人民政府", (), ["北京市人民政府", "河北省人民政府"]),
    ("北京市和上海市教育委员会", (), ["北京市教育委员会", "上海市教育委员会"]),
    ("香港、澳门特别行政区政府", (), ["香港特别行政区政府", "澳门特别行政区政府"]),
    ("（教育局、残联负责）", QINGDAO, ["青岛市教育局", "青岛市残疾人联合会"]),
    ("菊园工业区、嘉宝新区管委会", SHANGHAI, ["菊园工业区管理委员会", "嘉宝新区管理委员会"]),
    ("国家教育委员会和中国科学院", (), ["国家教育委员会", "中国科学院"]),
    ("河南省军区政治部和武警河南总队", (), ["河南省军区", "武警河南总队"]),
    ("国务院水行政主管部门黄河水利委员会", (), ["国务院", "黄河水利委员会"]),
    (
        "市公安局鹿城区分局、市生态环境局鹿城分局",
        LUCHENG,
        ["温州市公安局鹿城区分局", "温州市生态环境局鹿城分局"],
    ),
    ("国家统计局鹿城调查队", LUCHENG, ["国家统计局鹿城调查队"]),
    ("国家金融监督管理总局温州监管分局", LUCHENG, ["国家金融监督管理总局温州监管分局"]),
    ("财政部会同海关总署", (), ["财政部", "海关总署"]),
    ("兵团办公厅，石河子职业技术学院", (), ["新疆生产建设兵团办公厅", "石河子职业技术学院"]),
    ("市人大常委会特定问题调查委员会", QINGDAO, ["青岛市人民代表大会常务委员会"]),
    ("领会省委省政府意图", SHANDONG, ["中共山东省委", "山东省人民政府"]),
    ("由中科院、山东省和青岛市人民政府共建", QINGDAO, ["中国科学院", "山东省人民政府", "青岛市人民政府"]),
    ("自治区党委、政府", YANCHI, ["宁夏回族自治区党委", "宁夏回族自治区人民政府"]),
    ("县人民法院、检察院", YANCHI, ["盐池县人民法院", "盐池县人民检察院"]),
    ("省纪委监委", SHANDONG, ["中共山东省纪律检查委员会", "山东省监察委员会"]),
    ("省教育厅、发展改革委、统计局", SHANDONG, ["山东省教育厅", "山东省发展和改革委员会", "山东省统计局"]),
    ("省发展改革委会同公安厅", SHANDONG, ["山东省发展和改革委员会", "山东省公安厅"]),
    ("（责任单位：教育局、公安局）", QINGDAO, ["青岛市教育局", "青岛市公安局"]),
    ("（市财政局负责，市审计局参与）", QINGDAO, ["青岛市财政局", "青岛市审计局"]),
    ("张三 市教育局副局长\n李四 市大数据发展管理局局长", QINGDAO, ["青岛市教育局", "青岛市大数据发展管理局"]),
]


@pytest.mark.parametrize(
    ("year", "name"), [(2017, "青岛市税务局"), (2019, "国家税务总局青岛市税务局"), (None, "青岛市税务局")]
)
def test_tax_bureaus_bear_the_central_name_since_their_merger(year: int | None, name: str) -> None:
    found = find_agencies(document("由市税务局负责"), Profile(region=QINGDAO, year=year))
    assert [m.name for m in found] == [name]


@pytest.mark.parametrize(("text", "region", "found"), ROWS)
def test_rows_share_a_region(text: str, region: tuple[str, ...], found: list[str]) -> None:
    assert names(text, region) == found


GENERIC = [
    "各区、市人民政府",
    "市、区人民政府",
    "城市社区服务中心",
    "玉兰街道政府信息公开",
    "高新区管委会和园林县委",
    "各省、自治区、直辖市人民政府",
    "省、市、县人民政府",
    "县级以上人民政府",
    "地方各级人民政府",
    "国务院各部委、各直属机构",
    "有关部门和市直各单位",
    "各级教育局",
    "外省教育厅",
    "全市公共图书馆",
    "国务院有关部门",
    "各开发区管委会",
    "经济技术开发区管委会",
    "残联系统",
    "乡村振兴228条、妇联32条",
    "（国办公开办函〔2021〕30号）",
    "浦东新区研究型医院",
    "新乡市中小学校幼儿园",
    "县级以上人民政府绿化委员会",
    "县级以上精神文明建设委员会",
    "配合开发区管委会",
    "可以委托经济开发区管理委员会",
    "城乡一体化示范区管委会",
    "高等职业学院",
    "引导高等专科学校",
    "城镇街道办事处",
    "市实行公共图书馆",
    "市职业学校",
    "市政府部门",
    "人行道",
    "城市图书馆",
    "市政府网站",
    "省政府采购网",
    "市人大代表建议",
    "市政协委员提案",
    "省政府工作报告",
    "教育部门",
    "公安部队",
    "市场监管部门",
    "区域合作局面",
    "市民中心",
    "重大决策部署",
    "空间格局",
    "上海国际金融中心建设",
    "配合街道办事处",
    "《中华人民共和国政府信息公开条例》",
    "《中国人民银行法》",
]


@pytest.mark.parametrize("text", GENERIC)
@pytest.mark.parametrize("region", [QINGDAO, SHANDONG, YANCHI])
def test_generic_words_name_no_agency(text: str, region: tuple[str, ...]) -> None:
    assert names(text, region) == []


@pytest.mark.parametrize(
    ("text", "agency", "found"),
    [
        ("市文旅局", "青岛市文化广电和旅游局", ["青岛市文化广电和旅游局"]),
        ("市文旅局", "青岛市人民政府办公厅", ["青岛市文化和旅游局"]),
        (
            "青岛市人力资源保障局：市人社局",
            "青岛市人民政府办公厅",
            ["青岛市人力资源保障局", "青岛市人力资源和社会保障局"],
        ),
        ("市文化旅游局", "青岛市文化和旅游局", ["青岛市文化和旅游局"]),
        ("市生态环境分局", "青岛市生态环境局胶州分局", ["青岛市生态环境局胶州分局"]),
        ("青岛市科学技术局，市科技局", "青岛市教育局", ["青岛市科学技术局", "青岛市科学技术局"]),
        (
            "国务院第二次全国污染源普查领导小组，\n全国污染源普查领导小组",
            "国务院",
            ["国务院第二次全国污染源普查领导小组"] * 2,
        ),
    ],
)
def test_short_names_agree_with_the_documents_full_ones(text: str, agency: str, found: list[str]) -> None:
    assert names(text, QINGDAO, agency) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《山东省人民政府办公厅关于印发〈政务公开要点〉的通知》", ["山东省人民政府办公厅"]),
        ("《青岛市教育局、青岛市财政局关于助学的通知》", ["青岛市教育局", "青岛市财政局"]),
        ("《青岛市文化和旅游局2019年工作方案》", ["青岛市文化和旅游局"]),
        ("《青岛市职业学校管理条例》", []),
    ],
)
def test_titles_name_their_issuers(text: str, found: list[str]) -> None:
    assert names(text, QINGDAO) == found


@pytest.mark.parametrize(
    ("text", "agency", "name"),
    [
        ("我局高度重视", "青岛市文化和旅游局", "青岛市文化和旅游局"),
        ("我厅", "山东省文化和旅游厅", "山东省文化和旅游厅"),
        ("我委", "山东省发展和改革委员会", "山东省发展和改革委员会"),
        ("向本机关提出", "青岛市文化和旅游局", "青岛市文化和旅游局"),
        ("我局", "山东省文化和旅游厅", None),
        ("我镇高度重视", "花马池镇人民政府", "花马池镇人民政府"),
    ],
)
def test_the_issuer_of_itself(text: str, agency: str, name: str | None) -> None:
    assert [m.name for m in mentions(text, QINGDAO, agency)] == [name]


@pytest.mark.parametrize("text", ["本办法自公布之日起施行", "本部门", "我局长", "1.本机关不掌握相关政府信息"])
def test_words_that_look_like_the_issuer(text: str) -> None:
    assert mentions(text, QINGDAO, "青岛市文化和旅游局") == []


def test_units_are_told_apart() -> None:
    found = mentions("市教育局办公室主任", QINGDAO)
    assert [(m.text, m.name, m.group) for m in found] == [
        ("市教育局", "青岛市教育局", "organ"),
        ("办公室", "青岛市教育局办公室", "unit"),
    ]


@given(st.text(alphabet="市省县区教育局厅委政府人民青岛山东国务院办公室、和（）各全《》关于", max_size=60))
def test_mentions_are_disjoint_and_their_own_characters(text: str) -> None:
    found = mentions(text, QINGDAO)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("{" not in (m.name or "") for m in found)
