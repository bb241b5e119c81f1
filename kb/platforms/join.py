"""Several mentions of one platform in a document: one name for it, one owner, all its figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.model import Channel, Figure, PlatformMention, Profile
from kb.platforms.lexicon import lexicon
from kb.platforms.surroundings import is_place
from kb.regions import shortened

OWN_ACCOUNTS = frozenset(
    {"weibo", "wechat", "channels", "douyin", "kuaishou", "toutiao", "miniprogram", "other"}
)
TOGETHER = "counted"
"""The rule of an unnamed account that shares a figure with those listed beside it."""
LONGEST_DIVISION = 12
"""No division's name has as many characters."""
OF_OTHERS = frozenset({"notice", "law", "measures", "opinions", "plan", "members_list", "key_points"})
"""Types of documents that speak of the channels of many."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform of a document: `figures` of all its `mentions` in the order of the text.

    Figures that differ for one measure and date are all kept; who wants one number takes the first.
    """

    channel: Channel
    name: str | None
    owner: str | None
    url: str | None
    figures: tuple[Figure, ...]
    mentions: tuple[PlatformMention, ...]


def unify(mentions: list[PlatformMention], profile: Profile) -> tuple[PlatformMention, ...]:
    """The mentions with what the rest of the document tells of them.

    A website of an agency bears the same name wherever it is named (局官网 and the full name are one); an
    account without a name but with figures is the issuer's one account of that channel, if it has just one.
    """
    issuer = profile.agencies[0] if profile.agencies else None
    if profile.type not in OF_OTHERS:
        mentions = [owned(mention, issuer) for mention in mentions]
    mentions = under_full_names(mentions)
    sites = site_names(mentions)
    mentions = [
        replace(m, name=sites[m.owner]) if m.rule == "owner" and m.owner in sites and own_site(m) else m
        for m in mentions
    ]
    mentions = one_name_a_number(mentions)
    mentions = under_their_words(mentions, profile)
    accounts = {channel: only(mentions, channel, issuer) for channel in {m.channel for m in mentions}}
    return tuple(whose(adopted(m, accounts[m.channel])) for m in mentions)


def under_full_names(mentions: list[PlatformMention]) -> list[PlatformMention]:
    """The sites of districts under the one name with the city before it, where the text gives it (水城区, 六盘水市水城区)."""
    owners = {m.owner for m in mentions if m.rule == "owner" and m.owner}
    full: dict[str | None, str] = {}
    for owner in owners:
        longer = {other for other in owners if other != owner and other.endswith(owner)}
        full |= {owner: longer.pop()} if len(longer) == 1 else {}
    return [
        replace(m, owner=full[m.owner], name=full[m.owner] + m.name.removeprefix(m.owner))
        if m.rule == "owner" and m.owner in full and m.name and m.owner and m.name.startswith(m.owner)
        else m
        for m in mentions
    ]


def under_their_words(mentions: list[PlatformMention], profile: Profile) -> list[PlatformMention]:
    """A special site without a name, but with figures (政府信息公开平台51条), as the one named with the same word.

    Not as one that has figures of its own, or is of another region than the document: 我市政府信息公开平台 is none of
    its districts'.
    """
    special = {m.text for m in mentions if not m.name and m.figures and is_special(m.text)}
    named = {word: [m for m in mentions if m.name and m.name.endswith(word)] for word in special}
    one = {word: found[0] for word, found in named.items() if len({m.name for m in found}) == 1}
    counted = {m.name for m in mentions if m.figures}
    one = {word: m for word, m in one.items() if m.name not in counted and at_home(m, profile)}
    return [
        replace(m, name=one[m.text].name, owner=one[m.text].owner, rule="figures")
        if not m.name and m.text in one
        else m
        for m in mentions
    ]


def at_home(mention: PlatformMention, profile: Profile) -> bool:
    """Whether a site that a division names may be of the document's own region, where that is known."""
    name = mention.name or ""
    for part in profile.region:
        name = name.removeprefix(part).removeprefix(shortened(part))
    return not profile.region or not any(is_place(name[:length]) for length in range(2, LONGEST_DIVISION))


def is_special(word: str) -> bool:
    """Whether a word names a site beside its owner's main one."""
    known = lexicon().words.get(word)
    return known is not None and known[0] == "special_site"


def whose(mention: PlatformMention) -> PlatformMention:
    """A mention without the figures of an app that nobody is told to run (a paper's 客户端刊发758篇)."""
    nobodys = mention.channel == "app" and not mention.name and not mention.owner
    return replace(mention, figures=()) if nobodys else mention


def owned(mention: PlatformMention, issuer: str | None) -> PlatformMention:
    """In an agency's own report what it names or counts is its own where no other owner is told."""
    told = mention.owner is not None or mention.rule == "foreign"
    site = mention.channel == "website" and not mention.name and mention.figures
    followed = mention.channel == "app" and any(f.measure == "followers" for f in mention.figures)
    account = followed or (
        mention.channel in OWN_ACCOUNTS and (mention.name or mention.figures or mention.rule == TOGETHER)
    )
    return replace(mention, owner=issuer) if (site or account) and not told else mention


def own_site(mention: PlatformMention) -> bool:
    """Whether a mention is of its owner's one website (not an English or disclosure site beside it)."""
    words = ("官网", "官方网站", "网站", "官方网", "门户网", "网页")
    return bool(mention.channel == "website" and mention.name and mention.name.endswith(words)) and not any(
        word in (mention.name or "") for word in ("英文", "公开")
    )


def site_names(mentions: Iterable[PlatformMention]) -> dict[str | None, str]:
    """Owner → the name of its site: as first printed with the owner's full name, else as first put together."""
    sites: dict[str | None, str] = {}
    printed: set[str | None] = set()
    for mention in mentions:
        if mention.rule != "owner" or not mention.name or not own_site(mention):
            continue
        whole = mention.text == mention.name
        if mention.owner not in sites or (whole and mention.owner not in printed):
            sites[mention.owner] = mention.name
        printed |= {mention.owner} if whole else set()
    return sites


def one_name_a_number(mentions: list[PlatformMention]) -> list[PlatformMention]:
    """Hotlines of one number under the fullest name that the document gives it (12345 and 12345市长热线)."""
    fullest: dict[str, str] = {}
    for name in (m.name for m in mentions if m.channel == "hotline" and m.name and m.name[:1].isdigit()):
        number = name[:5]
        fullest[number] = max(fullest.get(number, ""), name, key=len)
    return [
        replace(m, name=fullest[m.name[:5]])
        if m.name and m.channel == "hotline" and m.name[:5] in fullest
        else m
        for m in mentions
    ]


def only(mentions: Iterable[PlatformMention], channel: Channel, issuer: str | None) -> PlatformMention | None:
    """The one named account of the channel that may be the issuer's, or None where there are none or several.

    Where the issuer cannot be told, the one site of an agency that the document names.
    """
    owners = (issuer, body_of(issuer)) if channel == "website" else (issuer, None)
    untold = issuer is None
    fitting = (
        m
        for m in mentions
        if m.channel == channel
        and m.rule != "foreign"
        and (m.owner in owners or (untold and (channel != "website" or m.rule == "owner")))
    )
    named = {(m.name, m.owner): m for m in fitting if m.name}
    return next(iter(named.values())) if len({name for name, _ in named}) == 1 else None


def adopted(mention: PlatformMention, account: PlatformMention | None) -> PlatformMention:
    """An unnamed mention with figures, as one of the account it must mean."""
    if account is None or mention.name or not (mention.figures or mention.rule == TOGETHER):
        return mention
    if not one_owner(mention.owner, account.owner):
        return mention
    if is_special(mention.text) or (
        mention.text.startswith("政府") and not (account.owner or "").endswith("政府")
    ):
        return mention
    return replace(mention, name=account.name, owner=account.owner, rule="figures")


def body_of(issuer: str | None) -> str | None:
    """The government or body whose office an issuer is, itself if it is none: the office's papers tell of its site."""
    return issuer and issuer.removesuffix("办公室").removesuffix("办公厅")


def one_owner(one: str | None, other: str | None) -> bool:
    """Whether the owner of an unnamed mention may be the account's: not told, the same, or with the city before it."""
    one, other = body_of(one), body_of(other)
    return one is None or one == other or (other is not None and (one.endswith(other) or other.endswith(one)))


def is_told(mention: PlatformMention) -> bool:
    """Whether a mention tells of a platform, and not only of a kind that there is."""
    counted = mention.rule == TOGETHER and mention.owner
    return bool(mention.name or mention.figures or mention.url or counted)


def merge_platforms(mentions: Iterable[PlatformMention]) -> tuple[Platform, ...]:
    """One platform for each channel and name (or owner, if unnamed), in the order of the text.

    Mentions that give only the kind (`is_told`) are left out.
    """
    groups: dict[tuple[str, str], list[PlatformMention]] = {}
    for mention in mentions:
        if is_told(mention):
            groups.setdefault((mention.channel, mention.name or mention.owner or ""), []).append(mention)
    return tuple(merged(group) for group in groups.values())


def merged(group: list[PlatformMention]) -> Platform:
    """The platform of mentions that are the same one."""
    owners = Counter(m.owner for m in group if m.owner)
    return Platform(
        channel=group[0].channel,
        name=group[0].name,
        owner=max(owners, key=lambda owner: owners[owner], default=None),
        url=next((m.url for m in group if m.url), None),
        figures=tuple(figure for m in group for figure in m.figures),
        mentions=tuple(group),
    )
