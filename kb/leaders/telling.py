"""Reading a few words by themselves for the agency that they begin with."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from corpus.model import Document, Span
from kb.agencies import find_agencies
from kb.model import AgencyMention, Profile
from kb.regions import resolve
from kb.regions.find import region_names

Teller = Callable[[str], AgencyMention | None]

TO_ALL = re.compile(r"各省、自治区、直辖市(?:人民政府)?[^\n。：:]{0,40}国务院各部委")
"""The salutation of papers of the State Council and its office."""


def centrally(text: str, profile: Profile) -> Profile:
    """The profile of a paper that names no issuer, but is addressed as the State Council's are."""
    told = profile.agencies or profile.region or not TO_ALL.search(text, 0, 400)
    return profile if told else replace(profile, agency="国务院", agencies=("国务院",))


def locally(profile: Profile, agencies: tuple[AgencyMention, ...]) -> Profile:
    """The profile of a text that tells neither issuer nor region, with the division in which all agencies lie that
    it names in full (news of one county: 华容县委书记甲, 县人民政府副县长乙); as it is where they lie in several, or
    in a province and no city: a county's paper cites those of its province."""
    if profile.agencies or profile.region:
        return profile
    names = {mention.name for mention in agencies if mention.name}
    paths = {path for name in names if (path := division_of(name, profile.year))}
    deepest = max(sorted(paths), key=len, default=())
    one = all(deepest[: len(path)] == path for path in paths)
    local = len(deepest) > 1 or (deepest[-1:] and deepest[-1].endswith("市"))
    return replace(profile, region=deepest) if local and one else profile


def division_of(agency: str, year: int | None) -> tuple[str, ...]:
    """The path of the division that an agency's name begins with; () where it begins with none or one of several."""
    found = next(iter(region_names(agency)), None)
    region = resolve(found[1], (), year) if found and agency[: found[0]] in ("", "中共") else None
    return region.path if region else ()


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
