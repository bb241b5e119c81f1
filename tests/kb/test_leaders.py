"""People with posts: every form in which prose, lists and tables name them, and what is none."""

import pytest

from corpus.model import Cell, Span, Table
from kb.agencies import find_agencies
from kb.leaders import find_leaders
from kb.model import LeaderMention, Profile
from tests.kb.agency_cases import document

BUREAU = Profile(
    agency="青州市教育局", agencies=("青州市教育局",), region=("山东省", "潍坊市", "青州市"), year=2022
)
PROVINCE = Profile(
    agency="山东省文化和旅游厅", agencies=("山东省文化和旅游厅",), region=("山东省",), year=2022
)
OFFICE = Profile(
    agency="广东省人民政府办公厅", agencies=("广东省人民政府办公厅",), region=("广东省",), year=2022
)
CENTRE = Profile(agency="国务院办公厅", agencies=("国务院办公厅",), year=2018)


def people(text: str, profile: Profile = CENTRE) -> list[tuple[str | None, tuple[str, ...], str | None]]:
    made = document(text)
    found = find_leaders(made, profile, find_agencies(made, profile))
    assert all(isinstance(m, LeaderMention) and text[m.start : m.end] == m.text for m in found)
    return [(m.name, m.posts, m.agency) for m in found]


PROSE = [
    # post + name
    ("局长王建国主持会议", BUREAU, [("王建国", ("局长",), "青州市教育局")]),
    ("局长周江同志为组长，各分管领导为副组长", BUREAU, [("周江", ("局长", "组长"), "青州市教育局")]),
    (
        "厅党组书记、厅长李磊任为组长，一级巡视员周晓波为副组长",
        PROVINCE,
        [
            ("李磊", ("党组书记", "厅长", "组长"), "山东省文化和旅游厅"),
            ("周晓波", ("一级巡视员", "副组长"), "山东省文化和旅游厅"),
        ],
    ),
    ("国务院总理 李克强", CENTRE, [("李克强", ("总理",), "国务院")]),
    ("山东省省长 周乃翔", CENTRE, [("周乃翔", ("省长",), "山东省人民政府")]),
    ("报请国家主席习近平签署，授予", CENTRE, [("习近平", ("国家主席",), None)]),
    (
        "副省长凌文、刘强出席会议",
        PROVINCE,
        [("凌文", ("副省长",), "山东省人民政府"), ("刘强", ("副省长",), "山东省人民政府")],
    ),
    (
        "局长李伟和副局长张军参加",
        BUREAU,
        [("李伟", ("局长",), "青州市教育局"), ("张军", ("副局长",), "青州市教育局")],
    ),
    ("局长李和平主持召开会议", BUREAU, [("李和平", ("局长",), "青州市教育局")]),
    ("四级调研员欧阳明参加", BUREAU, [("欧阳明", ("四级调研员",), "青州市教育局")]),
    ("教育部党组书记、部长怀进鹏出席", CENTRE, [("怀进鹏", ("党组书记", "部长"), "教育部")]),
    ("自治区主席雪克来提·扎克尔主持", CENTRE, [("雪克来提·扎克尔", ("主席",), None)]),
    (
        "市委常委、副市长于永信作了讲话",
        BUREAU,
        [("于永信", ("常委",), "中共青州市委"), ("于永信", ("副市长",), "青州市人民政府")],
    ),
    # name + post
    ("会议由王磊厅长主持", PROVINCE, [("王磊", ("厅长",), "山东省文化和旅游厅")]),
    ("王建国副局长汇报了情况", BUREAU, [("王建国", ("副局长",), "青州市教育局")]),
    # appointments
    ("任命孙力军为公安部副部长。", CENTRE, [("孙力军", ("副部长",), "公安部")]),
    ("免去李光的科学技术部副部长职务。", CENTRE, [("李光", ("副部长",), "科学技术部")]),
    ("刘宏伟同志任青岛市商务局局长。", CENTRE, [("刘宏伟", ("局长",), "青岛市商务局")]),
    ("任命艾力更·依明巴海为自治区副主席", CENTRE, [("艾力更·依明巴海", ("副主席",), None)]),
    ("会议通过。文慈华任青岛市商务局主任。", CENTRE, [("文慈华", ("主任",), "青岛市商务局")]),
    ("时任青岛市商务局局长的马光荣要求，", CENTRE, [("马光荣", ("局长",), "青岛市商务局")]),
    # handed over
    ("办公室主任由民政部部长李纪恒兼任。", CENTRE, [("李纪恒", ("部长", "办公室主任"), "民政部")]),
    ("办公室主任由赵英民兼任，", CENTRE, [("赵英民", ("办公室主任",), None)]),
]


@pytest.mark.parametrize(("text", "profile", "wanted"), PROSE)
def test_people_in_running_text(text, profile, wanted):
    assert people(text, profile) == wanted


NOBODY = [
    "以习近平新时代中国特色社会主义思想为指导",
    "紧密团结在以习近平同志为核心的党中央周围",
    "学习贯彻习近平总书记重要讲话精神",
    "主任会议决定提请审议",
    "局长信箱和县长热线、局长接待日",
    "组长单位为市教育局，成员单位包括市公安局",
    "厅长负责，局长高度重视，主任安排部署",
    "由局主要领导任组长，局分管领导任副组长，各科室负责人为成员",
    "委员应当出席会议，成员依法享有权利",
    "局长任组长，副局长任副组长，办公室主任任联络员",
    "江苏省省长、石家庄市市长和马鞍山市市长",
    "常务副县长和秘书长",
    "辩护律师查阅案卷，律师费用由当事人承担",
    "授予刘坦院士、钱虎院士最高科学技术奖",
    "文化局局长、各县区教育局局长参加",
    "书记员记录，主席团决定，主席令公布",
    "委员会全体成员和公众代表",
    "联系人：孙小明，电话：0536-1234567",
    "地址：高平市长平西街46号",
    "时任局长的要求",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_are_no_people(text):
    assert people(text, BUREAU) == []


LIST_PADDED = """组　长：王　磊　省文化和旅游厅党组书记、厅长
副组长：张建国　省教育厅二级巡视员
成　员：黄　卫　科技部副部长
何　伟　国务院副秘书长
艾力更·依明巴海　新疆维吾尔自治区副主席"""

WANTED_PADDED = [
    ("王磊", ("党组书记", "厅长", "组长"), "山东省文化和旅游厅"),
    ("张建国", ("二级巡视员", "副组长"), "山东省教育厅"),
    ("黄卫", ("副部长", "成员"), "科学技术部"),
    ("何伟", ("副秘书长", "成员"), "国务院"),
    ("艾力更·依明巴海", ("副主席", "成员"), "新疆维吾尔自治区人民政府"),
]


@pytest.mark.parametrize("blank", ["\u3000", "  ", " "])
def test_a_list_with_padded_names(blank):
    assert people(LIST_PADDED.replace("\u3000", blank), PROVINCE) == WANTED_PADDED


def test_a_list_whose_blanks_normalising_took():
    assert people(LIST_PADDED.replace("\u3000", ""), PROVINCE) == WANTED_PADDED


def test_a_list_glued_to_one_line():
    text = "组长：张高丽国务院副总理副组长：姜大明国土资源部部长马建堂统计局局长成员：杜鹰发展改革委副主任朱宏任工业和信息化部总工程师"
    assert people(text) == [
        ("张高丽", ("副总理", "组长"), "国务院"),
        ("姜大明", ("部长", "副组长"), "国土资源部"),
        ("马建堂", ("局长", "副组长"), "国家统计局"),
        ("杜鹰", ("副主任", "成员"), "国家发展和改革委员会"),
        ("朱宏任", ("总工程师", "成员"), "工业和信息化部"),
    ]


def test_a_glued_list_in_a_text_of_no_region_keeps_people_apart():
    text = "副组长：丁向阳国务院副秘书长马建堂统计局局长"
    assert people(text, Profile()) == [
        ("丁向阳", ("副秘书长", "副组长"), "国务院"),
        ("马建堂", ("局长", "副组长"), None),
    ]


def test_the_salutation_of_the_state_council_tells_whose_departments_are_meant():
    head = "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n"
    assert people(head + "成员：李强统计局副局长", Profile()) == [("李强", ("副局长", "成员"), "国家统计局")]


ROWS = [
    ("主任：王岐山（国务院副总理）", CENTRE, [("王岐山", ("副总理", "主任"), "国务院")]),
    ("成员：王磊、李　伟、张三丰", BUREAU, [(n, ("成员",), None) for n in ("王磊", "李伟", "张三丰")]),
    ("成员：\n1.刘建军　市公安局政委", BUREAU, [("刘建军", ("政委", "成员"), "青州市公安局")]),
    ("成员：\n78章剑华　市公安局政委", BUREAU, [("章剑华", ("政委", "成员"), "青州市公安局")]),
    ("成员：市融媒体中心主任张勇", BUREAU, [("张勇", ("主任", "成员"), "青州市融媒体中心")]),
    ("委员：\n（二）专家委员\n葛兆光　教授、复旦大学", CENTRE, [("葛兆光", ("教授", "委员"), "复旦大学")]),
    ("委员：王湛　江苏省原副省长", CENTRE, [("王湛", ("原副省长", "委员"), "江苏省人民政府")]),
    ("成员：刘洋　人事科科长", BUREAU, [("刘洋", ("人事科科长", "成员"), "青州市教育局")]),
    ("成员：张宏　市政府办公室主任", BUREAU, [("张宏", ("主任", "成员"), "青州市人民政府办公室")]),
    (
        "副主任：王晓晖　中央宣传部副部长、中央政研室副主任",
        CENTRE,
        [("王晓晖", ("副部长", "副主任"), "中共中央宣传部"), ("王晓晖", ("副主任",), "中共中央政策研究室")],
    ),
    (
        "成员：孔绍逊　中央办公厅副主任兼秘书局局长",
        CENTRE,
        [("孔绍逊", ("副主任", "秘书局局长", "成员"), "中共中央办公厅")],
    ),
    (
        "成员：黄敏深圳市委常委、常务副市长",
        OFFICE,
        [("黄敏", ("常委", "成员"), "中共深圳市委"), ("黄敏", ("常务副市长",), "深圳市人民政府")],
    ),
    ("第一副组长：\n王　勇　国务委员", CENTRE, [("王勇", ("国务委员", "第一副组长"), "国务院")]),
]


@pytest.mark.parametrize(("text", "profile", "wanted"), ROWS)
def test_rows_of_lists(text, profile, wanted):
    assert people(text, profile) == wanted


def test_roles_without_names_in_a_list_are_nobody():
    assert people("成员：各乡镇乡镇长、街道办主任\n各科室负责人", BUREAU) == []


def test_a_post_handed_over_after_the_list_goes_with_the_home_agency():
    text = "组长：王磊　市教育局局长\n成员：赵英民　市教育局副局长\n办公室设在市教育局，办公室主任由赵英民同志兼任。"
    assert people(text, BUREAU)[-1] == ("赵英民", ("办公室主任",), "青州市教育局")


def test_running_text_ends_a_list():
    text = "成员：赵刚　市教育局副局长\n领导小组下设办公室，负责日常工作。\n王磊主持工作"
    assert [name for name, _, _ in people(text, BUREAU)] == ["赵刚"]


def test_people_in_a_table():
    rows = [
        ["姓名", "单位及职务", "小组职务"],
        ["王 磊", "市教育局局长", "组长"],
        ["李建国", "市公安局副局长", "成员"],
    ]
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            cells.append(Cell(r, c, 1, 1, len(text), len(text) + len(words)))
            text += words + "\t"
        text += "\n"
    plain = document(text)
    made = type(plain)(
        plain.id,
        plain.source,
        plain.sha256,
        text,
        plain.meta,
        (),
        (Table(Span(0, len(text)), tuple(cells)),),
        (),
        (),
    )
    found = find_leaders(made, BUREAU, find_agencies(made, BUREAU))
    assert [(m.name, m.posts, m.agency, m.rule) for m in found] == [
        ("王磊", ("局长", "组长"), "青州市教育局", "table"),
        ("李建国", ("副局长", "成员"), "青州市公安局", "table"),
    ]
