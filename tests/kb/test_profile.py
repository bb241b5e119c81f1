"""Who issued a document, and for which region, told from what it says."""

import pytest

from kb.profile import profile
from tests.kb.agency_cases import QINGDAO, SHANDONG, YANCHI, document

CASES = [
    ("国务院办公厅关于推广改革举措的通知", "各省人民政府：", "国务院办公厅", ()),
    ("山东省文化和旅游厅2020年度政府信息公开年度报告", "一、概述", "山东省文化和旅游厅", SHANDONG),
    ("盐池县文化旅游广电局2020年政府信息公开工作年度报告", "我局", "盐池县文化旅游广电局", YANCHI),
    ("市文化和旅游局2019年工作方案", "青岛市、青岛政务网、青岛文艺", "青岛市文化和旅游局", QINGDAO),
    ("市文化和旅游局2023年报告", "网址：http://wh.zibo.gov.cn/", "淄博市文化和旅游局", ("山东省", "淄博市")),
    ("中共上海市委、上海市人民政府关于防治能力的意见", "", "中共上海市委、上海市人民政府", ("上海市",)),
    ("2026年山东省政府工作报告", "现在，我代表省人民政府，向大会报告工作。", "山东省人民政府", SHANDONG),
    ("政府工作报告", "现在，我代表国务院，向大会报告政府工作", "国务院", ()),
    ("盐池县2021年政府信息公开工作年度报告", "一、总体情况", "盐池县人民政府", YANCHI),
    ("北京市海淀区人民政府关于表彰的决定", "", "北京市海淀区人民政府", ("北京市", "海淀区")),
    ("南京市鼓楼区教育局工作要点", "", "南京市鼓楼区教育局", ("江苏省", "南京市", "鼓楼区")),
    ("青岛西海岸新区管委关于环境的意见", "", "青岛西海岸新区管理委员会", QINGDAO),
    ("关于开展检查的通知", "各单位：\n青岛市教育局\n2021年3月2日", "青岛市教育局", QINGDAO),
    ("南充市顺庆区应急救援体系建设方案", "", None, ("四川省", "南充市", "顺庆区")),
    (
        "凉山州人民政府办公室关于印发方案的通知",
        "",
        "凉山彝族自治州人民政府办公室",
        ("四川省", "凉山彝族自治州"),
    ),
    ("山东省教育厅办公室关于开展检查的通知", "", "山东省教育厅办公室", SHANDONG),
    ("花马池镇2022年政府信息公开工作年度报告", "一、总体情况", "盐池县花马池镇人民政府", YANCHI),
    ("盐池县花马池镇2022年政府信息公开工作年度报告", "", "盐池县花马池镇人民政府", YANCHI),
    ("阿里地区行政公署关于印发规则的通知", "", "阿里地区行政公署", ("西藏自治区", "阿里地区")),
    ("2022年度报告", "如有疑问，请与青岛市教育局办公室联系（电话）。", "青岛市教育局", QINGDAO),
    (
        "区人民政府关于印发方案的通知",
        "青岛市市南区、市南区：\n青岛市市南区人民政府",
        "青岛市市南区人民政府",
        (*QINGDAO, "市南区"),
    ),
    ("年度报告", "如需了解相关信息，请与青岛市教育局办公室联系（地址）。", "青岛市教育局", QINGDAO),
    ("关于工作的通知", "有关工作由市审计局牵头落实青岛市教育局\n2021年3月2日", "青岛市教育局", QINGDAO),
    (
        "山东省青岛市市南区某某街道办事处2022年报告",
        "",
        "山东省青岛市市南区某某街道办事处",
        (*QINGDAO, "市南区"),
    ),
    ("温州市鹿城区山福镇人民政府预案", "", "温州市鹿城区山福镇人民政府", ("浙江省", "温州市", "鹿城区")),
    ("2012年度报告", "本报告由青岛市教育局根据《条例》要求编制。", "青岛市教育局", QINGDAO),
    ("政府工作报告", "——在盐池县第十六届人民代表大会上", "盐池县人民政府", YANCHI),
    ("2022年度报告", "本报告由青岛市教育局办公室编制。", "青岛市教育局", QINGDAO),
    ("工作计划", "青岛市、青岛高新区\n市教育局、市公安局、市财政局", None, QINGDAO),
    ("工作计划", "青岛市、青岛高新区\n市教育局、市公安局", None, ()),
    ("青岛市房屋使用安全条例", "第一条", None, QINGDAO),
    ("市文化和旅游局工作方案", "青岛市、济南市", None, ()),
    (
        "2020年报告",
        "如有疑问，请与唐村镇人民政府联系（地址）。",
        "邹城市唐村镇人民政府",
        ("山东省", "济宁市", "邹城市"),
    ),
    ("2020年报告", "如有疑问，请与各乡镇人民政府联系（地址）。", None, ()),
    ("青岛市人民政府地方志办公室2023年报告", "", "青岛市人民政府地方志办公室", QINGDAO),
    ("关于开展检查的通知", "各单位：", None, ()),
    (
        "2019年报告",
        "如有疑问，请联系：盐池县花马池镇信息公开领导小组办公室，电话",
        "盐池县花马池镇人民政府",
        YANCHI,
    ),
    (
        "2018年报告",
        "根据《条例》要求，由唐村镇人民政府编制的2018年度政府信息公开年度报告。",
        "邹城市唐村镇人民政府",
        ("山东省", "济宁市", "邹城市"),
    ),
    (
        "2018年报告",
        "如有疑问，请与邹城市人民政府唐村镇办公室联系，电话",
        "邹城市唐村镇人民政府",
        ("山东省", "济宁市", "邹城市"),
    ),
    (
        "2018年报告",
        "如有疑问，请与安徽舒城经济开发区综合办公室联系（地址）。",
        "安徽舒城经济开发区管理委员会",
        ("安徽省", "六安市", "舒城县"),
    ),
    (
        "番禺经济技术开发区管委会2018年报告",
        "",
        "番禺经济技术开发区管理委员会",
        ("广东省", "广州市", "番禺区"),
    ),
    (
        "长安区砲里街道办事处2022年报告",
        "长安区有多处，只有西安市的有此街道",
        "长安区砲里街道办事处",
        ("陕西省", "西安市", "长安区"),
    ),
    (
        "扎赉特旗宝力根花苏木2022年政府信息公开工作年度报告",
        "",
        "扎赉特旗宝力根花苏木人民政府",
        ("内蒙古自治区", "兴安盟", "扎赉特旗"),
    ),
    ("2021年人民路街道政府信息公开工作年度报告", "一、总体情况", "人民路街道办事处", ()),
    (
        "南京市鼓楼区人民政府华侨路街道办事处2021年报告",
        "",
        "南京市鼓楼区人民政府华侨路街道办事处",
        ("江苏省", "南京市", "鼓楼区"),
    ),
]


@pytest.mark.parametrize(("title", "body", "agency", "region"), CASES)
def test_issuer_and_region(title: str, body: str, agency: str | None, region: tuple[str, ...]) -> None:
    told = profile(document(f"{title}\n{body}", title=title, year=2022))
    assert (told.agency, told.region) == (agency, region)
    assert (told.basis is None) == (agency is None and not region)


def test_the_printed_issuer_counts_where_the_title_is_silent() -> None:
    told = profile(document("统计公报", title="2022年统计公报", issuer="宜春市统计局"))
    assert (told.agency, told.region, told.basis) == ("宜春市统计局", ("江西省", "宜春市"), "issuer")


def test_a_zone_that_issued_a_paper_is_its_administration() -> None:
    told = profile(document("预案", title="开发区总体应急预案", issuer="金华经济技术开发区"))
    assert (told.agency, told.region) == ("金华经济技术开发区管理委员会", ("浙江省", "金华市"))


@pytest.mark.parametrize(
    ("title", "more", "region"),
    [
        ("应急预案—盐池县总体应急预案", "维护盐池县稳定，盐池县", YANCHI),
        ("应急预案—盐池县总体应急预案", "维护稳定", ()),
        ("学习盐池县和青岛市经验的方案", "盐池县、盐池县、青岛市、青岛市", ()),
    ],
)
def test_a_division_amid_the_title_counts_where_the_text_goes_on_about_it(
    title: str, more: str, region: tuple[str, ...]
) -> None:
    assert profile(document(f"{title}\n{more}", title=title)).region == region


def test_a_governments_report_is_its_own_whoever_posted_it() -> None:
    told = profile(document("年报", title="盐池县2020年政府信息公开工作年度报告", issuer="盐池县融媒体中心"))
    assert (told.agency, told.basis) == ("盐池县人民政府", "title region")


@pytest.mark.parametrize(
    ("text", "agency", "region"),
    [
        ("2023年，县水利局严格公开。利用盐池县人民政府网站更新。", "盐池县水利局", YANCHI),
        ("2023年，县水利局严格公开。通过东乡县政务服务网更新。", "东乡族自治县水利局", ("甘肃省", "临夏回族自治州", "东乡族自治县")),
        ("2022年，白云街以公开为常态，按照要求推进。我街在越秀区门户网站发布。", "广州市越秀区白云街道办事处", ("广东省", "广州市", "越秀区")),
        ("2023年，县政府严格公开。盐池县人民政府网站。", None, ()),
        ("2023年，县水利局严格公开。我镇在盐池县人民政府网站发布。", None, ()),
        ("2023年，县水利局严格公开。", None, ()),
        ("盐池县水利局是主管水利的部门。我局认真公开。", "盐池县水利局", YANCHI),
        ("现公布我旗2021年度信息公开年度报告。乌拉特前旗政府网站公开信息。", "乌拉特前旗人民政府", ("内蒙古自治区", "巴彦淖尔市", "乌拉特前旗")),
        ("现公布我旗和我县报告。乌拉特前旗政府网站公开信息。", None, ()),
        ("2021年，我苏木严格公开。如有疑问，请与扎赉特旗宝力根花苏木人民政府联系。", "扎赉特旗宝力根花苏木人民政府", ("内蒙古自治区", "兴安盟", "扎赉特旗")),
        ("本报告由市政府办公厅综合各区人民政府的年度报告编制而成。依据《上海市政府信息公开规定》、上海市。", "上海市人民政府办公厅", ("上海市",)),
        ("结合我校实际编制。严格遵循《锦州医科大学章程》。", "锦州医科大学", ("辽宁省", "锦州市")),
        ("本报告由皖南医学院信息公开工作领导小组办公室编制而成。", "皖南医学院", ()),
        ("我委通过南京经济技术开发区网站公开。", "南京经济技术开发区管理委员会", ("江苏省", "南京市")),
        ("通过南京经济技术开发区网站公开。", None, ()),
        ("我委通过南京经济技术开发区网站和番禺经济技术开发区网站公开。", None, ()),
        ("2024年，番禺经济技术开发区管委会坚持公开。2024年，番禺经开区管委会在番禺经开区管委会网页公开。", "番禺经济技术开发区管理委员会", ("广东省", "广州市", "番禺区")),
    ],
)  # fmt: skip
def test_the_subject_of_a_reports_sentences_issued_it(
    text: str, agency: str | None, region: tuple[str, ...]
) -> None:
    told = profile(document(text, type="annual_report", year=2023))
    assert (told.agency, told.region) == (agency, region)
    assert profile(document(f"通知\n{text[:24]}", title="通知", year=2023)).basis != "subject"


@pytest.mark.parametrize(
    ("title", "issuer", "agency"),
    [
        ("市教育局关于公开的通知", "青岛市人民政府", "青岛市教育局"),
        ("自治区财政厅关于公开的通知", "广西壮族自治区财政厅", "广西壮族自治区财政厅"),
        ("县教育局关于公开的通知", "青岛市人民政府", "青岛市人民政府"),
    ],
)
def test_a_relative_title_takes_the_region_of_the_printed_issuer(
    title: str, issuer: str, agency: str
) -> None:
    assert profile(document(title, title=title, issuer=issuer)).agency == agency


def test_a_report_in_traditional_script() -> None:
    speech = "政府工作報告\n——2016年1月6日在馬鞍山市第十五屆人民代表大會第五次會議上\n各位代表：\n現在，我代表市人民政府，向大會報告政府工作，請予審議，並請市政協委員提出意見。實現發展總體目標，開創新時期國際經濟產業。"
    assert profile(document(speech, title="政府工作报告")).agency == "马鞍山市人民政府"


def test_the_number_tells_the_issuer_last() -> None:
    told = profile(document("关于公开的通知", title="关于公开的通知", number="鲁政办发〔2025〕5号"))
    assert (told.agency, told.basis) == ("山东省人民政府办公厅", "number")


def test_front_matter_region_is_kept() -> None:
    told = profile(document("关于公开的通知", title="关于公开的通知", region=SHANDONG))
    assert (told.agency, told.region) == (None, SHANDONG)
