"""Laws that a text names without 《》: 严格执行政府信息公开条例, 按照行政诉讼法及有关法律规定.

The registry is `kb/data/laws.tsv` (made from the titles of the national collection of statutes) and
`kb/data/laws_more.tsv`. Names are found in one pass, longest first, and kept only where the words on both
sides show that the name ends there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from kb.policies.keys import title_key
from kb.policies.words import rows, titles
from kb.spotting import longest_words, word_automaton

STATE = "中华人民共和国"
_PUNCTUATION = frozenset(
    "，,。．.；;：:！!？?、（()）〔〕[]【】“”\"‘’'「」《》〈〉<>·—-－…～~/|\\ \t\n\u3000\xa0*　"
)
_PARTS_OF_NAMES = ("办法", "细则", "实施", "司法解释", "修正案")
_GOVERNED = re.compile(r"(?:根据|依据|依照|按照|宣传|学习|普及|宣讲)$")
_BARE_ENDINGS = ("法", "法典", "条例", "规定", "办法", "细则", "规则", "章程", "准则")
_MADE = re.compile(r"(?:修订|修改|修正|制定|出台|颁布|推动|推进)$")
_LEFT = 4  # characters of the longest word that may stand left of a name


@dataclass(frozen=True, slots=True)
class Law:
    """A law of the registry: its title in full, and its versions (ISO date, number or None), oldest first."""

    title: str
    versions: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class LawName:
    """A place that names a law without 《》; `certain` unless it may be another body's law of that name.

    推动修订优化营商环境条例 in a province's report is the province's own regulation, not the national one.
    """

    start: int
    end: int
    law: Law
    certain: bool = True


@cache
def registry() -> dict[str, Law]:
    """Key of each title and short name → the law."""
    laws: dict[str, Law] = {}
    for title, _, versions in rows("laws.tsv"):
        laws.setdefault(title_key(title), Law(title, _versions(versions)))
    for name, title, versions in rows("laws_more.tsv"):
        law = laws.get(title_key(title)) if title else Law(name, _versions(versions))
        if law:
            laws.setdefault(title_key(name), law)
    return laws


def known(name: str) -> Law | None:
    """The law of this title or short name, with or without 中华人民共和国."""
    return registry().get(title_key(name))


def version_at(law: Law, date: str) -> tuple[str, str | None] | None:
    """The version (date, number) that a text of `date` (ISO) calls the current one."""
    past = [version for version in law.versions if version[0] <= date]
    return past[-1] if past else None


def find_laws(text: str) -> Iterator[LawName]:
    """The places that name a law without 《》, in order."""
    for start, name in longest_words(_automaton(), text):
        end = start + len(name)
        if ends_name(text, end) and starts_name(text, start) and not _is_common(text, start, end):
            yield LawName(
                start,
                end,
                _bare_names()[name],
                text[start:end].endswith("法") or not _MADE.search(text, max(0, start - 4), start),
            )


def _is_common(text: str, start: int, end: int) -> bool:
    """Whether 宪法 is the common noun (维护宪法法律权威) and no citation (根据宪法第八十九条)."""
    if text[start:end] != "宪法":
        return False
    return not _GOVERNED.search(text, max(0, start - 2), start) or text.startswith("法", end)


def _versions(printed: str) -> tuple[tuple[str, str | None], ...]:
    parts = [part.split(" ", 1) for part in printed.split(";") if part]
    return tuple((part[0], part[1] if len(part) > 1 else None) for part in parts)


@cache
def _bare_names() -> dict[str, Law]:
    """Every name without brackets, each also with and without 中华人民共和国."""
    names: dict[str, Law] = {}
    for key, law in registry().items():
        plain = law.title.removeprefix(STATE) if title_key(law.title) == key else key
        if plain.endswith(_BARE_ENDINGS) and not set(plain) & set("《》〈〉（("):
            names |= {plain: law, STATE + plain: law}
    return names


@cache
def _automaton() -> ahocorasick.Automaton:
    return word_automaton(_bare_names())


def starts_name(text: str, start: int) -> bool:
    """Whether what stands to the left is no part of the name (保险|公司法, 上海市|信访条例)."""
    if start == 0 or text[start - 1] in _PUNCTUATION or text[start - 1].isascii():
        return True
    before = text[max(0, start - _LEFT) : start]
    return before.endswith(tuple(titles("left_words"))) and not before.endswith(
        tuple(titles("no_left_words"))
    )


def ends_name(text: str, end: int) -> bool:
    """Whether what stands to the right is no part of the name (行政诉讼法|律制度, 水法|实施细则)."""
    after = text[end : end + 4]
    if text[end - 1] == "法" and after[:1] in titles("right_of_law") and after[:1]:
        return after.startswith("规定")
    return not after.startswith(_PARTS_OF_NAMES)
