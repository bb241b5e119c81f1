"""Universities and colleges named after a part of the country: 首都体育学院, 华南农业大学, 中国传媒大学."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate

SCHOOL = re.compile(
    r"""
    (?:首都|皖南|皖西|赣南|赣东|川北|川南|湘南|鲁东|陇东|黔南|滇西|豫章|闽南|闽江|粤北|岭南|江汉|齐鲁|燕山|河套|塔里木|渤海|华东|华南|华中|华北|东北|西南|西北|中南|东南|中国|中央|国家|国际|北方|南方)
    (?:科技|理工|工业|农业|林业|农林|医科|医药|医学|医|中医药|药科|师范|财经|政法|经济贸易|民族|体育|音乐|美术|戏剧|舞蹈|戏曲|电影
      |外国语|交通|电力|石油|地质|矿业|海洋|传媒|民航|计量|人民|警察|关系|教育行政|行政|职业技术|科学技术|青年政治|劳动关系){1,3}
    (?:大学|学院)(?!生)
    """,
    re.VERBOSE,
)


COLLEGE = re.compile(
    r"""
    (?<![一-鿿])(?P<own>[一-鿿]{2,9}?)     # 石河子职业技术学院, 义乌工商职业技术学院
    (?:职业技术学院|职业学院|职业技术大学|高等专科学校|技师学院)(?!校)
    """,
    re.VERBOSE,
)
ENDINGS = ("学院", "大学", "专科学校")
COMMON = re.compile(
    r"高等|各|民办|公办|独立|地方|本科|一批|优质|高职|中等|国家|省级|市级|县级|设立|引导|学校|建设|鼓励|支持|发展|举办|[的和与及在是等为有向对]"
)
"""What is no name of a college: what kind it is."""


def school_names(text: str) -> Iterator[Candidate]:
    """Each such name; those named after a division are the grammar's, the other well-known ones the registry's."""
    if not any(ending in text for ending in ENDINGS):
        return
    for m in SCHOOL.finditer(text):
        yield Candidate(m.start(), m.end(), m[0], "school", "institution")
    for m in COLLEGE.finditer(text):
        if not COMMON.search(m["own"]):
            yield Candidate(m.start(), m.end(), m[0], "school", "institution")
