"""People with posts in forms met in lists, appointments and reports of all levels; names are invented."""

import pytest

from kb.leaders.names import is_name
from kb.leaders.splitting import split_names
from kb.model import Profile
from tests.kb.test_leaders import BUREAU, CENTRE, PROVINCE, people

COUNTY = Profile(
    agency="临朐县人民政府办公室",
    agencies=("临朐县人民政府办公室",),
    region=("山东省", "潍坊市", "临朐县"),
    year=2022,
)
TOWN = Profile(
    agency="临朐县冶源镇人民政府", agencies=("临朐县冶源镇人民政府",), region=COUNTY.region, year=2022
)
NEWS = Profile(region=("山东省", "潍坊市", "临朐县"), year=2022)

LISTS = [
    # names glued to what follows by a blank that was lost, where the last character and 县 name a county elsewhere
    ("成员：李明花县农业农村局副局长", COUNTY, [("李明花", ("副局长", "成员"), "临朐县农业农村局")]),
    ("成员：王立高县财政局局长", COUNTY, [("王立高", ("局长", "成员"), "临朐县财政局")]),
    ("成员：张力民政厅副厅长", PROVINCE, [("张力", ("副厅长", "成员"), "山东省民政厅")]),
    ("成员：周建军公安厅副厅长", PROVINCE, [("周建军", ("副厅长", "成员"), "山东省公安厅")]),
    # surnames beside the most frequent
    ("成员：颜富强　县教育局局长", COUNTY, [("颜富强", ("局长", "成员"), "临朐县教育局")]),
    ("成员：卫平　县司法局局长", COUNTY, [("卫平", ("局长", "成员"), "临朐县司法局")]),
    ("成员：和良辉　县水利局局长", COUNTY, [("和良辉", ("局长", "成员"), "临朐县水利局")]),
    ("成员：都兴田（县水利局局长）", COUNTY, [("都兴田", ("局长", "成员"), "临朐县水利局")]),
    ("成员：洛桑江村　县水利局局长", COUNTY, [("洛桑江村", ("局长", "成员"), "临朐县水利局")]),
    ("成员：镇　磊　县水利局局长", COUNTY, [("镇磊", ("局长", "成员"), "临朐县水利局")]),
    ("成员：夨　磊　县水利局局长", COUNTY, [("夨磊", ("局长", "成员"), "临朐县水利局")]),
    ("委员：林庆　全国工商联", CENTRE, [("林庆", ("委员",), "中华全国工商业联合会")]),
    ("委员：王培　中国计生协会副会长", CENTRE, [("王培", ("副会长", "委员"), "中国计生协会")]),
    ("成员：布和巴特尔　县水利局局长", COUNTY, [("布和巴特尔", ("局长", "成员"), "临朐县水利局")]),
    # agencies in brackets, without a post
    (
        "副组长：何洪明（县财政局）\n成员：李　震（县公安局）",
        COUNTY,
        [("何洪明", ("副组长",), "临朐县财政局"), ("李震", ("成员",), "临朐县公安局")],
    ),
    # names with nothing between them
    ("委员：吕希强刘建华刘平", CENTRE, [(n, ("委员",), None) for n in ("吕希强", "刘建华", "刘平")]),
    # a party body under a committee, a body that stays open
    (
        "成员：孙明　省委教育工委副书记",
        PROVINCE,
        [("孙明", ("副书记", "成员"), "中共山东省委教育工作委员会")],
    ),
    ("成员：孙明　团委书记", COUNTY, [("孙明", ("书记", "成员"), None)]),
    ("成员：孙明　县教育局副局长", CENTRE, [("孙明", ("副局长", "成员"), None)]),
    # people, and after them running text on the same line
    (
        "成员：王磊（办公室主任）。领导小组下设办公室，王磊同志兼任办公室主任。",
        BUREAU,
        [("王磊", ("办公室主任", "成员"), "青州市教育局"), ("王磊", ("办公室主任",), "青州市教育局")],
    ),
]


@pytest.mark.parametrize(("text", "profile", "wanted"), LISTS)
def test_rows(text, profile, wanted):
    assert people(text, profile) == wanted


PROSE = [
    (
        "任命王磊为山东省教育厅副厅长，免去其省教育厅总督学职务",
        PROVINCE,
        [("王磊", ("副厅长",), "山东省教育厅"), ("王磊", ("总督学",), "山东省教育厅")][:2],
    ),
    ("免去：\n赵晓军的省水利厅副厅长职务", PROVINCE, [("赵晓军", ("副厅长",), "山东省水利厅")]),
    ("决定免去王国军的省水利厅副厅长职务", PROVINCE, [("王国军", ("副厅长",), "山东省水利厅")]),
    (
        "免去彭小国的国家林业和草原局（国家公园管理局）副局长职务",
        CENTRE,
        [("彭小国", ("副局长",), "国家林业和草原局")],
    ),
    (
        "接受李建国同志辞去临朐县人民政府副县长职务的请求",
        COUNTY,
        [("李建国", ("副县长",), "临朐县人民政府")],
    ),
    # deputies after their head
    (
        "县人大常委会主任张志主持会议，副主任金绍发、周静出席",
        NEWS,
        [
            ("张志", ("主任",), "临朐县人民代表大会常务委员会"),
            ("金绍发", ("副主任",), "临朐县人民代表大会常务委员会"),
            ("周静", ("副主任",), "临朐县人民代表大会常务委员会"),
        ],
    ),
    # 等 and 及 end no name
    ("副局长陈旭等出席会议", BUREAU, [("陈旭", ("副局长",), "青州市教育局")]),
    ("局长王家波及有关人员参加", BUREAU, [("王家波", ("局长",), "青州市教育局")]),
    # an office of no known agency, an agency before the name
    ("由市煤炭安全局孙伟任组长", BUREAU, [("孙伟", ("组长",), None)]),
    ("由市公安局周野处长任组长", BUREAU, [("周野", ("处长", "组长"), "青州市公安局")]),
    # units of the issuer, and of the agency named before
    ("党政办主任杜江涛负责", TOWN, [("杜江涛", ("党政办主任",), "临朐县冶源镇人民政府")]),
    ("副局长操世飞带头领办建议", BUREAU, [("操世飞", ("副局长",), "青州市教育局")]),
    # notes between posts, schools after 的
    (
        "张志为青州市财政局副局长（试用期一年）、市公安局督学（兼）；\n仝其先的太原师范学院副院长职务",
        BUREAU,
        [
            ("张志", ("副局长",), "青州市财政局"),
            ("张志", ("督学",), "青州市公安局"),
            ("仝其先", ("副院长",), "太原师范学院"),
        ],
    ),
    (
        "张昌当选十一届县人大常委会主任，张燮、雷春（女）、薛民当选为十一届县人大常委会副主任",
        NEWS,
        [("张昌", ("主任",), "临朐县人民代表大会常务委员会")]
        + [(n, ("副主任",), "临朐县人民代表大会常务委员会") for n in ("张燮", "雷春", "薛民")],
    ),
    (
        "分工如下：\n招玉芳副省长，分管商务。\n李容根省财政厅党组成员，分管扶贫",
        PROVINCE,
        [("招玉芳", ("副省长",), "山东省人民政府"), ("李容根", ("党组成员",), "山东省财政厅")],
    ),
    ("镇委书记钟凯任组长", TOWN, [("钟凯", ("书记", "组长"), "临朐县冶源镇党委")]),
    (
        "县财政局食品安全总监丰新、副局长来建兼任办公室副主任",
        COUNTY,
        [("丰新", ("食品安全总监",), "临朐县财政局"), ("来建", ("副局长",), "临朐县财政局")],
    ),
    ("镇长韩志强任组长", TOWN, [("韩志强", ("镇长", "组长"), "临朐县冶源镇人民政府")]),
    ("办公室主任岳修伟为信息员", BUREAU, [("岳修伟", ("办公室主任",), "青州市教育局")]),
    (
        "任命齐海波为潍坊市中级人民法院副院长、民事审判第一庭庭长、审判员",
        COUNTY,
        [("齐海波", ("副院长", "民事审判第一庭庭长", "审判员"), "潍坊市中级人民法院")],
    ),
    ("副局长祁生福、多杰参加", BUREAU, [(n, ("副局长",), "青州市教育局") for n in ("祁生福", "多杰")]),
    ("办公室主任由努尔兰·别克同志兼任", BUREAU, [("努尔兰·别克", ("办公室主任",), "青州市教育局")]),
    ("聘任欧阳敬为省政府参事", PROVINCE, [("欧阳敬", ("参事",), "山东省人民政府")]),
    # several who get one post, and lists of appointments with padded and rare names
    (
        "任命吕远、李保安、李超三位同志为临朐县监察委员会委员",
        COUNTY,
        [(n, ("委员",), "临朐县监察委员会") for n in ("吕远", "李保安", "李超")],
    ),
    (
        "任命：\n罗　云为市财政局副局长；\n农新布为市公安局督学；\n高应飞为市水利局副局长",
        BUREAU,
        [
            ("罗云", ("副局长",), "青州市财政局"),
            ("农新布", ("督学",), "青州市公安局"),
            ("高应飞", ("副局长",), "青州市水利局"),
        ],
    ),
    (
        "免去：\n沈开庆市司法局副局长职务；\n王有能同志市审计局副局长职务（退休）；\n侬　海市民政局二级主任科员职级",
        BUREAU,
        [
            ("沈开庆", ("副局长",), "青州市司法局"),
            ("王有能", ("副局长",), "青州市审计局"),
            ("侬海", ("二级主任科员",), "青州市民政局"),
        ],
    ),
    # posts given with 担任, 为, 是, for a level, and with the heads of offices
    (
        "市长许达任担任总河长，副市长李蔚担任青州市市级河长；沙河河长为副市长廖建华",
        BUREAU,
        [
            ("许达任", ("市长", "总河长"), "青州市人民政府"),
            ("李蔚", ("副市长", "河长"), "青州市人民政府"),
            ("廖建华", ("副市长", "河长"), "青州市人民政府"),
        ],
    ),
    (
        "大会执行主席是李远、于安良、徐泽。",
        NEWS,
        [(n, ("执行主席",), None) for n in ("李远", "于安良", "徐泽")],
    ),
    (
        "由副局长王太及办公室、人事科相关负责人任副组长",
        BUREAU,
        [("王太", ("副局长", "副组长"), "青州市教育局")],
    ),
    # names that end like a body's, verbs before a quotation, staff after their head
    (
        "副局长于丽、董春科、王全参加",
        BUREAU,
        [(n, ("副局长",), "青州市教育局") for n in ("董春科", "王全")]
        + [("于丽", ("副局长",), "青州市教育局")],
    ),
    ("局长闫林就“乡改镇”作了说明", BUREAU, [("闫林", ("局长",), "青州市教育局")]),
    (
        "县人大常委会主任张志，秘书长金柳出席",
        NEWS,
        [
            ("张志", ("主任",), "临朐县人民代表大会常务委员会"),
            ("金柳", ("秘书长",), "临朐县人民代表大会常务委员会"),
        ],
    ),
    # notes in brackets after a name, a surname that is not known, the party's secretary in a government's paper
    (
        "任命韩正、孙兰（女）、胡春为青州市人民政府副市长；任命巴特尔（蒙古族）为市财政局局长",
        BUREAU,
        [(n, ("副市长",), "青州市人民政府") for n in ("韩正", "孙兰", "胡春")]
        + [("巴特尔", ("局长",), "青州市财政局")],
    ),
    (
        "副局长李丽（女）、王全（兼）参加",
        BUREAU,
        [(n, ("副局长",), "青州市教育局") for n in ("李丽", "王全")],
    ),
    ("办公室主任由夨春霞同志担任", BUREAU, [("夨春霞", ("办公室主任",), "青州市教育局")]),
    ("副局长马正其担任组长", BUREAU, [("马正其", ("副局长", "组长"), "青州市教育局")]),
    ("楼阳书记多次作出部署", COUNTY, [("楼阳", ("书记",), "中共临朐县委")]),
    # verbs before a name that ends an item, bodies in their term, who agreed
    (
        "张吉任青州市副市长　齐静任青州市公安局局长",
        BUREAU,
        [("张吉", ("副市长",), "青州市人民政府"), ("齐静", ("局长",), "青州市公安局")],
    ),
    (
        "接受赵正辞去山东省第十二届人民代表大会常务委员会主任职务的请求，不满46岁的陆昊被任命为山东省代省长",
        NEWS,
        [("赵正", ("主任",), "山东省人民代表大会常务委员会"), ("陆昊", ("代省长",), "山东省人民政府")],
    ),
    ("局长布和巴特尔亲自抓", BUREAU, [("布和巴特尔", ("局长",), "青州市教育局")]),
    ("局长和晓峰任政务公开工作领导小组组长，", BUREAU, [("和晓峰", ("局长", "组长"), "青州市教育局")]),
    ("刘慧代理青州市人民政府副市长职务", BUREAU, [("刘慧", ("副市长",), "青州市人民政府")]),
    (
        "副市长欧泽已经上级批准担任青州市教育局局长",
        BUREAU,
        [("欧泽", ("副市长",), "青州市人民政府"), ("欧泽", ("局长",), "青州市教育局")],
    ),
    # bodies of villages, zones that are no known agency
    ("王村居委会主任孙嘉参加", NEWS, [("孙嘉", ("主任",), "王村居委会")]),
    (
        "青州市委副书记、市长、某某新区党工委书记陈文担任组长",
        NEWS,
        [("陈文", ("市长",), "青州市人民政府"), ("陈文", ("党工委书记",), "某某新区党工委")],
    ),
]


@pytest.mark.parametrize(("text", "profile", "wanted"), PROSE)
def test_running_text(text, profile, wanted):
    found = people(text, profile)
    merged = {name for name, _, _ in wanted}
    assert {name for name, _, _ in found} == merged
    for name, posts, agency in wanted:
        assert any(n == name and set(posts) <= set(p) and a == agency for n, p, a in found), found


NOBODY = [
    "任命其为副局长，免去其局长职务",
    "其任职资格的检察员职务和法官的审判员职务",
    "主席团成员经大会全体会议表决",
    "常务委员会主任时向代表大会报告",
    "主任：市长\n副主任：市政府各副市长\n市应急管理局局长",
    "成员：办公室、法规科、用途管制科主要负责人",
    "主任医师46人，副主任医师88人",
    "局长和李庄村村民座谈",
    "主任为正处级，副主任为副处级、正科级。",
    "成员：农业局局长、保卫科科长、自然资源局局长",
    "成员：镇纪委书记、镇武装部部长、承办科科长",
    "局长和副局长任组长，局长和各科室负责人为成员。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text):
    assert people(text, BUREAU) == []


@pytest.mark.parametrize(
    ("run", "wanted"),
    [
        ("张晓龙王金刚", (3, 3)),
        ("吕希强刘建华刘平", (3, 3, 2)),
        ("欧阳明李伟", (3, 2)),
        ("王磊", ()),
        ("财政局公安局", ()),
        ("", ()),
    ],
)
def test_names_with_nothing_between_them(run, wanted):
    assert split_names(run) == wanted


@pytest.mark.parametrize(
    ("name", "plain", "listed"),
    [("和良辉", False, True), ("扎西", False, True), ("颜回", True, True), ("陈旭等", False, False)],
)
def test_what_can_be_a_name(name, plain, listed):
    assert (is_name(name), is_name(name, listed=True)) == (plain, listed)
