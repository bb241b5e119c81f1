"""The titles in 《》 that are policies, outer and inner ones, from all the bracketed titles of a text."""

from corpus.model import Span
from kb.model import PolicyMention
from kb.policies.keys import title_key
from kb.policies.kinds import is_generic, is_policy
from kb.policies.laws import known
from kb.policies.relate import MERELY, Citing, citing, citing_inside
from kb.policies.titles import Title, find_titles


def bracketed(text: str, defining: set[int]) -> list[PolicyMention]:
    """The policies among the bracketed titles; an inner one only inside one that is.

    `defining`: starts of short names in their definitions (以下简称《条例》), which are kept for the next step.
    """
    kept: list[PolicyMention] = []
    policies: set[Span] = set()
    before: Citing | None = None
    floor = 0
    for title in find_titles(text):
        if title.outer is None:
            how: Citing | None = citing(text, title.start, title.end, floor, before)
            before, floor = how, title.end
        else:
            how = citing_inside(text, title.start, title.outer.start)
        if (title.outer is None or title.outer in policies) and (
            title.start in defining or _is_one(text, title, how)
        ):
            policies.add(Span(title.start, title.end))
            kept.append(_mention(text, title))
    return kept


def _is_one(text: str, title: Title, how: Citing | None) -> bool:
    generic = is_generic(title.name) is not None
    return generic or is_policy(text, title.start, title.end, title.name, how or MERELY)


def _mention(text: str, title: Title) -> PolicyMention:
    """The mention, under the full title where the printed one is a common short name (《信息公开条例》)."""
    law = known(title.name)
    short = law is not None and title_key(law.title) != title_key(title.name)
    name = law.title if law and short else title.name
    rule = "title.short" if short else title.rule
    return PolicyMention(title.start, title.end, text[title.start : title.end], rule, name)
