import pytest

from corpus.dates import first_date
from corpus.head import NUMBER_LINE
from corpus.metadata import document_type
from corpus.model import Contact
from corpus.oneline import parted
from tests.corpus.conftest import Make

BODY = "为做好公开工作，根据《条例》（国务院令第711号）和某政办字〔2019〕31号文件，制定本方案，请认真执行。\n"


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021年1月20日", "2021-01-20"),
        ("2016 年3月1日", "2016-03-01"),
        ("二〇〇四年十一月四日", "2004-11-04"),
        ("二○○四年六月二十六日", "2004-06-26"),
        ("二0一二年三月十日", "2012-03-10"),
        ("二零二一年十二月三十一日", "2021-12-31"),
        ("一九九六年二月五日", "1996-02-05"),
        ("2023-04-18 10:30:00", "2023-04-18"),
        ("2023/4/8", "2023-04-08"),
        ("2023.04.18", "2023-04-18"),
        ("2021年2月30日", None),
        ("12021年1月1日", None),
        ("2021年", None),
    ],
)
def test_dates(printed: str, iso: str | None) -> None:
    assert first_date(printed) == iso


@pytest.mark.parametrize(
    "line",
    [
        "国办发〔2020〕17号",
        "青政办字[2019]31号",
        "晋政发(2014)16号",
        "苏政办发﹝2017﹞64号",
        "沪府办【2021】3号",
        "（国发〔2018〕44号）",
        "中华人民共和国国务院令第711号",
        "公告2018年第14号",
        "某市人民政府令19号",
        "国办发„2009‟3号",
        "某政办发〔201746",
        "新政辦〔2020〕23號",
        "国办函〔2018〕74号 签发人：王磊",
    ],
)
def test_number_lines(line: str) -> None:
    assert NUMBER_LINE.fullmatch(line)


@pytest.mark.parametrize("line", ["根据国办发〔2020〕17号", "国办发〔2020〕17号文件要求", "2020年17号线"])
def test_lines_that_only_cite(line: str) -> None:
    assert not NUMBER_LINE.fullmatch(line) or "根据" in NUMBER_LINE.fullmatch(line)["number"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("某市财政局2021年政府信息公开工作年度报告", "annual_report"),
        ("某县政府信息公开2021年度工作报告", "annual_report"),
        ("某县水利局2021年法治政府建设年度报告", "annual_report"),
        ("某县水利局2021年法治政府建设年度工作报告", "work_report"),
        ("某局2019年政务公开工作实施方案", "work_plan"),
        ("2020年政务公开工作要点", "key_points"),
        ("关于印发2020年政务公开工作要点的通知", "notice"),
        ("关于加强公开工作的指导意见", "opinions"),
        ("某省政府信息公开办法（试行）", "measures"),
        ("某市“十四五”文化和旅游发展规划", "plan"),
        ("2026年某省政府工作报告", "work_report"),
        ("某市2022年国民经济和社会发展统计公报", "bulletin"),
        ("关于调整某某领导小组组成人员的通知", "members_list"),
        ("某某委员会成员名单", "members_list"),
        ("关于公开招聘工作人员的公告", "notice"),
        ("国务院关于同意建立联席会议制度的批复", "notice"),
        ("关于2018年度科学技术奖励的决定", "other"),
        ("中华人民共和国刑法修正案（七）", "law"),
        ("中华人民共和国网络安全法", "law"),
        ("一次普通的讲话", "other"),
        ("", None),
    ],
)
def test_types(title: str, code: str | None) -> None:
    assert document_type(title) == code


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        (
            "市文化和旅游局\n2019年政务公开工作实施方案\n",
            "市文化和旅游局2019年政务公开工作实施方案",
            "市文化和旅游局",
        ),
        (
            "国务院办公厅关于调整国务院第二次\n全国污染源普查领导小组组成人员的通知\n",
            "国务院办公厅关于调整国务院第二次全国污染源普查领导小组组成人员的通知",
            "国务院办公厅",
        ),
        ("某县 2020 年政府信息 公开工作年度报告\n", "某县2020年政府信息公开工作年度报告", None),
        (
            "某某市财政局文件\n某财发〔2021〕3号\n关于印发工作要点的通知\n各科室：\n",
            "关于印发工作要点的通知",
            "某某市财政局",
        ),
        (
            "某市政府\n某市政府办公室关于做好公开工作的通知\n",
            "某市政府办公室关于做好公开工作的通知",
            "某市政府办公室",
        ),
        ("政府工作报告\n——2019年3月5日在某某会议上\n国务院总理 某某某\n", "政府工作报告", "国务院"),
        (
            "中共某市委、某市人民政府关于提高能力的意见\n",
            "中共某市委、某市人民政府关于提高能力的意见",
            "中共某市委、某市人民政府",
        ),
    ],
)
def test_title_and_issuer(make: Make, head: str, title: str, issuer: str | None) -> None:
    meta = make(head + BODY).meta
    assert (meta.title, meta.issuer) == (title, issuer)


@pytest.mark.parametrize(
    ("head", "title", "number"),
    [
        ("某政办发〔2016〕26号《某市工作要点》\n", "某市工作要点", "某政办发〔2016〕26号"),
        (
            "某政发〔2014〕20号《某市政府关于改革的意见》\n浏览：\n某市政府关于改革的意见\n",
            "某市政府关于改革的意见",
            "某政发〔2014〕20号",
        ),
        (
            "某市委办公室印发《关于公开的意见》的通知（某办发〔2017〕2号）\n",
            "某市委办公室印发《关于公开的意见》的通知",
            "某办发〔2017〕2号",
        ),
        ("[某省] 2021年某市统计公报\n", "2021年某市统计公报", None),
        ("归档时间：2018-11-21\n关于公开的通知\n", "关于公开的通知", None),
        ("【应急处置与救援】关于公开的通知\n", "关于公开的通知", None),
        ("（某省）2022年某旗政府工作报告（全文）\n", "2022年某旗政府工作报告", None),
        ("政务服务丨某市人民政府关于改革的意见\n", "某市人民政府关于改革的意见", None),
        ("（某政发〔2016〕21号）关于公开的通知\n", "关于公开的通知", "某政发〔2016〕21号"),
        (
            "名 称：关于公开的通知\n文       号：某政发〔2024〕1号\n各县：\n",
            "关于公开的通知",
            "某政发〔2024〕1号",
        ),
        (
            "浏览次数： 【字体：\n某政办〔2009〕147号\n关于公开的通知\n",
            "关于公开的通知",
            "某政办〔2009〕147号",
        ),
        (
            "[ 发文字号 ] | 某府办发〔2021〕37号 | |\n关于公开的通知\n",
            "关于公开的通知",
            "某府办发〔2021〕37号",
        ),
        ("某省：关于公开的通知\n", "关于公开的通知", None),
        ("关于公开的通知\n某府发〔2009〕59号 二○○九年十二月八日\n", "关于公开的通知", "某府发〔2009〕59号"),
        (
            "某省政府办公厅关于印发某省\n落实国务院办公厅2022年政务公开\n工作要点方案的通知\n",
            "某省政府办公厅关于印发某省落实国务院办公厅2022年政务公开工作要点方案的通知",
            None,
        ),
        (
            "发布！某省委一号文件（全文）\n中共某省委某省人民政府\n关于乡村的意见（2021年3月1日）\n",
            "中共某省委某省人民政府关于乡村的意见",
            None,
        ),
        ("朗读\n关于公开的通知\n", "关于公开的通知", None),
        ("• 部门年度报告\n某局2022年报告\n", "某局2022年报告", None),
        (
            "索引号 | 001/2020-1 | ||\n组配分类 | 文件 | 发布机构 | 某镇 |\n文号 | 某政〔2020〕72号 |\n关于公开的通知\n",
            "关于公开的通知",
            "某政〔2020〕72号",
        ),
        ("关于公开的通报（7月2日）\n", "关于公开的通报", None),
        ("- 信息来源：某市政府\n- 浏览次数：\n各县：\n某市方案\n", "某市方案", None),
        ("发布时间：2022-04-11 15:09信息来源：某县统计局\n某县统计公报\n", "某县统计公报", None),
        (
            "成文日期 2022-12-27 废止日期\n发布机关 某区政府办 统一编号\n标题 关于公开的批复\n关于公开的批复\n",
            "关于公开的批复",
            None,
        ),
        (
            "某县某乡\n2021年信息公开年度报告\n2021年信息公开年度报告\n",
            "某县某乡2021年信息公开年度报告",
            None,
        ),
        (
            "某市办公厅关于改革的通知\n" + BODY + "某政办函〔2017〕103号\n某市办公厅关于改革的通知\n",
            "某市办公厅关于改革的通知",
            "某政办函〔2017〕103号",
        ),
        (
            "政府信息公开\n1. 目录\n2. 旗人民政府\n某区农牧厅关于印发细则的通知\n",
            "某区农牧厅关于印发细则的通知",
            None,
        ),
        (
            "政府信息公开\n某市某区2016年政府信息公开工作年度报告\n",
            "某市某区2016年政府信息公开工作年度报告",
            None,
        ),
        ("《某市发展规划》（全文附PDF版下载）\n某市发展规划\n", "某市发展规划", None),
        (
            "备注/文号：某府〔2019〕1号\n某区报告\n时间：2019-01-04\n某区报告\n",
            "某区报告",
            "某府〔2019〕1号",
        ),
        (
            "某区年度工作报告\n时间：2019-01-04\n某府〔2019〕1号\n某区年度工作报告\n",
            "某区年度工作报告",
            "某府〔2019〕1号",
        ),
        (
            "014178686/2023-00003\n信息公开年报\n某市教育局\n2023-01-13\n有效\n某市教育局2022年政府信息公开工作年度报告\n",
            "某市教育局2022年政府信息公开工作年度报告",
            None,
        ),
        ("★全国文明县城 ★国家卫生城市\n关于公开的通知\n", "关于公开的通知", None),
        ("您当前浏览位置：首页>公开>目录\n首页 > 公开 > 目录\n关于公开的通知\n", "关于公开的通知", None),
        (
            "页面宽度为200至2000\n某市人民政府关于印发《规则》的通知\n",
            "某市人民政府关于印发《规则》的通知",
            None,
        ),
        (
            "国务院办公厅转发\n国家某局关于工作的意见的通知\n",
            "国务院办公厅转发国家某局关于工作的意见的通知",
            None,
        ),
        ("财政部\n国家某局关于工作的通知\n", "财政部 国家某局关于工作的通知", None),
        ("设为首页收藏本站\n查看：972\n关于公开的通知\n", "关于公开的通知", None),
        (
            "省人民政府關於\n優化營商環境的若干意見\n某政發〔2018〕26號\n",
            "省人民政府关于优化营商环境的若干意见",
            "某政发〔2018〕26号",
        ),
        ("某省“十四五”发展规划 发布时间：2022-04-15 17;12\n", "某省“十四五”发展规划", None),
        (
            "某县人民政府令\n第3号\n" + BODY + "县长 某某\n2020年1月2日\n某县管理办法\n",
            "某县人民政府令",
            "某县人民政府令第3号",
        ),
        (BODY + "某局\n2020年1月2日\n某县管理办法\n", "某县管理办法", None),
        (BODY + "某局\n2020年1月2日\n某某人\n", None, None),
        ("统计公报\n2022年某市国民经济和社会发展统计公报\n", "2022年某市国民经济和社会发展统计公报", None),
        ("政府工作报告\n某县政府工作报告\n", "某县政府工作报告", None),
        (
            "有效性 有效\n某政发【2023】7号关于印发某某预案的通知\n",
            "关于印发某某预案的通知",
            "某政发【2023】7号",
        ),
        ("某局工作报告\n[ 文 号 ] 某办〔2024〕3号 [ 发布机构 ] 某局\n", "某局工作报告", "某办〔2024〕3号"),
        (
            "[ 索 引 号 ] | x/2019-01 | [ 文 号 ] | 某办〔2024〕3号 | [ 发布机构 ] | 某局 | |\n---|---|---|---|---|---|---|\n某局工作报告\n",
            "某局工作报告",
            "某办〔2024〕3号",
        ),
        ("某局2020年工作报告-某某平台\n", "某局2020年工作报告", None),
        ("某局2020年工作报告.docx\n", "某局2020年工作报告", None),
        ("索引号 | x/2022-01 | 效力属性 | |\n某局工作报告\n", "某局工作报告", None),
        ("首页 今日某地 本地新闻 政务公开 旅游观光\n应急预案\n", "应急预案", None),
        (
            "发文机关某省某厅\n发文日期2021年12月21日\n发文字号某交发〔2021〕63号\n关于公开的通知\n",
            "关于公开的通知",
            "某交发〔2021〕63号",
        ),
        (
            "中国政府网 | 某市政府网\n无障碍 关怀版 微博 微信 | 注册 网站支持IPv6\n您当前的位置：首页 > 政务公开\n某局工作报告\n",
            "某局工作报告",
            None,
        ),
        ("文 号 | 有 效 性 |\n某局工作报告\n", "某局工作报告", None),
        ("2022年某市统计公报[1]\n", "2022年某市统计公报", None),
        ("> 政务公开 > 年报 > 2017\n某局工作报告\n", "某局工作报告", None),
        ("2022年某县统计公报 2022\n", "2022年某县统计公报", None),
        ("2022年某县统计公报 2021\n", "2022年某县统计公报2021", None),
        ("某省成立防范工作领导小组\n某省教育头条\n+订阅\n", "某省成立防范工作领导小组", None),
        (
            "某办法\n（2016年3月4日某市人民政府令第21号公布　自5月1日起施行）\n",
            "某办法",
            "某市人民政府令第21号",
        ),
        ("某办法\n（某市人民政府以某政发〔2016〕21号文件印发）\n", "某办法", "某政发〔2016〕21号"),
        ("某办法\n（2016年3月4日某政发〔2016〕21号）\n", "某办法", "某政发〔2016〕21号"),
        (
            "机构职能\n公告栏目\n当前位置： 首页>>检务公开>>公告公示\n公告公示\n某市人民检察院信息发布实施办法（试行）\n",
            "某市人民检察院信息发布实施办法（试行）",
            None,
        ),
        ("某市教育局关于公开的通知\n当前位置： 首页>>通知\n", "某市教育局关于公开的通知", None),
        ("某条例\n某市人民政府令\n第227号\n", "某条例", "某市人民政府令第227号"),
        ("某条例\n某市某会议\n第227号\n", "某条例", None),
        ("市教育局\n某市教育局2022年年度报告\n", "某市教育局2022年年度报告", None),
        ("某办法\n（2016年3月4日根据某政发〔2016〕21号修改）\n", "某办法", None),
    ],
)
def test_titles_among_furniture(make: Make, head: str, title: str | None, number: str | None) -> None:
    meta = make(head + BODY).meta
    assert (meta.title, meta.number) == (title, number)


def test_own_number_is_of_the_head_never_cited(make: Make) -> None:
    meta = make("关于做好公开工作的通知\n某政办〔2021〕 8 号\n各单位：\n" + BODY).meta
    assert meta.number == "某政办〔2021〕8号"
    assert make("关于做好公开工作的通知\n各单位：\n" + BODY).meta.number is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("某局关于公开的通知\n某局关于公开的通知 某办发〔2016〕97号 2016年12月23日\n" + BODY, "2016-12-23"),
        ("2018-09-25\n各县人民政府：\n" + BODY + "某市财政局\n2018年7月27日\n某市实施方案\n", "2018-07-27"),
        ("通知\n" + BODY + "某市财政局\n2021年1月20日\n附件\n某方案\n2020年12月1日\n", "2021-01-20"),
        ("通知\n" + BODY + "某市财政局 2021年1月20日\n", "2021-01-20"),
        ("通知\n" + BODY + "某市财政局\n2021年1月20日 |\n", "2021-01-20"),
        ("成文日期 2022-12-27 废止日期\n通知\n" + BODY, "2022-12-27"),
        ("通知\n某府发〔2009〕59号 二○○九年十二月八日\n（于2017年12月29日失效）\n" + BODY, "2009-12-08"),
        ("通知\n（于2017年12月29日宣布失效）\n" + BODY, None),
        ("关于乡村的意见（2021年3月1日）\n" + BODY, "2021-03-01"),
        ("某市2022年统计公报\n某市统计局\n（2023年4月12日）\n" + BODY, "2023-04-12"),
        ("发文日期：2023-04-18\n某市2022年统计公报\n（2023年4月12日）\n" + BODY, "2023-04-12"),
        ("发文日期：2023-04-18\n某市2022年统计公报\n" + BODY, "2023-04-18"),
        ("发布日期：2023-04-18\n某市2022年统计公报\n" + BODY, None),
        (
            "关于修改部分规章的决定\n现公布《关于修改部分规章的决定》，自公布之日起施行。\n市长 某某\n2019年3月24日\n关于修改部分规章的决定\n"
            + BODY,
            "2019-03-24",
        ),
        ("通知\n" + BODY + "自2021年1月20日起施行。\n", None),
    ],
)
def test_date_of_issue(make: Make, text: str, date: str | None) -> None:
    assert make(text).meta.date == date


@pytest.mark.parametrize(
    ("page", "issuer", "date"),
    [
        ("发布机构：某县人民政府 成文日期：2021-01-08\n", "某县教育局", "2021-01-05"),  # the page's owner
        ("发文机关：某县教育局办公室 成文日期：2021-01-08\n", "某县教育局", "2021-01-05"),
        ("", "某县教育局", "2021-01-05"),
    ],
)
def test_a_signature_goes_before_who_posted_the_page(make: Make, page: str, issuer: str, date: str) -> None:
    meta = make(page + "关于公开的通知\n" + BODY + "某县教育局\n2021年1月5日\n").meta
    assert (meta.issuer, meta.date) == (issuer, date)
    assert meta.spans["date"].of(make(page + "关于公开的通知\n" + BODY + "某县教育局\n2021年1月5日\n").text)


def test_a_label_with_its_region_goes_before_a_name_without(make: Make) -> None:
    page = "发文单位：嘉鱼县人民政府\n县人民政府关于公开的通知\n" + BODY
    assert make(page).meta.issuer == "嘉鱼县人民政府"
    assert make("县人民政府关于公开的通知\n" + BODY).meta.issuer == "县人民政府"
    rules = "发文机关：某省委组织部\n公开选拔党政领导干部工作规定\n" + BODY
    assert make(rules).meta.issuer == "某省委组织部"


def test_labels_tell_issuer_and_date_of_a_text_that_is_not_signed(make: Make) -> None:
    page = "发布机构：某县教育局 成文日期：2021-01-08\n关于公开的通知\n" + BODY
    assert (made := make(page).meta).issuer == "某县教育局"
    assert (made.date, "date" in made.spans) == ("2021-01-08", False)
    assert make(page + "2021年1月5日\n").meta.date == "2021-01-08"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("某局2021年政府信息公开工作年度报告\n" + BODY + "某局\n2022年1月3日\n", 2021),
        ("某局二〇一九年工作要点\n" + BODY, 2019),
        ("某局政府信息公开工作年度报告\n统计期限为2020年1月1日至12月31日。\n", 2020),
        ("关于公开工作的通知\n" + BODY + "某局\n2018年1月3日\n", 2018),
        ("关于公开工作的通知\n某办〔2017〕3号\n" + BODY, 2017),
        ("关于印发2035年远景目标纲要的通知\n" + BODY + "某局\n2021年9月3日\n", 2021),
        ("关于印发2022年工作要点的通知\n" + BODY + "某局\n2021年12月3日\n", 2022),
        ("发布日期：2016-01-01\n关于公开工作的通知\n" + BODY, 2016),
        ("发布日期：2016-01-01\n关于公开工作的通知\n某办〔2009〕3号\n" + BODY, 2009),
        ("发布日期：2016-01-01\n文号：无 主题词：\n关于公开工作的通知\n" + BODY, 2016),
        ("某市旅游发展规划\n（2021—2025年）\n" + BODY, 2021),
        ("发布日期：2021-01-01\n现公布某县水利局2020年政府信息公开工作年度报告。\n一、概述\n" + BODY, 2020),
    ],
)
def test_year(make: Make, text: str, year: int | None) -> None:
    assert make(text).meta.year == year


def test_labelled_fields_go_before_the_text_and_front_matter_before_both(make: Make) -> None:
    page = (
        "索 引 号：\n 0144/2023\n发布机构：某市统计局\n发文字号：某统字〔2023〕4号 成文日期：2023-04-02\n下载 打印\n某市公报\n"
        + BODY
    )
    meta = make(page).meta
    assert (meta.issuer, meta.number, meta.date) == ("某市统计局", "某统字〔2023〕4号", "2023-04-02")
    assert "索" not in make(page).text
    front = "---\ntitle: 甲公报\nagency: 某省统计局\nyear: 2020\ndate: 2021-05-06\nregion: [某省, 某市]\nperiod: [2020-01-01, 2020-12-31]\n---\n# 乙公报\n\n正文。\n"
    meta = make(front, ".md").meta
    assert (meta.title, meta.issuer, meta.year, meta.date) == ("甲公报", "某省统计局", 2020, "2021-05-06")
    assert (meta.region, meta.period) == (("某省", "某市"), ("2020-01-01", "2020-12-31"))


def test_a_table_of_fields_below_the_text(make: Make) -> None:
    table = "索引号：\n0143-2020\n文号：\n某政办〔2020〕3号\n成文日期：\n2020年3月1日\n"
    made = make("关于做好公开工作的通知\n" + BODY + table)
    assert (made.meta.number, made.meta.date) == ("某政办〔2020〕3号", "2020-03-01")
    assert "0143" not in made.text
    assert make("关于做好公开工作的通知\n" + BODY + "文号：某政办〔2020〕3号\n").meta.number is None


def test_bulleted_labels_without_colons(make: Make) -> None:
    rows = "• 索引号\n0143/2023\n• 发布机构\n某县卫生健康局\n• 文号\n• 发布日期\n2023-01-19\n"
    meta = make(rows + "关于做好公开工作的通知\n" + BODY).meta
    assert (meta.issuer, meta.number, meta.date, meta.published) == (
        "某县卫生健康局",
        None,
        None,
        "2023-01-19",
    )


def test_a_title_that_only_a_label_gives_stands_in_the_text(make: Make) -> None:
    told = make("名称：关于公开的通知\n文号：某政发〔2024〕1号\n各县：\n" + BODY)
    assert told.text.startswith("关于公开的通知\n各县")
    assert make("名称：关于公开的通知\n关于公开的\n通知\n" + BODY).text.startswith("关于公开的\n通知")


def test_newspapers_are_no_issuers(make: Make) -> None:
    assert make("来源：大众日报 时间：2026-02-01\n关于公开的通知\n" + BODY).meta.issuer is None


def test_a_sites_column_is_no_title_over_the_documents_own(make: Make) -> None:
    made = make("政府信息公开工作年度报告\n某县水利局2020年政府信息公开工作年度报告\n" + BODY)
    assert made.meta.title == "某县水利局2020年政府信息公开工作年度报告"
    assert make("政府信息公开工作年度报告\n" + BODY).meta.title == "政府信息公开工作年度报告"


def test_a_label_stuck_to_the_title(make: Make) -> None:
    made = make("公报标题某县水利局2019年政府信息公开工作年度报告\n总号 期号\n" + BODY)
    assert made.meta.title == "某县水利局2019年政府信息公开工作年度报告"
    assert "某县水利局2019年政府信息公开工作年度报告" in made.text
    assert make("名称规范管理办法\n" + BODY).meta.title == "名称规范管理办法"


def test_a_size_of_print_is_a_label_too(make: Make) -> None:
    page = "字体大小: [ ]    浏览次数:10240    信息来源: 某县水利局    发文日期:  2023-01-13 15:20\n"
    assert make("某县水利局2022年度报告\n" + page + BODY).meta.date == "2023-01-13"


def test_a_button_behind_a_title_is_furniture(make: Make) -> None:
    made = make("某县水利局2021年度报告 二维码\n" + BODY)
    assert made.meta.title == "某县水利局2021年度报告"
    assert made.text.startswith("某县水利局2021年度报告\n")
    assert make("某县二维码管理办法\n" + BODY).meta.title == "某县二维码管理办法"


@pytest.mark.parametrize(
    ("table", "menu"),
    [
        ("| 栏目 | 功能 |\n| 首页 | 无障碍 |\n| 个人中心 | 登录 |\n| 服务 | 注册 |\n", False),
        ("| 首页 | 登录 注册 |\n| 收藏 | 分享 打印 |\n", True),
        ("| 首页 | 登录 注册 |\n| 收藏 | 分享 打印 |\n| 搜索 | 导航 正文 |\n", False),
        ("| 首页 | 登录 注册 |\n| 收藏 | 3项 |\n", False),
    ],
)
@pytest.mark.parametrize(
    "around",
    ["政府网站管理办法\n第一条 网站栏目如下。\n{}第二条 办法施行。\n", "政府网站管理办法\n{}", "{}" + BODY],
)
def test_only_over_a_page_is_a_table_of_its_words_a_menu(
    make: Make, table: str, menu: bool, around: str
) -> None:
    made = make(around.format(table))
    dropped = menu and around.startswith("{}")
    assert (len(made.tables), "登录" in made.text) == (not dropped, not dropped)


def test_a_page_of_a_menu_alone_is_read(make: Make) -> None:
    made = make("| 首页 | 打印 | 收藏 |\n| 注册 | 登录 | 分享 |\n")
    assert made.text.split() == ["首页", "打印", "收藏", "注册", "登录", "分享"]


def test_labels_with_their_values_in_the_cells_of_a_table(make: Make) -> None:
    page = "索引号: X1/2021-1 | 发文机关: 某县水利局 | 文号: |\n主题分类: | 成文日期: 2021-01-14 | 发布日期: 2021-01-15 |\n"
    made = make(page + "关于公开的通知\n" + BODY)
    assert (made.meta.date, made.meta.published) == ("2021-01-14", "2021-01-15")
    assert made.meta.issuer == "某县水利局"
    assert made.text.startswith("关于公开的通知")


def test_a_date_below_an_empty_counter_is_the_documents_own(make: Make) -> None:
    made = make("某县水利局2016年度报告\n发布日期:2017-02-27    点击数:\n（2017年2月23日）\n" + BODY)
    assert (made.meta.date, made.meta.published) == ("2017-02-23", "2017-02-27")
    assert "（2017年2月23日）" in made.text


def test_doubled_titles(make: Make) -> None:
    meta = make("某市公报 | 中国某市\n首页\n某市公报\n" + BODY).meta
    assert meta.title == "某市公报"


def test_contact_as_written(make: Make) -> None:
    document = make(
        "年度报告\n报告可从官网（http://whj.example.gov.cn//）查询。如有疑问，请与办公室联系（地址：某市经十一路12号；邮编：250014；"
        "电话：0531—81697607；传真：0531—82011500；电子邮箱：ab@126.com）。\n"
    )
    assert document.meta.contact == Contact(
        "某市经十一路12号",
        "250014",
        "0531—81697607",
        "0531—82011500",
        "ab@126.com",
        "http://whj.example.gov.cn//",
    )
    assert document.meta.spans["contact.phone"].of(document.text) == "0531—81697607"


def test_contact_in_lines(make: Make) -> None:
    contact = make(
        "通知\n" + BODY + "联系地址：某市人民西路5号\n邮政编码：255000\n联系电话：(0533) 2306878\n"
    ).meta.contact
    assert (contact.address, contact.postcode, contact.phone) == (
        "某市人民西路5号",
        "255000",
        "(0533) 2306878",
    )


def test_no_contact(make: Make) -> None:
    assert make("报告\n开通12345热线电话：全年接听120次，地点为大厅。\n").meta.contact == Contact()


@pytest.mark.parametrize(
    "text",
    [
        "关于印发贯彻省政府办公厅2016年工作要点的通知\n",
        "通知\n" + BODY[:-1] + "。某市财政局\n2021年1月20日\n",
    ],
)
def test_sentences_and_subjects_are_no_issuers(make: Make, text: str) -> None:
    assert make(text).meta.issuer is None


def test_the_origin_of_a_page_comes_after_the_signature(make: Make) -> None:
    page = "关于做好公开工作的通知\n来源：某市教育局办公室 发布时间：2016-10-14\n" + BODY
    assert make(page).meta.issuer == "某市教育局办公室"
    assert make(page + "某市教育局\n2016年10月14日\n").meta.issuer == "某市教育局"


@pytest.mark.parametrize(
    ("preface", "title", "issuer"),
    [
        ("现公布某县水利局2021年政府信息公开工作年度报告。\n", "某县水利局2021年政府信息公开工作年度报告", "某县水利局"),
        ("特编制《某县水利局2021年度政府信息公开年报》，全文如下。\n", "某县水利局2021年度政府信息公开年报", "某县水利局"),
        ("现公开某山街道办事处2022年政府信息公开工作年度报告。\n", "某山街道办事处2022年政府信息公开工作年度报告", "某山街道办事处"),
        ("特向社会公布某山街道2021年度信息公开年度报告。\n", "某山街道2021年度信息公开年度报告", "某山街道办事处"),
        ("特向社会公布2019年度某山镇政府（机关）信息公开年度报告。\n", "2019年度某山镇政府（机关）信息公开年度报告", "某山镇人民政府"),
        ("现将某山镇2021年度政务公开工作总结如下：\n", "某山镇2021年度政务公开工作总结", "某山镇人民政府"),
        ("现将某市住建局2024年政府信息公开主要工作报告如下：\n", "某市住建局2024年政府信息公开主要工作报告", "某市住建局"),
        ("工作年度报告\n现公布某市农业农村局2021年政府信息公开工作年度报告。\n", "某市农业农村局2021年政府信息公开工作年度报告", "某市农业农村局"),
        ("特编制并向社会公布某区统计局2014年度政府信息公开年度报告如下：\n", "某区统计局2014年度政府信息公开年度报告", "某区统计局"),
        ("特编制2014年度某区统计局政府信息公开工作年度报告并向社会公布。\n", "2014年度某区统计局政府信息公开工作年度报告", "某区统计局"),
        ("现公布某县2021年政府信息公开工作年度报告。\n", "某县2021年政府信息公开工作年度报告", None),
        ("现公布各乡镇2021年政府信息公开工作年度报告。\n", None, None),
        ("现公布本县水利局2021年政府信息公开工作年度报告。\n", None, None),
    ],
)  # fmt: skip
def test_the_preface_of_a_report_without_a_title_names_it_and_its_issuer(
    make: Make, preface: str, title: str | None, issuer: str | None
) -> None:
    made = make(preface + "一、总体情况\n" + BODY).meta
    assert (made.title, made.issuer) == (title, issuer)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一、总体情况\n2023年，县水利局认真公开。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n", ("annual_report", 2023)),
        ("根据《政府信息公开条例》，现将2013年我区信息公开情况报告如下：\n一、政府信息公开\n", ("annual_report", 2013)),
        ("一、总体情况\n某局是主管部门。2020年，我局认真。\n（一）主动公开\n（二）依申请公开\n", ("annual_report", 2020)),
        ("结合我校2025年信息公开工作实际，特编制本报告。\n一、工作概述\n", ("annual_report", 2025)),
        ("现公布2021年度本机关政府信息公开工作年度报告。\n一、概述\n", ("annual_report", 2021)),
        (
            "现将水利局2021年度政府信息公开情况汇报如下：\n一、总体情况\n（一）主动公开\n某县水利局\n2022年1月19日\n",
            ("annual_report", 2021),
        ),
        ("现将我局2023年度政府公开信息工作情况报告如下。\n一、概述\n", ("annual_report", 2023)),
        ("一、总体情况\n（一）主动公开方面\n（二）依申请公开方面\n全年无。\n", ("annual_report", None)),
        ("本报告根据《政府信息公开条例》编制。\n一、总体情况\n2022年，我局认真公开。\n", ("annual_report", 2022)),
        ("一、总体情况\n2023年，县水利局认真治水。\n二、存在的问题\n三、监督保障\n", (None, 2023)),
    ],
)  # fmt: skip
def test_a_report_without_title_is_known_by_its_chapters(
    make: Make, text: str, told: tuple[str | None, int | None]
) -> None:
    made = make(text + BODY).meta
    assert (made.title, made.type, made.year) == (None, *told)


@pytest.mark.parametrize(
    ("line", "signature"),
    [
        ("请认真执行。 附件：工作要点 某省教育厅 2015年3月10日", ["某省教育厅 2015年3月10日"]),
        ("请认真执行。特此通知 某市财政局 某市教育局 2015年3月10日", ["某市财政局 某市教育局 2015年3月10日"]),
        ("请认真执行。 自公布之日起施行 2015年3月10日", []),
        ("本办法由某省教育厅 2015年3月10日", []),
    ],
)
def test_a_signature_at_the_end_of_a_line_stands_alone(line: str, signature: list[str]) -> None:
    assert parted(line)[1:] == signature
    assert "".join(parted(line)).replace(" ", "") == line.replace(" ", "")


def test_a_letter_in_one_line_keeps_its_signature(make: Make) -> None:
    body = "这是正文里的一句话，说明情况。" * 12
    made = make(
        f"各乡镇：《某县规划》已经审议通过，请认真贯彻执行。 某县人民政府 2021年12月28日 “十四五”时期是关键时期。{body}\n"
    ).meta
    assert (made.issuer, made.date) == ("某县人民政府", "2021-12-28")


def test_issuers_in_brackets_and_with_seal(make: Make) -> None:
    assert (
        make("2020年政府信息公开工作年度报告\n（某县人民政府办公室）\n" + BODY).meta.issuer
        == "某县人民政府办公室"
    )
    meta = make("关于公开情况的报告\n" + BODY + "某县教育局（盖章）\n2022年1月15日\n").meta
    assert (meta.issuer, meta.date) == ("某县教育局", "2022-01-15")


def test_a_bracket_in_an_address_is_kept(make: Make) -> None:
    contact = make(
        "通知\n如有疑问，请与办公室联系。地址：某市某区人民政府（某某路65号），邮编：132021，电话：0432-63041873\n"
    ).meta.contact
    assert (contact.address, contact.phone) == ("某市某区人民政府（某某路65号）", "0432-63041873")


@pytest.mark.parametrize(
    ("head", "number", "date"),
    [
        ("关于公开的通知\n2000年12月28日 税委会〔2000〕17号\n", "税委会〔2000〕17号", "2000-12-28"),
        (
            "关于公开的通知\n发文日期1998年06月17日\n发文字号国发〔1998〕19号\n",
            "国发〔1998〕19号",
            "1998-06-17",
        ),
        ("某省公开办法\n某某总署第152号令\n2006年9月11日\n", "某某总署第152号令", "2006-09-11"),
    ],
)
def test_numbers_and_dates_in_old_heads(make: Make, head: str, number: str, date: str) -> None:
    meta = make(head + BODY).meta
    assert (meta.number, meta.date) == (number, date)


def test_years_that_a_title_only_speaks_of(make: Make) -> None:
    made = make("国务院关于废止2000年底以前发布的部分行政法规的决定\n2001年10月6日\n" + BODY).meta
    assert made.year == 2001
    title = "国务院关于1989--2000年全国造林绿化规划纲要的批复"
    assert make(title + "\n" + BODY).meta.title == title
