"""GB/T 7714-2015: 责任者. 题名: 文号[标识/OL]. (日期)[引用日期]. 地址 (chapters 4.6 and 8, appendices A and B)."""

from collections.abc import Iterable

from web.citation.reference import Reference

MOST_NAMED = 3
"""So many authors are named (8.1.2); 等 stands for the others."""


def gbt(references: Iterable[Reference]) -> str:
    """The references one a line, each as it stands in a list; a sentence cited follows on lines of its own."""
    return "".join(f"{entry(each)}\n{_cited(each)}" for each in references)


def entry(reference: Reference) -> str:
    """The reference in one line.

    >>> entry(Reference("0", "关于印发要点的通知", "notice", ("国务院办公厅",), "国办发〔2021〕12号", "2021-04-13"))
    '国务院办公厅. 关于印发要点的通知: 国办发〔2021〕12号[A]. 2021-04-13.'
    """
    number = f": {reference.number}" if reference.number else ""
    title = f"{_title(reference)}{number}[{reference.mark}]"
    if reference.url:
        accessed = f"[{reference.accessed}]" if reference.accessed else ""
        dates = f"({reference.date})" * bool(reference.date) + accessed
        parts = [_authors(reference), title, dates, reference.url]
    else:
        parts = [_authors(reference), title, reference.date or ""]
    return ". ".join(part for part in parts if part) + "."


def _title(reference: Reference) -> str:
    """The title; a stop at its end would double the one that follows."""
    return reference.title.rstrip(".。")


def _authors(reference: Reference) -> str:
    named = ", ".join(reference.agencies[:MOST_NAMED])
    return f"{named}, 等" if len(reference.agencies) > MOST_NAMED else named


def _cited(reference: Reference) -> str:
    sentence = reference.sentence
    if sentence is None:
        return ""
    path = f"{' › '.join(sentence.path)}，" if sentence.path else ""
    place = f"{path}第 {sentence.span.start}–{sentence.span.end} 字"
    return f"    引文：“{sentence.text}”\n    位置：{place}，{sentence.link}\n"
