"""Platforms: every form of channel, name, owner, address and figure, and what is none."""

import pytest

from kb.agencies import find_agencies
from kb.model import PlatformMention, Profile
from kb.platforms import Platform, find_platforms, merge_platforms
from tests.kb.agency_cases import document

REGION = ("山东省", "威海市")
REPORT = Profile(
    agency="威海市教育局", agencies=("威海市教育局",), region=REGION, year=2022, type="annual_report"
)
CENTRE = Profile(agency="国务院办公厅", agencies=("国务院办公厅",), year=2020, type="key_points")
COUNTY = Profile(
    agency="邹城市教育局",
    agencies=("邹城市教育局",),
    region=("山东省", "济宁市", "邹城市"),
    year=2021,
    type="annual_report",
)


def mentions(text: str, profile: Profile = REPORT) -> tuple[PlatformMention, ...]:
    made = document(text)
    found = find_platforms(made, profile, find_agencies(made, profile))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(text[f.start : f.end] == f.raw for m in found for f in m.figures)
    return found


def platforms(text: str, profile: Profile = REPORT) -> tuple[Platform, ...]:
    return merge_platforms(mentions(text, profile))


def named(text: str, profile: Profile = REPORT) -> list[tuple[str, str | None]]:
    return [(p.channel, p.name) for p in platforms(text, profile)]


def figures(text: str, profile: Profile = REPORT) -> dict[tuple[str, str | None], list[tuple[object, ...]]]:
    return {
        (p.channel, p.name): [(f.measure, f.value, f.qualifier) for f in p.figures]
        for p in platforms(text, profile)
    }


NAMES = [
    # the name in quotes before or after the kind, or unquoted
    ("“威海教育”新浪微博", [("weibo", "威海教育")]),
    ("我局开通微博，微信账号为“威海教育”", [("wechat", "威海教育")]),
    ("我局运营抖音，头条账号“学在威海”", [("toutiao", "学在威海")]),
    ("我局入驻抖音，开设官方账号“学在威海”", [("douyin", "学在威海")]),
    ("“威海教育”今日头条账号", [("toutiao", "威海教育")]),
    ("《广州普法》抖音号", [("douyin", "广州普法")]),
    ("微信公众号“威海教育”", [("wechat", "威海教育")]),
    ("威海教育抖音平台", [("douyin", "威海教育")]),
    ("教育威海头条号", [("toutiao", "教育威海")]),
    ("“威海教育”快手", [("kuaishou", "威海教育")]),
    ("“威海教育”微信视频号", [("channels", "威海教育")]),
    ("“惠学威海”微信小程序", [("miniprogram", "惠学威海")]),
    ("“爱山东”APP", [("app", "爱山东")]),
    ("推广爱山东，方便群众", [("app", "爱山东")]),
    ("“威海教育”小红书号", [("other", "威海教育")]),
    ("微信公众号：威海教育。", [("wechat", "威海教育")]),
    ("微信公众号（威海教育）", [("wechat", "威海教育")]),
    ("微信公众号“威海教育”“威海体育”", [("wechat", "威海教育"), ("wechat", "威海体育")]),
    ("“威海教育”“威海体育”两个微信公众号", [("wechat", "威海教育"), ("wechat", "威海体育")]),
    # @
    ("@威海教育发布 荣获第二名", [("weibo", "威海教育发布")]),
    ("官方微博“@威海教育发布”", [("weibo", "威海教育发布")]),
    # one name for several kinds
    ("“威海教育”抖音号、今日头条号、快手号", [(c, "威海教育") for c in ("douyin", "toutiao", "kuaishou")]),
    ("微博威海教育发布信息16条，关注量3万；微信威海教育粉丝5人", [("weibo", "威海教育"), ("wechat", "威海教育")]),
    ("昭化发布视频号", [("channels", "昭化发布")]),
    ("长河街道通过长河发布微信公众号发布信息", [("wechat", "长河发布")]),
    ("文旅威海官方微博微信", [("weibo", "文旅威海"), ("wechat", "文旅威海")]),
    # websites
    ("威海市教育局网站", [("website", "威海市教育局网站")]),
    ("通过局官网公开", [("website", "威海市教育局官网")]),
    ("通过本机关门户网站公开", [("website", "威海市教育局门户网站")]),
    ("“中国威海”门户网站", [("website", "中国威海")]),
    ("中国威海门户网站", [("website", "中国威海")]),
    ("市政府网站", [("website", "威海市人民政府网站")]),
    ("威海市政府信息公开平台", [("website", "威海市政府信息公开平台")]),
    ("威海政务网、山东农业信息网", [("website", "威海政务网"), ("website", "山东农业信息网")]),
    ("文旅山东英文网", [("website", "文旅山东英文网")]),
    ("中国政府网", [("website", "中国政府网")]),
    # service portals and hotlines
    ("山东政务服务网威海站", [("service_portal", "山东政务服务网威海站")]),
    ("全国一体化在线政务服务平台", [("service_portal", "全国一体化在线政务服务平台")]),
    ("12345市长热线", [("hotline", "12345市长热线")]),
    ("“12345”政务服务便民热线和12345热线", [("hotline", "12345政务服务便民热线")]),
    ("拨打12345", [("hotline", "12345")]),
    ("做客政风行风热线", [("hotline", "政风行风热线")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), NAMES)
def test_names_and_kinds(text, wanted):
    assert sorted(named(text)) == sorted((c, n.replace("“", "").replace("”", "")) for c, n in wanted)


NONE = [
    "分享到： 微信 新浪微博 QQ空间",
    "分享：微信",
    "微信\n微博\n客户端",
    "扫一扫在手机打开当前页",
    "建立微信群，开通微信支付",
    "充分利用微博、微信、客户端等新媒体",
    "加强政府网站建设，畅通政务热线",
    "办结12345件，受理12345条",
    "计算机信息网络国际联网",
    "缴纳个人所得税",
    "要推进政务服务平台建设",
    "据某地日报官网报道",
    "微信公众号“冰缘月”专题被大量转载",
    "电话：0631-12345678",
    "联系邮箱 abc@weihai.gov.cn",
    "参考《民法典》抖音号的内容",
    "学习《中华人民共和国监察法》微信公众号",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_named_platform(text):
    assert named(text) == []


def test_a_mention_of_the_kind_alone_is_kept_without_a_name():
    assert [(m.channel, m.name) for m in mentions("利用微博、微信等渠道")] == [
        ("weibo", None),
        ("wechat", None),
    ]


FIGURES = [
    ("“威海教育”微信公众号785条", ("wechat", "威海教育"), [("posts", 785, None)]),
    ("“威海教育”微信公众号订阅数11558个", ("wechat", "威海教育"), [("followers", 11558, None)]),
    (
        "“威海教育”微信发布信息791条，全年阅读总量100.6万，粉丝数26297。",
        ("wechat", "威海教育"),
        [("posts", 791, None), ("views", 1_006_000, None), ("followers", 26297, None)],
    ),
    (
        "@威海教育 微博阅读量2.36亿，粉丝数882万",
        ("weibo", "威海教育"),
        [("views", 236_000_000, None), ("followers", 8_820_000, None)],
    ),
    (
        "“威海教育”抖音号播放量近550万次，粉丝3.2万余人",
        ("douyin", "威海教育"),
        [("views", 5_500_000, "<"), ("followers", 32_000, ">")],
    ),
    ("“威海教育”微信公众号推送信息512期1304条", ("wechat", "威海教育"), [("posts", 1304, None)]),
    ("“威海教育”微信公众号发布微信1230篇", ("wechat", "威海教育"), [("posts", 1230, None)]),
    ("“威海教育”微信公众号拥有10万粉丝", ("wechat", "威海教育"), [("followers", 100_000, None)]),
    ("局网站发布原创稿件365篇左右", ("website", "威海市教育局网站"), [("posts", 365, "≈")]),
]


@pytest.mark.parametrize(("text", "key", "wanted"), FIGURES)
def test_figures_of_a_platform(text, key, wanted):
    assert figures(text) == {key: wanted}


NO_FIGURES = [
    "“威海教育”微信公众号粉丝增长2万",
    "“威海教育”微信公众号新增粉丝3000人",
    "“威海教育”微信公众号全市排名第2",
    "“威海教育”微信公众号占比57%",
    "“威海教育”微信公众号主动公开市政府规章13件",
    "“威海教育”微信公众号和“威海教育”微博共发布信息2424条",
    "发布信息300条后开通“威海教育”微信公众号",
    "“威海教育”微信公众号上线。全年接待群众300人次",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_are_not_a_platforms_figures(text):
    assert [f for found in figures(text).values() for f in found] == []


def test_a_sentence_that_distributes_figures():
    text = "主动公开信息2509条。其中，局网站826条，“威海教育”微信公众号785条，“文旅威海”微信公众号898条。"
    assert figures(text) == {
        ("website", "威海市教育局网站"): [("posts", 826, None)],
        ("wechat", "威海教育"): [("posts", 785, None)],
        ("wechat", "文旅威海"): [("posts", 898, None)],
    }


def test_figures_given_respectively():
    text = "“威海教育”微博、微信粉丝分别为3.2万、23.6万。"
    assert figures(text) == {
        ("weibo", "威海教育"): [("followers", 32_000, None)],
        ("wechat", "威海教育"): [("followers", 236_000, None)],
    }


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ("截至2022年12月底", "2022-12"),
        ("截止2022年12月31日", "2022-12-31"),
        ("截至12月31日", "2022-12-31"),
        ("截至2021年底", "2021-12"),
        ("截至目前", None),
    ],
)
def test_the_date_that_a_figure_stands_for(when, wanted):
    (platform,) = platforms(f"{when}，“威海教育”微信公众号订阅数11558个。")
    assert [f.as_of for f in platform.figures] == [wanted]


def test_an_unnamed_mention_with_figures_is_the_issuers_one_account():
    text = "“威海教育”微博获奖。\n微博发布信息120条。"
    assert figures(text) == {("weibo", "威海教育"): [("posts", 120, None)]}


def test_an_unnamed_mention_stays_open_where_there_are_two_accounts():
    text = "“威海教育”微博和“威海体育”微博获奖。\n微博发布信息120条。"
    assert figures(text)["weibo", None] == [("posts", 120, None)]


def test_a_name_is_not_shared_with_a_kind_that_has_another_account():
    text = "“威海体育”微博粉丝3万人。\n威海教育微信、微博用得好。"
    assert ("weibo", "威海教育") not in named(text)


def test_a_medium_s_account_is_not_the_issuers():
    (platform,) = platforms("大众日报“齐鲁头条”微信公众号刊发稿件")
    assert (platform.name, platform.owner) == ("齐鲁头条", None)


OWNERS = [
    ("“威海教育”微信公众号", REPORT, "威海市教育局"),
    ("“威海教育”微信公众号", CENTRE, None),
    ("山东省教育厅“山东教育发布”微博", CENTRE, "山东省教育厅"),
    ("山东省教育厅官网", REPORT, "山东省教育厅"),
    ("中国政府网", REPORT, "国务院办公厅"),
    ("山东政务服务网", REPORT, None),
]


@pytest.mark.parametrize(("text", "profile", "owner"), OWNERS)
def test_owners(text, profile, owner):
    (platform,) = platforms(text, profile)
    assert platform.owner == owner


def test_a_website_named_in_several_ways_is_one():
    (platform,) = platforms("可从威海市教育局门户网站（网址：http://jyj.weihai.gov.cn/）查阅。局官网公开。")
    assert (platform.name, len(platform.mentions)) == ("威海市教育局门户网站", 2)
    assert platform.url == "http://jyj.weihai.gov.cn/"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("（http://wh.zibo.gov.cn/）下载", "http://wh.zibo.gov.cn/"),
        ("（www.weihai.gov.cn），", "www.weihai.gov.cn"),
        ("（网址：https://a.gov.cn/x?id=1&y=2）。", "https://a.gov.cn/x?id=1&y=2"),
        ("http://a.gov.cn。登录", "http://a.gov.cn"),
    ],
)
def test_addresses_without_their_punctuation(address, wanted):
    (platform,) = platforms(f"局网站{address}")
    assert platform.url == wanted


def test_the_government_s_portal_in_a_county_s_report():
    assert named("在政府门户网站公开发布", COUNTY) == [("website", "邹城市人民政府门户网站")]
    assert named("在政府门户网站公开发布", REPORT) == []


def test_figures_that_differ_are_all_kept_in_order():
    text = "“威海教育”微博发布100条。\n“威海教育”微博共发布信息120条。"
    assert figures(text) == {("weibo", "威海教育"): [("posts", 100, None), ("posts", 120, None)]}
