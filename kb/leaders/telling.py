"""Reading a few words by themselves for the agency that they begin with."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from corpus.model import Document, Span
from kb.agencies import find_agencies
from kb.model import AgencyMention, Profile

Teller = Callable[[str], AgencyMention | None]

TO_ALL = re.compile(r"各省、自治区、直辖市(?:人民政府)?[^\n。：:]{0,40}国务院各部委")
"""The salutation of papers of the State Council and its office."""


def centrally(text: str, profile: Profile) -> Profile:
    """The profile of a paper that names no issuer, but is addressed as the State Council's are."""
    told = profile.agencies or profile.region or not TO_ALL.search(text, 0, 400)
    return profile if told else replace(profile, agency="国务院", agencies=("国务院",))


def agency_teller(document: Document, profile: Profile) -> Teller:
    """What tells the agency that some words of `document` begin with, as the document reads them.

    In the text such words may be no word's start (a name is glued to them: 王曦省教育厅副厅长), or be read
    otherwise there (市政府网站). The same words are read once. 教育厅 and 市教育局 that are none
    to the issuer are those of its region's government.
    """

    government = f"{profile.region[-1]}人民政府" if profile.region else None
    profiles = [profile] if profile.agencies or not government else []
    if government and government not in profile.agencies:
        profiles.append(replace(profile, agency=government, agencies=(government,)))

    @cache
    def told(words: str) -> AgencyMention | None:
        whole = (Span(0, len(words)),)
        alone = replace(document, text=words, sections=(), tables=(), paragraphs=whole, sentences=whole)
        for known in profiles:
            found = [m for m in find_agencies(alone, known) if m.start == 0 and m.group != "unit"]
            if found:
                return max(found, key=lambda mention: mention.end)
        return None

    return told
