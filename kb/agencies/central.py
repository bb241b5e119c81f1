"""Central organs by the registry: official names and short forms (国家发展改革委, 银保监会, 国办)."""

import re
from collections.abc import Iterator

from kb.agencies.branches import central_branch
from kb.agencies.candidate import Candidate
from kb.agencies.lexicon import context, continues
from kb.agencies.registry import automaton, bare, by_name
from kb.spotting import longest_words

BELOW = re.compile(
    r"""
    [一-鿿]{2,18}?                # 中国科学院数学与系统科学研究院, 教育部教育发展研究中心
    (?:研究院|研究所|考试院|研究中心|(?:信息|发展|服务|管理|促进|保障|交流|评估|监测|指导|评价|传播|合作|规划|整治)中心|学院)
    """,
    re.VERBOSE,
)
HOSPITAL = re.compile(
    r"(?:附属|第[一二三四五六七八九十]{1,2}附属)[一-鿿]{0,8}?(?:医院|中学|小学|学校|幼儿园)"
)
"""What belongs to a university: 复旦大学|附属中山医院."""
OFFICED = ("部", "委", "委员会", "总局", "署", "院")
"""What central organs with an office of their own end with: 文化和旅游部办公厅."""
BRANCHES_ONLY = frozenset({"人行"})
"""Short forms that are words of their own (行人, 人行道) and count only with a branch: 人行武汉分行."""


def _below(text: str, end: int, name: str) -> str:
    """The rest of an institution's name that begins with its organ's; "" if there is none."""
    if name.endswith(("大学", "学院")) and (school := HOSPITAL.match(text, end)):
        return school[0]
    match = BELOW.match(text, end) if name.endswith((*OFFICED, "局")) and not bare(name) else None
    stops = context().below_stops
    return match[0] if match and not any(word in match[0] for word in stops) else ""


def central_names(text: str) -> Iterator[Candidate]:
    """Every registered name, longest first, not a part of a longer word; with a local branch as one name."""
    for start, name in longest_words(automaton(), text):
        end = start + len(name)
        if continues(text, end, name):
            continue
        group = by_name()[name][0].group
        if branch := central_branch(text, end):
            full = name if bare(name) else by_name()[name][-1].name
            yield Candidate(start, branch.end(), full + text[end : branch.end()], "branch", group)
        elif name in BRANCHES_ONLY:
            continue
        elif below := _below(text, end, name):
            yield Candidate(
                start, end + len(below), by_name()[name][-1].name + below, "subordinate", "institution"
            )
        elif text.startswith("办公厅", end) and name.endswith(OFFICED) and not bare(name):
            full = by_name()[name][-1].name
            yield Candidate(start, end + 3, full + "办公厅", "office", group)
        else:
            yield Candidate(start, end, name, "registry", group, bare=bare(name))
