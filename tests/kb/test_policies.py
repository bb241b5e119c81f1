"""Titles, bare names, short names, generic references, relations: a row a form of real papers."""

import pytest

from kb.policies import title_key
from tests.kb.policy_cases import found, names

LAW = "中华人民共和国政府信息公开条例"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nesting of every kind
        ("《关于印发〈甲市工作要点〉的通知》", ["关于印发〈甲市工作要点〉的通知", "甲市工作要点"]),
        ("《关于印发<甲市工作要点>的通知》", ["关于印发<甲市工作要点>的通知", "甲市工作要点"]),
        ("《关于印发‹甲市工作要点›的通知》", ["关于印发‹甲市工作要点›的通知", "甲市工作要点"]),
        ("《关于印发《甲市工作要点》的通知》", ["关于印发《甲市工作要点》的通知", "甲市工作要点"]),
        (
            "《关于转发〈关于印发《甲市工作要点》的通知〉的通知》",
            [
                "关于转发〈关于印发《甲市工作要点》的通知〉的通知",
                "关于印发《甲市工作要点》的通知",
                "甲市工作要点",
            ],
        ),
        # unbalanced ones
        ("《关于印发〈甲市工作要点》的通知》下发", ["关于印发〈甲市工作要点》的通知", "甲市工作要点"]),
        ("《关于印发〈甲市工作要点的通知》已发", ["关于印发〈甲市工作要点的通知"]),
        ("《关于印发〈甲市工作要点〉的通知，要求", ["关于印发〈甲市工作要点〉的通知", "甲市工作要点"]),
        ("《关于印发《甲市工作要点》的通知，要求", ["关于印发《甲市工作要点》的通知", "甲市工作要点"]),
        ("按照《甲市政务公开办法，落实《乙市工作规则》", ["甲市政务公开办法", "乙市工作规则"]),
        # the opening mark lost
        ("根据中华人民共和国政府信息公开条例》（国务院令第711号）", [LAW]),
        ("他说完》就走了，办法》", []),
        # across a line break, with the blanks of a PDF
        ("《国务院关于加强\n法治政府建设的意见》", ["国务院关于加强法治政府建设的意见"]),
        ("《国务院关于加强 法治政府建设的意见》", ["国务院关于加强法治政府建设的意见"]),
        # traditional script, with the glosses of mirrors
        (
            "《國務院辦公廳關(guān)於推進(jìn)標準化規(guī)範化工作的指導意見》",
            ["国务院办公厅关于推进标准化规范化工作的指导意见"],
        ),
        ("依據《中華人民共和國政府信息公開條例》", [LAW]),
        # a title without brackets around one with them, told by its number
        (
            "根据住房和城乡建设部、财政部关于印发《甲市工作办法》的通知（建房〔2021〕3号，以下简称《通知》）",
            ["住房和城乡建设部、财政部关于印发《甲市工作办法》的通知", "甲市工作办法"],
        ),
        # brackets at the end of the title belong to it
        ("《甲省行动计划（2021—2025年）》", ["甲省行动计划（2021—2025年）"]),
        ("《甲省管理办法（试行）》", ["甲省管理办法（试行）"]),
        # no titles
        ("《》〈〉《 》", []),
        ("a < b，c > d", []),
    ],
)
def test_titles_in_brackets(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "title",
    [
        "甲省文化和旅游厅主动公开目录",
        "2020年重点任务公开承诺事项",
        "政府信息公开工作年度报告格式",
        "权责清单",
        "关于应对疫情影响的若干措施",
        "关于支持文旅企业的十条措施",
        "中国制造2025",
        "关于对失信被执行人实施联合惩戒的合作备忘录",
        "中共甲省委关于制定第十四个五年规划的建议",
        "关于提请调整联席会议制度的请示",
        "重大突发事件应急预案",
        "中国共产党章程",
        "中华人民共和国刑法修正案（十一）",
    ],
)
def test_policies(title: str) -> None:
    assert names(f"公开了《{title}》。") == [title]


@pytest.mark.parametrize(
    "text",
    [
        "编印《以案释法》宣传册，开设《警官说法》专栏",
        "根据《关于修改的决定》第二次修正",
        "核发《机动车驾驶证件》",
        "《光明日报》在头版头条报道",
        "在《中国文化报》刊发稿件20篇",
        "参阅的《山东要情动态》稿件20余篇",
        "发布《文化惠民早知道》7期",
        "复排民族歌剧《沂蒙山》及进京演出",
        "京剧《奇袭白虎团》被列为重点演出剧目",
        "《生万物》《我们的河山》等精品鲁剧热播",
        "电影《疯狂计划》上映",
        "采茶歌舞剧《明月山的崽》斩获优秀剧目奖",
        "《2020年上半年政务指数微博影响力报告》中排名第二",
        "《2020年度政务微博影响力榜单》发布",
        "在《上海市人民政府公报》公开规章13件",
        "上报《2019年政府信息公开工作年度报告》",
        "学习《习近平谈治国理政》第三卷",
        "学习《习近平新时代中国特色社会主义思想学习纲要》",
        "填写《政府信息公开申请表》",
        "按照《民事诉讼要素表》填写",
        "出具《政府信息公开答复书》和《送达回执》",
        "签订《目标责任书》和《劳动合同》",
        "核发《食品经营许可证》、《营业执照》",
        "《齐鲁文库》系列丛书出版发行",
        "在《告台湾同胞书》发表40周年纪念会上",
        "办理《关于加快发展夜间旅游的建议》《关于保护古村落的提案》",
        "栏目《今日说法》播出，学《孙子兵法》",
        "制定《2021年工作任务分解表》",
    ],
)
def test_not_policies(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("严格执行政府信息公开条例及相关配套制度", [LAW]),
        ("执行中华人民共和国政府信息公开条例。", [LAW]),
        ("严格执行网络安全法等法律法规", ["中华人民共和国网络安全法"]),
        (
            "按照行政诉讼法、行政复议法及有关法律规定",
            ["中华人民共和国行政诉讼法", "中华人民共和国行政复议法"],
        ),
        ("贯彻土地管理法实施条例，", ["中华人民共和国土地管理法实施条例"]),
        ("根据宪法第八十九条", ["中华人民共和国宪法"]),
        ("参照金融企业呆账核销管理办法有关规定执行", ["金融企业呆账核销管理办法"]),
        ("严格执行甲省政府信息公开办法。", ["甲省政府信息公开办法"]),
        (
            "按照国务院办公厅关于印发2020年政务公开工作要点的通知（国办发〔2020〕17号）要求",
            ["国务院办公厅关于印发2020年政务公开工作要点的通知"],
        ),
        # never part of a longer name, never a common noun
        ("完善行政诉讼法律制度、会计法规、统计法治", []),
        ("学习宣传宪法和民法典", ["中华人民共和国宪法", "中华人民共和国民法典"]),
        ("用好民法典第二百七十八条规定", ["中华人民共和国民法典"]),
        ("违反《甲条例》及广告法规定的", ["甲条例", "中华人民共和国广告法"]),
        ("保险公司法定代表人与公司法人治理", []),
        ("维护宪法法律权威，遵守宪法和法律，宣传宪法法律", []),
        ("甲市信访条例", []),
        ("落实各单位绩效考核管理办法，按照国家有关管理办法规定执行", []),
        ("落实全市统一考核办法，", []),
    ],
)
def test_laws_without_brackets(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"根据《{LAW}》（以下简称《条例》）编制。落实《条例》", [LAW, LAW]),
        (f"根据《{LAW}》（国务院令第711号，以下简称《条例》）。依照《条例》", [LAW, LAW]),
        (f"修订后的《{LAW}》(以下简称新条例)已施行。新条例第五十条", [LAW, LAW]),
        (f"根据《{LAW}》（下称“条例”）。严格执行条例，最新条例文本", [LAW, LAW]),
        ("根据《甲省管理办法》（试行）（以下简称《办法》），按照《办法》", ["甲省管理办法", "甲省管理办法"]),
        # each title of a list has its own
        (
            "《甲省公开办法》（以下简称《办法》）和《乙市工作规则》（以下简称《规则》）。《规则》与《办法》",
            ["甲省公开办法", "乙市工作规则", "乙市工作规则", "甲省公开办法"],
        ),
        (
            "《行政复议法》《行政诉讼法》（以下分别简称《复议法》《诉讼法》）。按照《诉讼法》",
            ["行政复议法", "行政诉讼法", "行政诉讼法"],
        ),
        # scope: not before the definition
        (f"《条例》规定。《{LAW}》（以下简称《条例》）", [None, LAW]),
        # no short name of a policy
        ("市政务公开办公室（以下简称公开办）负责，公开办承担", []),
        # generic references: one antecedent, or open
        (f"根据《{LAW}》编制，落实《条例》", [LAW, LAW]),
        (f"根据《{LAW}》《信访工作条例》，落实《条例》", [LAW, "信访工作条例", None]),
        ("落实《条例》和《办法》", [None, None]),
        ("按照《甲市2020年政务公开工作要点》，《工作要点》《要点》", ["甲市2020年政务公开工作要点"] * 3),
        ("学习《信息公开条例》", [LAW]),
    ],
)
def test_short_and_generic_names(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_definitions_are_marked_where_they_stand() -> None:
    mentions = found(f"根据《{LAW}》（国务院令第711号，以下简称《条例》）编制。")
    assert [(m.short, m.number) for m in mentions] == [("条例", "国务院令第711号")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《甲市管理办法》编制", [("basis", "根据")]),
        ("深入贯彻落实《甲市管理办法》要求", [("implements", "贯彻落实")]),
        ("制定出台《甲市管理办法》", [("issues", "制定出台")]),
        ("转发《甲市管理办法》", [("forwards", "转发")]),
        ("认真修订《甲市管理办法》", [("amends", "修订")]),
        ("《甲市管理办法》同时废止", [("repeals", "同时废止")]),
        ("现将《甲市管理办法》印发给你们", [("issues", "印发给你们")]),
        ("公众对《甲市管理办法》的意见", [("mentions", None)]),
        ("违反《甲市管理办法》的行为", [("mentions", "违反")]),
        # several titles share one verb
        ("依据《甲市管理办法》《乙市规则》和《丙市规定》等", [("basis", "依据")] * 3),
        ("根据《甲市管理办法》（甲政发〔2020〕1号）第五条、《乙市规则》", [("basis", "根据")] * 2),
        ("《甲市管理办法》、《乙市规则》（乙政发〔2010〕1号）同时废止", [("repeals", "同时废止")] * 2),
        # attributes are no triggers; the verb that governs is
        ("贯彻执行国务院发布的《甲市管理办法》", [("implements", "贯彻执行")]),
        ("按照省政府印发《甲市管理办法》要求", [("basis", "按照")]),
        # another clause, another verb
        ("根据《甲市管理办法》，结合实际，制定《乙市规则》", [("basis", "根据"), ("issues", "制定")]),
        ("制定出台《甲市要点办法》，明确了《乙市规则》", [("issues", "制定出台"), ("mentions", None)]),
    ],
)
def test_relations(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(m.relation, m.trigger) for m in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"根据《{LAW}》第五十条之规定", ("第五十条",)),
        (f"根据《{LAW}》（国务院令第711号）第二十条第一款第（五）项", ("第二十条第一款第（五）项",)),
        (f"按照《{LAW}》第十九条、第二十条规定", ("第十九条", "第二十条")),
        ("违反刑法第三百三十六条第一款规定", ("第三百三十六条第一款",)),
        # of itself, in another sentence, as a heading
        (f"根据《{LAW}》和本办法第五条", ()),
        (f"根据《{LAW}》。第五条规定", ()),
        (f"根据《{LAW}》\n第二十条第（一）项", ()),
    ],
)
def test_articles(text: str, expected: tuple[str, ...]) -> None:
    assert found(text)[0].articles == expected


def test_articles_of_statutory_tables_are_labels() -> None:
    from dataclasses import replace

    from corpus.model import Span, Table
    from kb.model import Profile
    from kb.policies import find_policies
    from tests.kb.policy_cases import document

    text = f"根据《{LAW}》 第二十条第（一）项"
    plain = document(text)
    tabled = replace(plain, tables=(Table(Span(text.index("第二十条"), len(text)), ()),))
    assert find_policies(plain, Profile())[0].articles == ("第二十条第（一）项",)
    assert find_policies(tabled, Profile())[0].articles == ()


@pytest.mark.parametrize(
    ("title", "issued"),
    [
        ("关于印发〈甲市工作要点〉的通知", "甲市工作要点"),
        ("甲市政府办公厅关于印发2019年甲市政务公开工作要点的通知", "2019年甲市政务公开工作要点"),
        ("国务院办公厅转发国家地震局关于加强防震减灾工作意见的通知", "国家地震局关于加强防震减灾工作意见"),
        ("关于做好政务公开工作的通知", None),
    ],
)
def test_issued_works(title: str, issued: str | None) -> None:
    assert found(f"按照《{title}》")[0].issued == issued


@pytest.mark.parametrize(
    ("text", "region", "issuer"),
    [
        ("《国务院办公厅关于全面推进基层政务公开的指导意见》", (), "国务院办公厅"),
        ("《中共中央办公厅、国务院办公厅关于全面推进政务公开的意见》", (), "中共中央办公厅、国务院办公厅"),
        ("《青岛市政府办公厅关于印发要点的通知》", (), "青岛市人民政府办公厅"),
        ("《中华人民共和国政府信息公开条例》（国务院令第711号）", (), "国务院"),
        ("《关于做好工作的通知》（国办发〔2020〕17号）", (), "国务院办公厅"),
        ("《山东省政府信息公开办法》（省政府令第225号）", ("山东省",), "山东省人民政府"),
        ("《山东省政府信息公开办法》（省政府令第225号）", (), None),
        ("《市政府办公室关于做好工作的通知》", (), None),
        ("《关于做好工作的通知》", (), None),
    ],
)
def test_issuers(text: str, region: tuple[str, ...], issuer: str | None) -> None:
    assert found(text, region=region)[0].issuer == issuer


@pytest.mark.parametrize(
    ("text", "date", "version"),
    [
        (f"新修订的《{LAW}》", "2019-06-01", "2019-04-03 国务院令第711号"),
        (f"新修订的《{LAW}》", "2018-03-01", "2007-04-05 国务院令第492号"),
        (f"原《{LAW}》", "2020-01-31", "2007-04-05 国务院令第492号"),
        (f"原《{LAW}》", "2018-03-01", None),
        (f"新修订的《{LAW}》", None, None),
        (f"根据《{LAW}》", "2020-01-31", None),
    ],
)
def test_versions(text: str, date: str | None, version: str | None) -> None:
    assert found(text, date=date)[0].version == version


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("《甲市管理办法》第一条", {"title": "甲市管理办法"}),
        ("《甲市文化局2019年工作要点》", {"title": "2019年工作要点"}),
        ("《2019年政务公开实施方案》", {"title": "甲市文化和旅游局2019年政务公开实施方案"}),
        ("本《办法》自发布之日起施行", {"title": "甲市管理办法"}),
        ("甲政发〔2020〕1号", {"number": "甲政发[2020]1号"}),
        ("《甲市管理办法》（以下简称《办法》）施行，《办法》有效", {"title": "甲市管理办法"}),
    ],
)
def test_the_document_itself_is_left_out(text: str, profile: dict[str, str]) -> None:
    assert found(text, **profile) == ()


def test_a_local_namesake_of_a_national_regulation_stays_open() -> None:
    text = "推动修订优化营商环境条例，健全机制"
    assert names(text, region=("甲省",)) == [None]
    assert names(text) == ["优化营商环境条例"]


def test_a_work_report_counts_only_where_it_is_acted_on() -> None:
    assert names("认真落实市人民代表大会审议通过的《政府工作报告》有关要求") == ["政府工作报告"]
    assert names("听取《政府工作报告》") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("关于印发〈甲〉的通知", "关于印发《甲》的通知"),
        ("实施纲要（2015—2020年）", "实施纲要(2015—2020年)"),
        ("关于 加强\n工作的意见", "关于加强工作的意见"),
    ],
)
def test_keys_fold_printings(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_keys_keep_works_apart() -> None:
    assert len({title_key(t) for t in ("甲市管理办法", "乙市管理办法", "甲市管理办法（试行）")}) == 3


def test_places_count_in_the_glossed_text_itself() -> None:
    text = "依據(jù)《關(guān)於推進(jìn)標準化的通知》（國辦發(fā)〔2019〕54號）執行"
    mention = found(text)[0]
    assert text[mention.start : mention.end] == mention.text == "《關(guān)於推進(jìn)標準化的通知》"
    assert (mention.name, mention.number) == ("关于推进标准化的通知", "国办发〔2019〕54号")
    assert text[mention.number_start : mention.number_end] == "國辦發(fā)〔2019〕54號"


def test_a_report_that_is_answered_is_a_policy() -> None:
    assert names("你省《关于加快发展的报告》（冀政〔1992〕8号）收悉。") == ["关于加快发展的报告"]
    assert names("会议听取了《关于加快发展的报告》。") == []


def test_a_quoted_title_with_a_number_of_the_old_form() -> None:
    cited = found("你厅“关于民族乡称谓问题的请示”（（85）云民民字第41号）收悉。")
    assert [(m.name, m.number) for m in cited] == [("关于民族乡称谓问题的请示", "（85）云民民字第41号")]
