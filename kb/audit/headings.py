"""M-3 and M-4: numbering that jumps, titles that say 年度 twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.model import Section
from corpus.numbering import Label, read_label
from kb.audit.model import Case, Remark, Remarks

NUMERALS = "零一二三四五六七八九十"
STYLE = {"han": "一、", "bracket_han": "（一）", "arabic": "1.", "bracket_arabic": "（1）", "item": "一是"}
DOUBLE = re.compile(r"年度.{2,24}年度(?=工作报告|报告|总结|计划)")

Numbered = tuple[Section, Label]


def numbering(case: Case) -> Remarks:
    """M-3: siblings whose numbers do not follow each other, or one in another style."""
    for siblings in _siblings(case.document.sections):
        for (one, a), (two, b) in pairwise(siblings):
            if b.number == 1:
                continue
            spans = ((one.heading.start, one.heading.end), (two.heading.start, two.heading.end))
            if b.number != a.number + 1:
                if not _hidden(case, one, two, a, b):
                    said = "重号" if b.number == a.number else "不连续"
                    yield Remark(f"标题序号{said}：“{one.label}”之后是“{two.label}”。", spans)
            elif b.kind != a.kind and b.kind == "bracket_arabic":
                wanted = _printed(a.kind, b.number)
                yield Remark(f"标题序号“{two.label}”的写法与前面的“{one.label}”不同。", spans[1:], wanted)


def _siblings(sections: Sequence[Section]) -> Iterator[list[Numbered]]:
    """Runs of numbered sections of one level under one parent; annexes start anew."""
    open_runs: dict[int, list[Numbered]] = {}
    for section in sections:
        for level in [n for n in open_runs if n > section.level]:
            yield open_runs.pop(level)
        label = read_label(section.label) if section.label else None
        if label is None or label.kind not in STYLE:
            continue
        run = open_runs.setdefault(section.level, [])
        if (
            run
            and run[-1][1].kind != label.kind
            and label.kind != "bracket_arabic"
            and not _mended(run, label)
        ):
            yield run
            open_runs[section.level] = run = []
        run.append((section, label))
    yield from open_runs.values()


def _mended(run: Sequence[Numbered], label: Label) -> bool:
    """Whether the run goes on in its old style after one heading in another."""
    return len(run) > 1 and run[-2][1].kind == label.kind


def _hidden(case: Case, one: Section, two: Section, a: Label, b: Label) -> bool:
    """Whether the numbers between stand in the text between, in running text that is no heading."""
    between = case.text[one.heading.start : two.heading.start]
    wanted = range(a.number + 1, b.number)
    return bool(wanted) and all(any(form in between for form in _forms(a.kind, n)) for n in wanted)


def _forms(kind: str, number: int) -> tuple[str, ...]:
    printed = _printed(kind, number)
    core = printed.strip("（）、.")
    return (printed, f"({core})", f"（{core}）", f"{core}．", f"{core}、") if kind != "item" else (printed,)


def _printed(kind: str, number: int) -> str:
    numeral = _numeral(number)
    return {
        "han": f"{numeral}、",
        "bracket_han": f"（{numeral}）",
        "arabic": f"{number}.",
        "bracket_arabic": f"（{number}）",
        "item": f"{numeral}是",
    }[kind]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return NUMERALS[number]
    return (NUMERALS[tens] if tens > 1 else "") + "十" + (NUMERALS[ones] if ones else "")


def title(case: Case) -> Remarks:
    """M-4: 年度 twice in the title."""
    span = case.document.meta.spans.get("title")
    words = "".join((case.document.meta.title or "").split())
    if DOUBLE.search(words):
        yield Remark(f"标题“{words}”重复了“年度”。", ((span.start, span.end),) if span else ())
