"""People with a post: who led what, by post and name, name and post, lists of members, appointments.

Source of the forms: the member lists, reports and appointment notices that `domain.md` §5.4 describes. Names that
stand only in a doctrine's name (习近平新时代中国特色社会主义思想) or a formula (以习近平同志为核心) are none.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from corpus.model import Document, Span
from kb.agencies import find_agencies
from kb.leaders.anchors import anchors
from kb.leaders.holdings import Holding
from kb.leaders.lists import find_listed
from kb.leaders.names import plain_name
from kb.leaders.people import Person, mentions
from kb.leaders.prose import find_people
from kb.leaders.tables import find_tabled
from kb.leaders.telling import agency_teller, centrally, locally
from kb.model import AgencyMention, LeaderMention, Profile

__all__ = ["find_leaders"]


def find_leaders(
    document: Document, profile: Profile, agencies: tuple[AgencyMention, ...]
) -> tuple[LeaderMention, ...]:
    """The places of `document` that name a person with a post, in order.

    `profile` tells whose posts bare ones are (局长 in an …局's own report); `agencies`, the agencies found
    before, tell those that stand beside a post.
    """
    local = locally(profile, agencies)
    agencies = agencies if local is profile else find_agencies(document, local)
    profile = local
    teller = agency_teller(document, centrally(document.text, profile))
    around = anchors(document.text, profile, agencies, teller)
    tabled = tuple(find_tabled(document, around))
    listed, stretches = find_listed(around)
    names = sorted(person.name.start for person in listed)
    reached = sorted((person.name.start, person.reach) for person in listed)
    taken = tuple(
        Span(span.start, max(reach for _, reach in reached[first:last]))
        for span, _ in stretches
        if (first := bisect_left(names, span.start)) < (last := bisect_left(names, span.end))
    )
    known = frozenset(plain_name(person.name.of(document.text)) for person in (*tabled, *listed))
    found = find_people(replace(around, known=known), taken)
    told = [under_label(document.text, person, stretches) for person in found]
    return mentions(document.text, [*tabled, *listed, *told])


def under_label(text: str, person: Person, stretches: list[tuple[Span, Holding | None]]) -> Person:
    """The person of running text with the label of the list row it stands in (成员：市教育局局长张三)."""
    at = bisect_right(stretches, person.name.start, key=lambda pair: pair[0].start) - 1
    if at < 0 or person.name.start >= stretches[at][0].end:
        return person
    sentence = text.rfind("。", stretches[at][0].start, person.name.start) < 0
    label = stretches[at][1] if sentence else None
    return replace(person, held=(*person.held, label), rule="list") if label else person
