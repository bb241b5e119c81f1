"""Whether a title in 《》 is a policy: by its ending, its start, the words beside it and the registry of laws."""

import re
from functools import cache
from typing import Literal

from kb.policies.laws import known
from kb.policies.relate import Citing
from kb.policies.words import any_of, load, titles

Verdict = Literal["policy", "weak", "unknown", "never"]
"""`policy` whatever stands beside it · `weak`, a policy unless the words beside it name a work, an issue or a
show · `unknown`, a policy only if a trigger word governs it · `never` one."""

_TRAILING = re.compile(
    r"""(?: [（(\[〔【][^（）()《》]{0,30}[）)\]〕】]      # （试行） （2021—2025年） （征求意见稿）
          | (?:19|20)\d\d年?[版度]?                       # 2021年版
          | 征求意见稿 | 送审稿 | 修订稿 | 试行 | 草案 | [\d.]+版?
        )\s*$""",
    re.VERBOSE,
)
# a title that lost the one inside it: 关于修改…的决定
_CUT = re.compile(
    r"关于(?:修改|修订|废止|印发|转发|公布)?$|^关于(?:修改|修订|废止|印发|转发)的(?:决定|通知)$"
)
_RULED = re.compile(r"(?:的?有关|的)?规定")  # 属于《国家重点支持的高新技术领域》规定的范围
# a letter that is answered: 《关于…的报告》（冀政〔1992〕8号）收悉
_RECEIVED = re.compile(r"(?:[（(][^（）()\n]{2,40}[）)])?(?:均|都|已)?收?悉")
_ENDINGS = ("strong", "weak", "never")
_BESIDE = 10  # characters looked at on either side


def verdict(name: str) -> Verdict:
    """What the title's own words say."""
    if known(name):
        return "policy"
    if _CUT.search(name):
        return "never"
    core = _bare(name)
    ending = _longest_ending(core)
    about = any(mark in name for mark in titles("marks"))
    if ending is None:
        return "weak" if about else "unknown"
    kind, word = ending
    if kind == "never":
        return "weak" if any(mark in name for mark in _allowed_with(word)) else "never"
    return "policy" if kind == "strong" and (len(core) > len(word) + 1 or about) else "weak"


def is_policy(text: str, start: int, end: int, name: str, how: Citing) -> bool:
    """Whether the title `name` at `start`:`end`, cited as `how` tells, is a policy."""
    told = verdict(name)
    if text[start] != "《" and told not in ("policy", "weak"):
        return False
    if told == "never":
        if name.endswith("报告") and "关于" in name and _RECEIVED.match(text, end):
            return True
        governed = how.kind in ("basis", "implements")
        return governed and name.endswith(tuple(titles("allowed_when_governed")))
    if told == "policy":
        return True
    if _beside_work(text, start, end):
        return False
    return told == "weak" or how.admits or bool(_RULED.match(text, end))


def is_generic(name: str) -> str | None:
    """The type word if the title is nothing but a generic reference (《条例》, 《实施意见》, 新《办法》)."""
    match = _generic().fullmatch(name)
    return match["type"] if match else None


def _bare(name: str) -> str:
    """The title without what may follow its type word."""
    core, before = name.rstrip("”\"’' "), ""
    while core != before:
        core, before = _TRAILING.sub("", core).rstrip("”\"’' "), core
    return core or name


def _longest_ending(core: str) -> tuple[str, str] | None:
    """The list and the word of the longest known ending."""
    for length in range(min(8, len(core)), 0, -1):
        tail = core[-length:]
        for kind in _ENDINGS:
            if tail in titles(kind):
                return kind, tail
    return None


def _beside_work(text: str, start: int, end: int) -> bool:
    """Whether the words beside the title, or beside the list it stands in, name a work, an issue or a show."""
    before = re.sub(r"(?:《[^《》]{0,40}》[、和与及]?)+$", "", text[max(0, start - 60) : start]).rstrip(
        '“"：: '
    )
    after = re.sub(r"^(?:[、和与及]?《[^《》]{0,40}》)+", "", text[end : end + 60]).lstrip('”" ')
    return bool(_before_work().search(before[-_BESIDE:]) or _after_work().match(after))


@cache
def _generic() -> re.Pattern[str]:
    words = {part: any_of(values) for part, values in _lists().items()}
    return re.compile(rf"(?:{words['heads']}){{0,2}}(?P<type>{words['types']})")


def _allowed_with(ending: str) -> list[str]:
    marks: list[str] = load("titles.yaml")["allowed_with"].get(ending, [])
    return marks


def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = load("titles.yaml")["generic"]
    return lists


@cache
def _before_work() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(titles('before_works'))})[了的]?$")


@cache
def _after_work() -> re.Pattern[str]:
    return re.compile(rf"(?:等|在)?.{{0,2}}(?:{any_of(titles('after_works'))})")
