"""Platforms: websites, accounts, apps, portals and hotlines that a text names, with owner, address and figures.

The forms are those of annual reports and plans (`domain.md` §6): “淄博文旅”新浪微博, 微信公众号“文旅盐池”,
@文旅山东, 局官网, 12345市长热线. Share buttons of a web page are none.
"""

import re
from dataclasses import replace

from corpus.model import Document, Span
from kb.leaders.telling import agency_teller
from kb.model import AgencyMention, Figure, PlatformMention, Profile
from kb.platforms.accounts import Found, accounts_named, find_accounts, find_again, find_handles
from kb.platforms.figures import figures_in
from kb.platforms.join import TOGETHER, Platform, is_told, merge_platforms, unify
from kb.platforms.kinds import Kind, find_kinds, nets_of, other_nets, within
from kb.platforms.sites import find_sites
from kb.platforms.surroundings import Surroundings
from kb.platforms.tabled import find_tabled

__all__ = ["Platform", "find_platforms", "is_told", "merge_platforms"]

TITLE = re.compile(r"《[^《》\n]{1,120}(?:〈[^〉\n]{1,80}〉[^《》\n]{0,40})?》")
"""A title; channels in one (《四川省政府网站与政务新媒体检查指标》) are its subject, nobody's."""


def find_platforms(
    document: Document, profile: Profile, agencies: tuple[AgencyMention, ...]
) -> tuple[PlatformMention, ...]:
    """The places of `document` that name a platform, in order.

    `profile` tells whose 局官网 is; `agencies`, found before, tell other owners. A mention that gives only the
    kind (微博, 政府网站) has no name. Figures hang on the mention they follow; see `merge_platforms`.
    """
    text = document.text
    starts: dict[int, tuple[AgencyMention, ...]] = {}
    for agency in agencies:
        starts[agency.start] = (*starts.get(agency.start, ()), agency)
    around = Surroundings(
        text, profile, {m.end: m for m in agencies}, starts, agency_teller(document, profile)
    )
    kinds = [*find_kinds(text), *nets_of(text, agencies)]
    kinds = sorted([*kinds, *other_nets(text, kinds)], key=lambda kind: kind.start)
    tabled = list(find_tabled(around, document.tables, kinds))
    read = sorted({table.span for table, _, _ in tabled})
    titles = [Span(*match.span()) for match in TITLE.finditer(text)]
    found = [
        f
        for f in apart(find_all(around, kinds))
        if not within(read, f.start) and (f.kind.sort == "named" or not within(titles, f.start))
    ]
    sums = figures_in(text, [Span(item.start, item.end) for item in found], profile.year)
    found = [together(item) if index in sums.together else item for index, item in enumerate(found)]
    counted = [(item, tuple(sums.figures.get(index, ()))) for index, item in enumerate(found)]
    counted += [(item, counts) for _, item, counts in tabled]
    mentions = [
        mention(text, item, counts) for item, counts in sorted(counted, key=lambda pair: pair[0].start)
    ]
    return unify([m for m in mentions if m.name or m.figures or not alone(text, m)], profile)


def together(item: Found) -> Found:
    """A channel without a name that is counted with those listed beside it (微信公众号、微博共发布300条): it is run."""
    unnamed = item.name is None and item.rule != "foreign" and item.kind.sort == "account"
    return replace(item, rule=TOGETHER) if unnamed else item


def mention(text: str, item: Found, figures: tuple[Figure, ...]) -> PlatformMention:
    """What was found, as a mention."""
    return PlatformMention(
        item.start, item.end, text[item.start : item.end], item.rule, item.name, item.kind.channel,
        item.owner, item.url, figures,
    )  # fmt: skip


def find_all(around: Surroundings, kinds: list[Kind]) -> list[Found]:
    """Everything found by all rules; names learned from quotes and @ are then read unquoted too."""
    accounts = [kind for kind in kinds if kind.sort == "account"]
    handles = list(find_handles(around, accounts))
    first = list(find_accounts(around, accounts, {})) + handles
    known = accounts_named(first)
    sites = find_sites(around, [kind for kind in kinds if kind.sort != "account"])
    named = list(find_accounts(around, accounts, known))
    return [*handles, *named, *find_again(around.text, named), *sites]


def apart(found: list[Found]) -> list[Found]:
    """The places in order, the longer of two that overlap (an @ name with its 微博), a name before no name."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, f.name is None)):
        if kept and item.start < kept[-1].end:
            better = kept[-1].name is None and item.name is not None
            kept[-1:] = [item] if better else [kept[-1]]
            continue
        kept.append(item)
    return kept


def alone(text: str, mention: PlatformMention) -> bool:
    """Whether a kind stands alone on its line, as the buttons and menus of web pages do."""
    before = text[max(0, mention.start - 20) : mention.start].rpartition("\n")
    after = text[mention.end : mention.end + 20].partition("\n")
    first, last = before[1] or mention.start <= 20, after[1] or mention.end + 20 >= len(text)
    return bool(first and last) and not (before[2] + after[0]).strip()
