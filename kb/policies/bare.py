"""Titles without 《》: 关于…的通知（国办发〔2020〕17号）, 参照金融企业呆账核销管理办法有关规定."""

import re
from collections.abc import Iterator

from corpus.model import Span
from kb.agencies.find import candidates
from kb.policies.words import any_of, titles

_PAPERS = (
    "通知|意见|决定|决议|通告|批复|请示|复函|函|公告|通报|命令|令|方案|办法|规定|措施|规划|纲要|要点|若干政策"
)
_ABOUT = re.compile(
    rf"关于(?:[^，,。；;：:！？《》〈〉（）()\n]|[〈《][^〈〉《》\n]{{0,60}}[〉》]){{3,70}}?的?(?:{_PAPERS})(?=[”」]?\s?[（(](?P<in>(?:[（(]\d\d[）)])?[^（）()\n]{{2,60}}))"
)
_NUMBERED = re.compile(r"[〔\[［【（(]\s?(?:19|20)\d\d\s?|令\s?第|简称|公告\s?\d|^[（(]\d\d[）)].{0,12}字")
_ISSUER = re.compile(r"(?:[\u4e00-\u9fff]{2,24}[、 ]?){1,4}$")
_JOINT = re.compile(r"[、 \u3000]?(?:等[\u4e00-\u9fff]{1,3}部门)?")
_REACH = 60  # characters before 关于 in which issuers are looked for
_VERBS = re.compile(
    r"^.*(?:根据|依据|按照|遵照|依照|参照|贯彻|落实|执行|转发|印发|下发|出台|制定|发布|公布|收到|上报|报送|了|的|将|对|是|为|以|和|及|与|年|月|日)"
)
_LOCAL = re.compile(
    r"""(?:参照|按照|依照|依据|根据|遵照|违反|执行|落实|贯彻|遵守)
        (?P<name>(?![全我本各该])(?:[\u4e00-\u9fff]{1,6}[省市县州]|[\u4e00-\u9fff]{2,8}自治区)
          [\u4e00-\u9fff]{4,28}?(?:条例|办法|实施细则))
        (?=[^\u4e00-\u9fff]|[等和及与规要有中第以的精]|$)""",
    re.VERBOSE,
)
_RULES = re.compile(
    r"""(?:参照|按照|依照|依据|根据|遵照|违反)(?:执行)?
        (?P<name>[\u4e00-\u9fff]{4,32}?(?:条例|管理办法|暂行办法|实施办法|实施细则|准则|规程))
        (?=(?:的?有关|的?相关|等有关|的)?规定|第[一二三四五六七八九十百]{1,5}条)""",
    re.VERBOSE,
)
_NO_NAME = re.compile(any_of(titles("no_name")) + "|的|和|及|与|或")


def find_numbered_titles(text: str) -> Iterator[Span]:
    """Titles with 关于 that a bracket with their 文号 or short name follows, from their issuers on."""
    for match in _ABOUT.finditer(text):
        if _NUMBERED.search(match["in"]):
            yield Span(_issuer_start(text, match.start()), match.end())


def _issuer_start(text: str, about: int) -> int:
    """Where the issuers' names before 关于 start, `about` itself if none stands there."""
    start = about
    for agency in reversed([a for a in candidates(text) if about - _REACH <= a.start < a.end <= about]):
        if not _JOINT.fullmatch(text, agency.end, start):
            break
        start = agency.start
    return start if start < about else _words_start(text, about)


def _words_start(text: str, about: int) -> int:
    """The same, told by the words alone: after the last verb before 关于."""
    issuer = _ISSUER.search(text, max(0, about - _REACH), about)
    if not issuer:
        return about
    verb = _VERBS.match(issuer[0])
    return issuer.start() + (verb.end() if verb else 0)


def find_rule_names(text: str) -> Iterator[Span]:
    """Names of rules after 参照 and the like that a 有关规定 or an article follows."""
    for pattern in (_RULES, _LOCAL):
        for match in pattern.finditer(text):
            if not _NO_NAME.search(match["name"]):
                yield Span(match.start("name"), match.end("name"))
