"""Articles cited: 《…条例》第五十条第（四）项, and bare ones after the last law named in the sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.model import PolicyMention

_N = r"(?:[一二三四五六七八九十百千零〇]{1,8}|[0-9０-９]{1,4})"
_ONE = rf"""第\s?{_N}\s?条(?:之[一二三四五六七八九十]{{1,2}})?
    (?:\s?第\s?{_N}\s?款)?(?:\s?第\s?[（(]?\s?{_N}\s?[）)]?\s?项)?(?:\s?第\s?{_N}\s?目)?"""
_ARTICLE = re.compile(_ONE, re.VERBOSE)
_SENTENCE_STOP = re.compile(r"[。；;！？\n\t]")
_OWN = re.compile(r"(?:本[法条例办法规定细则章程]{1,2}|前款|依照|违反|同法)\s?$")


def attach(
    text: str, mentions: Sequence[PolicyMention], tables: Sequence[tuple[int, int]]
) -> list[PolicyMention]:
    """The mentions with the articles that they cite.

    An article belongs to the last law named before it in its sentence. Left out are headings (an article at
    the start of a line), cells of tables (`tables`: their spans; there 第二十条第（一）项 is a label), and
    articles that a statute cites of itself (本条例第五条).
    """
    found: dict[int, list[str]] = {}
    holders = [
        i for i, m in enumerate(mentions) if not m.rule.startswith("number") and "nested" not in m.rule
    ]
    at = -1
    for article in _ARTICLE.finditer(text):
        while at + 1 < len(holders) and mentions[holders[at + 1]].end <= article.start():
            at += 1
        if at >= 0 and _belongs(text, mentions[holders[at]].end, article, tables):
            found.setdefault(holders[at], []).append(re.sub(r"\s", "", article[0]))
    return [
        replace(m, articles=tuple(dict.fromkeys(found[i]))) if i in found else m
        for i, m in enumerate(mentions)
    ]


def _belongs(text: str, end: int, article: re.Match[str], tables: Sequence[tuple[int, int]]) -> bool:
    start = article.start()
    if start - end > 200 or any(low <= start < high for low, high in tables):
        return False
    gap = text[end:start]
    return not _SENTENCE_STOP.search(gap) and not _OWN.search(gap)
