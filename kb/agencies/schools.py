"""Universities and colleges named after a part of the country: 首都体育学院, 华南农业大学, 中国传媒大学."""

import re
from collections.abc import Iterator

from kb.agencies.candidate import Candidate

SCHOOL = re.compile(
    r"""
    (?:首都|华东|华南|华中|华北|东北|西南|西北|中南|东南|中国|中央|国家|国际|北方|南方)
    (?:科技|理工|工业|农业|林业|农林|医科|医药|中医药|药科|师范|财经|政法|经济贸易|民族|体育|音乐|美术|戏剧|舞蹈|戏曲|电影
      |外国语|交通|电力|石油|地质|矿业|海洋|传媒|民航|计量|人民|警察|关系|教育行政|行政|职业技术|科学技术|青年政治|劳动关系){1,3}
    (?:大学|学院)(?!生)
    """,
    re.VERBOSE,
)


def school_names(text: str) -> Iterator[Candidate]:
    """Each such name; those named after a division are the grammar's, the other well-known ones the registry's."""
    return (Candidate(m.start(), m.end(), m[0], "school", "institution") for m in SCHOOL.finditer(text))
