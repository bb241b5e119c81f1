"""Platforms in tables, in forms of reports of all levels, and whose they are; names are invented."""

from dataclasses import replace

import pytest

from corpus.model import Cell, Document, Span, Table
from kb.agencies import find_agencies
from kb.model import Profile
from kb.platforms import Platform, find_platforms, merge_platforms
from tests.kb.agency_cases import document
from tests.kb.test_platforms import COUNTY, REPORT, figures, named, platforms


def tabled(rows: list[list[str | tuple[str, int, int]]]) -> Document:
    """A document of one table; a cell is its words, or (words, rows, columns) that it spans."""
    text, cells, taken = "", [], set()
    for r, row in enumerate(rows):
        column = 0
        for entry in row:
            words, down, across = (entry, 1, 1) if isinstance(entry, str) else entry
            while (r, column) in taken:
                column += 1
            cells.append(Cell(r, column, down, across, len(text), len(text) + len(words)))
            taken |= {(r + i, column + j) for i in range(down) for j in range(across)}
            text += words + "\t"
            column += across
        text = text[:-1] + "\n"
    plain = document(text)
    return Document(
        plain.id, plain.source, plain.sha256, text, plain.meta, (), (Table(Span(0, len(text)), tuple(cells)),), (), ()
    )  # fmt: skip


def read(
    rows: list[list[str | tuple[str, int, int]]], profile: Profile = REPORT
) -> dict[tuple[str, str | None], dict[str, object]]:
    made = tabled(rows)
    found = find_platforms(made, profile, find_agencies(made, profile))
    assert all(made.text[m.start : m.end] == m.text for m in found)
    assert all(made.text[f.start : f.end] == f.raw for m in found for f in m.figures)
    merged: tuple[Platform, ...] = merge_platforms(found)
    return {(p.channel, p.name): {f.measure: f.value for f in p.figures} for p in merged}


def test_one_platform_a_row():
    rows = [
        ["序号", "平台", "账号名称", "发布量（条）", "粉丝数（人）", "阅读量"],
        ["1", "微信公众号", "威海教育", "1,203", "4.5万", "300万"],
        ["2", "新浪微博", "威海教育发布", "365", "12000", "88000"],
        ["合计", "", "", "1568", "57000", "3088000"],
    ]
    assert read(rows) == {
        ("wechat", "威海教育"): {"posts": 1203, "followers": 45000, "views": 3_000_000},
        ("weibo", "威海教育发布"): {"posts": 365, "followers": 12000, "views": 88000},
    }


def test_one_platform_a_column():
    rows = [
        ["指标", "“威海教育”微信公众号", "威海教育抖音号", "视频号"],
        ["信息发布量（条）", "1203", "200", "30"],
        ["粉丝数", "4.5万", "1.2万", "/"],
    ]
    assert read(rows) == {
        ("wechat", "威海教育"): {"posts": 1203, "followers": 45000},
        ("douyin", "威海教育"): {"posts": 200, "followers": 12000},
        ("channels", None): {"posts": 30},
    }


def test_the_yearly_form_of_a_government_website():
    rows = [
        ["网站名称", ("威海市教育局网站", 1, 3)],
        ["首页网址", ("http://jyj.weihai.gov.cn", 1, 3)],
        ["独立用户访问总量（单位：个）", ("40000", 1, 3)],
        ["网站总访问量（单位：次）", ("1023456", 1, 3)],
        [("信息发布（单位：条）", 2, 1), "总数", ("1456", 1, 2)],
        ["概况类信息更新量", ("12", 1, 2)],
        [("移动新媒体", 6, 1), ("微博", 3, 1), "名称", "威海教育发布"],
        ["信息发布量（单位：条）", "365"],
        ["关注量（单位：个）", "12000"],
        [("微信", 3, 1), "名称", "威海教育"],
        ["信息发布量（单位：条）", "1203"],
        ["订阅数（单位：个）", "45000"],
    ]
    assert read(rows) == {
        ("website", "威海市教育局网站"): {"views": 1_023_456, "posts": 1456},
        ("weibo", "威海教育发布"): {"posts": 365, "followers": 12000},
        ("wechat", "威海教育"): {"posts": 1203, "followers": 45000},
    }


def test_tables_without_platforms_give_none():
    assert read([["信息内容", "制发件数"], ["行政规范性文件", "3"], ["行政许可", "35"]]) == {}


def first(text: str, profile: Profile = REPORT) -> dict[tuple[str, str | None], dict[str, object]]:
    """The first figure of each measure by platform, as the export gives it."""
    return {
        key: {measure: value for measure, value, _ in reversed(counted)}
        for key, counted in figures(text, profile).items()
    }


COUNTS = [
    ("“威海教育”微信公众号第四季度共发布354篇稿件", {"posts": 354}),
    ("“威海教育”微信公众号推送信息186期、共计352条，粉丝量达到8900余人", {"posts": 352, "followers": 8900}),
    ("“威海教育”微信公众号发布原创稿件420条，转载216条，全年累计发布636条", {"posts": 636}),
    ("“威海教育”微信公众号发布1137条，其中公告发布85条、动态发布339条", {"posts": 1137}),
    ("“威海教育”微信公众号全年发博3254条", {"posts": 3254}),
    ("“威海教育”微信公众号很受欢迎。“威海教育”发布信息共计1310条", {"posts": 1310}),
    ("“威海教育”微信公众号阅读量5万次，和粉丝互动125人次，粉丝2405人", {"views": 50000, "followers": 2405}),
    ("“威海教育”微信公众号围绕重点宣传。截至年底，共推送信息189条", {"posts": 189}),
    ("“威海教育”微信公众号发布信息514条，是上年信息发布总量的1.5倍", {"posts": 514}),
    ("“威海教育”微信公众号公开600条，占50%；其他途径公开100条", {"posts": 600}),
    ("政务新媒体“威海教育”（微信公众号）发布信息300条", {"posts": 300}),
    ("“威海教育”微信公众号关注人数：23000人，发布文章数：320篇", {"posts": 320, "followers": 23000}),
    ("“威海教育”微信公众号公开机构职能、通知公告等，共计966条", {"posts": 966}),
    ("新浪微信公众号@威海教育 发布信息401条，粉丝3186个", {"posts": 401, "followers": 3186}),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTS)
def test_counts(text, wanted):
    assert first(text) == {("wechat", "威海教育"): wanted}


def test_a_site_without_a_name_that_posts_is_the_issuers():
    (platform,) = platforms("网站全年发布稿件1137条。")
    assert (platform.name, platform.owner) == (None, "威海市教育局")


@pytest.mark.parametrize(
    ("text", "profile", "wanted"),
    [
        ("其中政府网站公开312条，政务微博公开275条", COUNTY, ("website", "邹城市人民政府网站")),
        (
            "本年度报告由邹城市教育局编制。通过政府门户网站公开信息8条",
            replace(COUNTY, type=None),
            ("website", "邹城市人民政府门户网站"),
        ),
        ("持续办好邹城市人民政府门户网站", COUNTY, ("website", "邹城市人民政府门户网站")),
        ("12328交通运输服务监督热线", REPORT, ("hotline", "12328交通运输服务监督热线")),
        ("2022年，我局对官网进行了改版", REPORT, ("website", "威海市教育局官网")),
        ("通过本部门网站公开各类信息966，", REPORT, ("website", "威海市教育局网站")),
        ("市局门户网站公开信息300条", REPORT, ("website", "威海市教育局门户网站")),
        ("省局门户网站公开信息300条", REPORT, ("website", None)),
        ("利用政府网站、文登政府信息公开平台公开", REPORT, ("website", "文登政府信息公开平台")),
        ("威海市教育局信息公开网站", REPORT, ("website", "威海市教育局信息公开网站")),
        ("办好用好市政府网站", REPORT, ("website", "威海市人民政府网站")),
        ("济宁市邹城市人民政府门户网站", REPORT, ("website", "邹城市人民政府门户网站")),
        ("局政府网发布信息", REPORT, ("website", "威海市教育局政府网")),
        ("@威海市教育局在各类微博中居前列", REPORT, ("weibo", "威海市教育局")),
        ("通过中国威海政府网、威海市教育局网、报刊公开", REPORT, ("website", "中国威海政府网")),
        ("通过中国威海政府网、威海市教育局网、报刊公开", REPORT, ("website", "威海市教育局网")),
        ("2023年，威海教育发布微信公众号推送信息910余篇", REPORT, ("wechat", "威海教育发布")),
        ("通过威海人力社保微信公众号公开", REPORT, ("wechat", "威海人力社保")),
        ("在《威海普法》抖音号开辟专栏", REPORT, ("douyin", "威海普法")),
        ("可以在威海水利网站下载", REPORT, ("website", "威海水利")),
        ("在工信部门户网站上新建专栏", REPORT, ("website", "工业和信息化部门户网站")),
        ("“民生威海”热线接听电话", REPORT, ("hotline", "民生威海")),
        ("入驻抖音，开设账号“威海之窗”", REPORT, ("douyin", "威海之窗")),
        ("充分发挥局门户网站作用", REPORT, ("website", "威海市教育局门户网站")),
        ("与首都之窗共建专题", REPORT, ("website", "首都之窗")),
        ("通过平安威海网、报刊公布", REPORT, ("website", "平安威海网")),
        (
            "可在威海公安公众服务网（http://ga.example.gov.cn/）查阅",
            REPORT,
            ("website", "威海公安公众服务网"),
        ),
        ("威海教育官方版客户端，“威海教育”微博", REPORT, ("app", "威海教育")),
        ("通过省政务服务网公布", REPORT, ("service_portal", "山东政务服务网")),
    ],
)
def test_names(text, profile, wanted):
    assert wanted in named(text, profile)


def test_a_list_of_kinds_keeps_its_name_past_one_with_another_account():
    text = "“教育之窗”抖音号获奖。“威海教育”微信公众号、微博、抖音、快手"
    assert ("kuaishou", "威海教育") in named(text, REPORT)
    assert ("douyin", "威海教育") not in named(text, REPORT)


def test_a_district_s_site_is_one_with_and_without_its_city():
    region = ("贵州省", "六盘水市", "水城区")
    profile = Profile(region=region, year=2022, type="annual_report")
    found = platforms("可在六盘水市水城区人民政府网站查阅。水城区人民政府网站公开187条。", profile)
    assert [(p.name, [f.value for f in p.figures]) for p in found] == [("六盘水市水城区人民政府网站", [187])]


def test_the_site_of_the_government_whose_office_reports():
    office = Profile(agency="威海市人民政府办公室", agencies=("威海市人民政府办公室",), type="work_report")
    found = platforms(
        "市政府门户网站改版。改版后的门户网站总访问量达4183万次", replace(office, region=REPORT.region)
    )
    assert [(p.name, [f.value for f in p.figures]) for p in found] == [("威海市人民政府门户网站", [41830000])]


def test_counts_given_respectively_to_names_in_brackets():
    text = "微信公众号（威海教育）、微博（教育之窗）分别发布信息300条、200条"
    assert first(text) == {("wechat", "威海教育"): {"posts": 300}, ("weibo", "教育之窗"): {"posts": 200}}


def test_the_sum_of_a_channel_and_others_unnamed_is_not_its_own():
    text = "依托门户网、工程信息网、“威海教育”微信公众号等渠道公开信息660条。微信公众号发布文章514篇"
    assert first(text)[("wechat", "威海教育")] == {"posts": 514}


def test_an_account_by_its_handle_before_a_blank_and_its_kind():
    found = named("通过“威海教育”微信公众号、@威海之窗 微博累计发布信息1200条次", REPORT)
    assert found == [("wechat", "威海教育"), ("weibo", "威海之窗")]


def test_users_of_a_site_are_no_followers():
    assert first("政府网站独立用户访问总量12万个，网站总访问量230万次") == {
        ("website", None): {"views": 2300000}
    }


def test_an_app_with_followers_is_the_reporters():
    assert first("客户端关注数达102203人") == {("app", None): {"followers": 102203}}


def test_a_count_of_a_special_site_is_not_the_main_ones():
    text = "通过政府信息公开网站公开信息2662条。在局门户网站设置专栏"
    assert first(text)[("website", None)] == {"posts": 2662}


def test_numbers_beyond_those_given_respectively():
    text = "“威海教育”微信公众号、官方抖音号分别发布信息255条、63条，媒体发布报道6,700篇"
    assert first(text)[("douyin", "威海教育")] == {"posts": 63}


def test_a_count_in_brackets():
    text = "主要方式为政府信息公开网站（108条）、公开栏（35条）等，主动发布各类信息232条"
    assert next(f.value for p in platforms(text) for f in p.figures) == 108


def test_a_title_won_names_no_site():
    assert named("荣获全市“十佳政策解读”网站", REPORT) == []


def test_a_title_names_no_platform():
    assert named("按照《关于印发山东省政府网站与政务新媒体检查指标的通知》要求", REPORT) == []


WORDS: dict[str, str] = {
    "weibo": "微博 新浪微博 政务微博 官方微博 人民微博",
    "wechat": "微信公众号 公众号 订阅号 服务号 政务微信 官微",
    "channels": "视频号 微信视频号",
    "miniprogram": "小程序 微信小程序",
    "douyin": "抖音 抖音号 官方抖音",
    "kuaishou": "快手 快手号",
    "toutiao": "今日头条 头条号 今日头条号",
    "app": "APP 客户端 手机客户端",
    "other": "微视 央视频 秒拍 梨视频 B站 哔哩哔哩 西瓜视频 TikTok YouTube 百家号 企鹅号 大鱼号 网易号 搜狐号 人民号 澎湃号 小红书 知乎 马蜂窝",
}


@pytest.mark.parametrize(
    ("channel", "word"), [(channel, word) for channel, words in WORDS.items() for word in words.split()]
)
def test_every_word_for_an_account(channel: str, word: str) -> None:
    assert first(f"“威海教育”{word}发布信息3条") == {(channel, "威海教育"): {"posts": 3}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("我局微信公众号、微博、抖音账号共发布信息3376条。", ["wechat", "weibo", "douyin"]),
        ("抖音、快手、视频号等视频平台共生产视频内容591条。", ["douyin", "kuaishou", "channels"]),
        ("用好微信公众号、微博、抖音，全年组织培训12次。", []),
    ],
)
def test_channels_counted_together_are_run(text: str, wanted: list[str]) -> None:
    assert [(p.channel, p.name, p.owner, p.figures) for p in platforms(text)] == [
        (channel, None, "威海市教育局", ()) for channel in wanted
    ]


def test_a_site_named_again_in_its_sentence() -> None:
    (site,) = platforms("威海市教育局门户网站发布信息300条，网站访问量达4.5亿次。")
    assert {f.measure: f.value for f in site.figures} == {"posts": 300, "views": 450_000_000}


def test_a_site_with_its_brand_and_address() -> None:
    site = platforms("在威海市教育局门户网站“中国威海教育”（http://jyj.weihai.gov.cn/）公布")[0]
    assert (site.name, site.url) == ("威海市教育局门户网站", "http://jyj.weihai.gov.cn/")


def test_the_one_site_that_a_document_of_nobody_told_names() -> None:
    text = "报告可在威海市教育局网站下载。通过网站公开信息966条。"
    assert figures(text, Profile()) == {("website", "威海市教育局网站"): [("posts", 966, None)]}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("通过市教育局网站、公开栏、广播等形式公开信息8769条，其中通过市教育局网站公开300条。", 300),
        ("市教育局网站设置了通知、公告等栏目，发布信息300条。", 300),
    ],
)
def test_the_sum_of_many_means_is_no_sites(text: str, posts: int) -> None:
    (site,) = platforms(text)
    assert [f.value for f in site.figures] == [posts]


def test_a_count_without_unit() -> None:
    assert first("“威海教育”微信公众号公开各类信息966，其中通知25条。") == {
        ("wechat", "威海教育"): {"posts": 966}
    }


CARRIED = [
    ("（一）官方网站。一是加强检查。二是发布信息238篇", {"posts": 238}),
    ("1.门户网站\n全年发布信息365条", {"posts": 365}),
    ("门户网站的建设得到加强，栏目更全。全年发布信息365条", None),
    ("（一）官方网站。召开新闻发布会3场，发布信息238篇", None),
    ("（一）官方网站。\n（二）会议。发布信息238篇", None),
    # the agency is the subject, so that its own totals may follow
    ("我局开通了门户网站。2021年主动公开政府信息1200条", None),
    ("我局开设了微信公众号。2021年，累计主动公开政府信息1200条", None),
    ("利用政务微博。全年收到依申请公开12件，主动公开政府信息1200条", None),
    ("推进政府网站建设。全市共发布信息3000条", None),
    ("（三）政府网站建设。全市共发布信息3000条", None),
    ("我局开通政务微博“威海教育”。全年共发布信息3000条", None),
    ("积极运用微信公众号。今年以来，关注民生热点问题120个", None),
    # the channel is, or the count can be of nobody else
    ("政务微博。全年共发布信息300条", {"posts": 300}),
    ("（二）政务微博。2021年发布信息300条", {"posts": 300}),
    ("（二）局官网。2021年发布信息300条", {"posts": 300}),
    ("“威海教育”微博运行良好。全年点击20万次", {"views": 200000}),
    ("我局政务微博“威海教育”粉丝3万人。全年共发布信息300条", {"followers": 30000, "posts": 300}),
    ("我局开通政务微博“威海教育”。截至年底，粉丝3万人", {"followers": 30000}),
    ("积极运用微信公众号。截至年底，关注人数120人", {"followers": 120}),
]


@pytest.mark.parametrize(("text", "wanted"), CARRIED)
def test_counts_in_sentences_that_leave_the_channel_out(text: str, wanted: dict[str, int] | None) -> None:
    assert (next(iter(first(text).values()), None) or None) == wanted


def test_a_special_site_is_the_one_named_with_its_word() -> None:
    text = "其中政府信息公开平台51条。完善威海市政府信息公开平台"
    assert first(text) == {("website", "威海市政府信息公开平台"): {"posts": 51}}


@pytest.mark.parametrize(
    "text",
    [
        "我市政府信息公开平台发布51条，环翠区政府信息公开平台发布8条。",
        "政府信息公开平台发布51条。完善崂山区政府信息公开平台。",
    ],
)
def test_a_special_site_is_not_one_with_figures_of_its_own_or_of_elsewhere(text: str) -> None:
    found = {figure.value: p.name for p in platforms(text) for figure in p.figures}
    assert found[51] is None


def test_a_numeral_in_a_word_counts_nothing() -> None:
    assert platforms("设立二十四小时服务热线，向用户提供“一站式”服务。") == ()


def test_a_system_that_checks_sites_is_none() -> None:
    assert platforms("查看全国政府网站普查系统中的信息，发布信息数为0条。") == ()


OFFLINE = "厅长信箱 局长信箱 网络问政 电视问政 政务服务网 一网通办 短信 两微一端 政府公报 公告栏 公开栏 信息公开查阅点 新闻发布会 政府开放日"


@pytest.mark.parametrize("word", OFFLINE.split())
def test_offline_channels_and_words_for_many_have_no_name(word: str) -> None:
    assert named(f"通过{word}等渠道公开", REPORT) == []


@pytest.mark.parametrize(("gap", "name"), [("", "威海市教育局网站"), ("\n", None)])
def test_the_visitors_of_a_site_named_in_an_earlier_sentence(gap: str, name: str | None) -> None:
    text = f"报告可在威海市教育局信息公开网站下载。\n通过威海市教育局网站发布信息300条。{gap}全年网站总访问量21万余人次。"
    counted = {(p.name, f.value) for p in platforms(text) for f in p.figures if f.measure == "views"}
    assert counted == {(name, 210000)}
