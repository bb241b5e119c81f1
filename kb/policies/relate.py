"""How a document cites a policy: the trigger word that governs it, in its clause or in the list it stands in."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.model import CitationKind
from kb.policies.words import any_of, load

_STOP = re.compile(r"[，,。；;：:！!？?\n\t]")
_SENTENCE_STOP = re.compile(r"[。；;！!？?\n\t]")
_BRACKETS = re.compile(r"[（(](?:[^（）()\n]|[（(][^（）()\n]{0,12}[）)]){0,90}[）)]")
_ARTICLES = re.compile(r"第[一二三四五六七八九十百零〇0-9（）()]{1,8}[条款项目章节]")
_WHOSE = (
    r"(?:[\u4e00-\u9fff]{0,12}(?:[省市县区部厅局委办院]|国务院|政府|中央)|有关|相关|要求|规定|精神|文件|等)"
)
_GLUE = re.compile(rf"[\s、和与及以并或同]{{0,4}}(?:{_WHOSE}[\s、和与及以并或同的]{{0,3}}){{0,3}}")
_GLUE_AFTER_COMMA = re.compile(
    rf"[\s、和与及以并或]{{0,4}}{_WHOSE}?[，,](?:以及|和|及|并|与|{_WHOSE}){{0,2}}"
)
_TITLES = re.compile(r"《[^《》]{0,120}》")
_LIST = re.compile(rf"(?:{_BRACKETS.pattern}|[、和与及]?《[^《》\n]{{0,120}}》){{0,12}}")
_REACH = 60  # characters before a title in which its trigger is looked for
_NEAR = 15  # characters between a trigger and the title that it admits


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation's kind, its trigger word, and whether that word admits a title of unknown kind."""

    kind: CitationKind = "mentions"
    trigger: str | None = None
    admits: bool = False


MERELY = Citing()


def citing(text: str, start: int, end: int, floor: int, before: Citing | None) -> Citing:
    """How the title at `start`:`end` is cited.

    `floor` is where the previous title ended (0 if none); `before`, how that was cited, is inherited by the
    next one of a list.
    """
    gap = text[max(floor, start - 4 * _REACH) : start]
    if before is not None and _is_glue(gap):
        own = MERELY
        inherited = before
    else:
        own = _ahead(text, start, end, floor)
        inherited = MERELY
    after = _after(text, end)
    if after and (after.kind == "repeals" or (own.kind == inherited.kind == "mentions")):
        return after
    return own if own.trigger else inherited


def citing_inside(text: str, start: int, outer_start: int) -> Citing | None:
    """How a title inside another is treated by it: 关于印发〈X〉的通知 issues X."""
    found = list(_before_words().finditer(text, outer_start, start))
    return _told(found[-1], start) if found else None


def _is_glue(gap: str) -> bool:
    """Whether nothing but what joins the titles of a list stands in `gap`."""
    if len(gap) > 3 * _REACH or _SENTENCE_STOP.search(bare := _ARTICLES.sub("", _BRACKETS.sub("", gap))):
        return False
    if _before_words().search(bare):
        return False
    return bool(_GLUE.fullmatch(bare) or _GLUE_AFTER_COMMA.fullmatch(bare))


def _ahead(text: str, start: int, end: int, floor: int) -> Citing:
    """The trigger before the title in its clause."""
    low = max(floor, start - _REACH)
    clause = low
    for stop in _STOP.finditer(text, low, start):
        clause = stop.end()
    found = list(_before_words().finditer(text, clause, start))
    if not found:
        return MERELY
    first, last = _told(found[0], start), _told(found[-1], start)
    if first.kind in ("basis", "implements") and _governed().match(text, _list_end(text, end)):
        return first
    return last


def _after(text: str, end: int) -> Citing | None:
    """The trigger after the title, or after the rest of its list, in its clause."""
    window = _TITLES.sub("", _BRACKETS.sub("", text[end : end + 240]))
    if not (clause := _STOP.split(window, maxsplit=1)[0]):
        return None
    for kind, words in _after_words():
        if found := words.search(clause[:40]):
            return Citing(kind, found[0])
    return None


def _list_end(text: str, end: int) -> int:
    """Where the list of titles that starts at `end` is over."""
    rest = _LIST.match(text, end)
    return rest.end() if rest else end


def _told(trigger: re.Match[str], start: int) -> Citing:
    word = trigger[0]
    near = start - trigger.end() <= _NEAR
    return Citing(_kinds()[word], word, near and word in load("triggers.yaml")["admitting"])


@cache
def _kinds() -> dict[str, CitationKind]:
    before: dict[CitationKind, list[str]] = load("triggers.yaml")["before"]
    return {word: kind for kind, words in before.items() for word in words}


@cache
def _before_words() -> re.Pattern[str]:
    """A trigger that is no attribute (国务院发布的《…》, 修订后的《…》) and no part of a noun (实施方案)."""
    return re.compile(rf"(?:{any_of(_kinds())})(?!的|[前后]的?|过的|方案|意见|细则|办法|情况|机构|单位)")


@cache
def _after_words() -> list[tuple[CitationKind, re.Pattern[str]]]:
    rows: list[dict[str, Any]] = load("triggers.yaml")["after"]
    return [(row["kind"], re.compile(any_of(row["words"]))) for row in rows]


@cache
def _governed() -> re.Pattern[str]:
    return re.compile(rf"的?(?:{any_of(load('triggers.yaml')['governed'])})")
