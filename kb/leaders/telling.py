"""Reading a few words by themselves for the agency that they begin with."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from corpus.model import Document, Span
from kb.agencies import find_agencies
from kb.model import AgencyMention, Profile

Teller = Callable[[str], AgencyMention | None]


def agency_teller(document: Document, profile: Profile) -> Teller:
    """What tells the agency that some words of `document` begin with, as the document reads them.

    In the text such words may be no word's start (a name is glued to them: 王曦省教育厅副厅长), or be read
    otherwise there (市政府网站). The same words are read once. Where only the region is known, 教育厅 and 市教育局
    are those of its government.
    """

    region = profile.region[-1:]
    if not profile.agencies and region:
        government = f"{region[0]}人民政府"
        profile = replace(profile, agency=government, agencies=(government,))

    @cache
    def told(words: str) -> AgencyMention | None:
        whole = (Span(0, len(words)),)
        alone = replace(document, text=words, sections=(), tables=(), paragraphs=whole, sentences=whole)
        found = [m for m in find_agencies(alone, profile) if m.start == 0 and m.group != "unit"]
        return max(found, key=lambda mention: mention.end, default=None)

    return told
