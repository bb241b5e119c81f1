"""Titles in brackets: 《…》 with nesting of every kind, also unbalanced, also across a line break."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.policies.keys import tidy
from kb.policies.words import any_of, titles

LONGEST = 240  # characters of a title with all its brackets; the longest of 3,300 law names has 74
DEEPEST = 6
OPEN = "《〈<‹＜«"
CLOSE = "》〉>›＞»"

_BRACKET = re.compile(r"[《》〈〉<>‹›＜＞«»]")
_HARD_STOP = re.compile(r"[。；！？\t]|\n\s*\n|\n[^\n]{0,60}\n[^\n]{0,60}\n")
_TAIL = any_of([*titles("strong"), *titles("weak")])
_UNCLOSED_TAIL = re.compile(rf"的?(?:{_TAIL})(?=[，,、。；：\s（(]|$)")
# 根据中华人民共和国政府信息公开条例》: the 《 was lost, a trigger word shows where it stood
_UNOPENED = re.compile(
    rf"""(?:根据|依据|按照|依照|遵照|参照|贯彻|落实|执行|遵守|违反|印发|制定|出台)
        (?P<name>[^《》〈〉<>“”，,。；;：:！？、\n（()）]{{2,70}}(?:{_TAIL}))$""",
    re.VERBOSE,
)
_UNCLOSED = re.compile(rf"[^，,。；;：:！？《》\n]{{4,80}}?(?:{_TAIL})(?=[，,。；：\n（(])")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in brackets: `start`:`end` with its brackets, `name` without them, `outer` the title around it."""

    start: int
    end: int
    name: str
    rule: str
    outer: Span | None = None


def find_titles(text: str) -> list[Title]:
    """All bracketed titles in order of their starts, an outer one before those inside it."""
    found: list[Title] = []
    marks = [(m.start(), m[0]) for m in _BRACKET.finditer(text)]
    at = done = 0
    while at < len(marks):
        offset, mark = marks[at]
        if offset >= done and mark in "《〈«" and (title := _read(text, marks, at)):
            found += [title, *_inner(text, marks, at, title)]
            done = title.end
        elif offset >= done and mark == "》" and (title := _unopened(text, done, offset)):
            found.append(title)
            done = title.end
        at += 1
    return found


def _read(text: str, marks: list[tuple[int, str]], at: int) -> Title | None:
    """The title that opens at bracket number `at`, if it closes or can be closed."""
    start = marks[at][0]
    stop = _HARD_STOP.search(text, start, start + LONGEST)
    limit = stop.start() if stop else min(len(text), start + LONGEST)
    end = _balanced_end(marks, at, limit)
    if end is not None:
        return _titled(text, start, end, "title.brackets")
    end = _own_end(marks, at, limit) if marks[at][1] == "《" else None
    if end is not None:
        return _titled(text, start, end, "title.unbalanced")
    return _unclosed(text, marks, at, limit) if marks[at][1] == "《" else None


def _titled(text: str, start: int, end: int, rule: str) -> Title | None:
    name = tidy(text[start + 1 : end - 1])
    return Title(start, end, name, rule) if name else None


def _balanced_end(marks: list[tuple[int, str]], at: int, limit: int) -> int | None:
    """Where as many brackets have closed as have opened, of whatever kind: 《关于印发〈X》的通知》."""
    depth = 0
    for offset, mark in marks[at : at + 4 * DEEPEST]:
        if offset >= limit or depth > DEEPEST:
            return None
        depth += 1 if mark in OPEN else -1
        if depth == 0:
            return offset + 1
    return None


def _own_end(marks: list[tuple[int, str]], at: int, limit: int) -> int | None:
    """The 》 of the same kind, inner ones left open: 《关于印发〈X的通知》; none if 《 opens again before it."""
    for offset, mark in marks[at + 1 : at + 4 * DEEPEST]:
        if offset >= limit or mark == "《":
            return None
        if mark == "》":
            return offset + 1
    return None


def _unclosed(text: str, marks: list[tuple[int, str]], at: int, limit: int) -> Title | None:
    """A title whose 》 is missing, if its words show where it ends: 《关于印发〈X〉的通知，…."""
    start = marks[at][0]
    inner_end = _balanced_end(marks, at + 1, limit) if at + 1 < len(marks) else None
    if inner_end and (tail := _UNCLOSED_TAIL.match(text, inner_end)):
        return Title(start, tail.end(), tidy(text[start + 1 : tail.end()]), "title.unclosed")
    if tail := _UNCLOSED.match(text, start + 1):
        return Title(start, tail.end(), tidy(text[start + 1 : tail.end()]), "title.unclosed")
    return None


def _unopened(text: str, floor: int, close: int) -> Title | None:
    """A title whose 《 is missing, from the trigger word before it on."""
    name = _UNOPENED.search(text, max(floor, close - LONGEST // 2), close)
    return Title(name.start("name"), close + 1, tidy(name["name"]), "title.unopened") if name else None


def _inner(text: str, marks: list[tuple[int, str]], at: int, outer: Title) -> Iterator[Title]:
    """The titles inside `outer`, which opened at bracket number `at`."""
    span = Span(outer.start, outer.end)
    limit = outer.end - (outer.rule != "title.unclosed")
    for place in range(at + 1, len(marks)):
        offset, mark = marks[place]
        if offset >= limit:
            return
        end = _balanced_end(marks, place, limit) if mark in OPEN else None
        if end and (name := tidy(text[offset + 1 : end - 1])):
            yield Title(offset, end, name, "title.nested", span)
