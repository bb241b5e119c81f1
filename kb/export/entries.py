"""The entries of the knowledge export, kind by kind: one a thing, with all its mentions in the document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from kb.model import AgencyMention, Entity, LeaderMention, Mention, PlatformMention, PolicyMention
from kb.policies import title_key
from kb.store.rows import Placed

Entry = dict[str, Any]
Names = Mapping[str, Entity]
M = TypeVar("M", AgencyMention, PolicyMention, LeaderMention, PlatformMention)


def agencies(placed: Iterable[Placed], names: Names) -> list[Entry]:
    """The agencies that were told by full name."""
    return [
        {"name": names[key].name, "id": key, "mentions": _spans(mentions)}
        for key, mentions in _grouped(placed, AgencyMention)
    ]


def policies(placed: Iterable[Placed], names: Names, own: str | None) -> list[Entry]:
    """The policies cited, the document itself left out."""
    return [
        {
            "title": names[key].name,
            "id": key,
            "number": _first(mention.number for mention in mentions),
            "articles": sorted({article for mention in mentions for article in mention.articles}),
            "relations": sorted({mention.relation for mention in mentions}),
            "mentions": _spans(mentions),
        }
        for key, mentions in _grouped(placed, PolicyMention)
        if own is None or title_key(names[key].name) != title_key(own)
    ]


def leaders(placed: Iterable[Placed], names: Names) -> list[Entry]:
    """The people with their posts and the agency of the posts; one who may be any of several namesakes has no id."""
    placed = tuple(placed)
    told = [_leader(names[key].name, key, mentions) for key, mentions in _grouped(placed, LeaderMention)]
    open_ = _left_open(placed, LeaderMention, lambda mention: mention.name)
    return told + [_leader(name, None, mentions) for name, mentions in open_]


def _leader(name: str, key: str | None, mentions: list[LeaderMention]) -> Entry:
    return {
        "name": name,
        "id": key,
        "agency": _first(mention.agency for mention in mentions),
        "posts": list(dict.fromkeys(post for mention in mentions for post in mention.posts)),
        "mentions": _spans(mentions),
    }


def platforms(placed: Iterable[Placed]) -> list[Entry]:
    """The channels with what is counted of them; of several figures for a measure the first in the text.

    One that is counted without a name in a document whose issuer cannot be told has no id.
    """
    placed = tuple(placed)
    told = [_platform(key, mentions) for key, mentions in _grouped(placed, PlatformMention)]
    open_ = _left_open(placed, PlatformMention, lambda mention: mention.channel if mention.figures else None)
    return told + [_platform(None, mentions) for _, mentions in open_]


def _platform(key: str | None, mentions: list[PlatformMention]) -> Entry:
    entry: Entry = {
        "kind": mentions[0].channel,
        "name": _first(mention.name for mention in mentions),
        "id": key,
        "owner": _first(mention.owner for mention in mentions),
        "url": _first(mention.url for mention in mentions),
    }
    figures = [figure for mention in mentions for figure in mention.figures]
    for measure in ("posts", "followers", "views"):
        entry[measure] = _first(figure.value for figure in figures if figure.measure == measure)
    return entry | {"mentions": _spans(mentions)}


def _left_open(
    placed: Iterable[Placed], kind: type[M], key_of: Callable[[M], str | None]
) -> Iterator[tuple[str, list[M]]]:
    """The mentions of no entity by what tells them from others in the document, those left out that have no such key."""
    groups: defaultdict[str, list[M]] = defaultdict(list)
    for place in placed:
        mention = place.mention
        if not place.entity_id and isinstance(mention, kind) and (key := key_of(mention)):
            groups[key].append(mention)
    return iter(groups.items())


def _grouped(placed: Iterable[Placed], kind: type[M]) -> Iterator[tuple[str, list[M]]]:
    groups: defaultdict[str, list[M]] = defaultdict(list)
    for place in placed:
        if place.entity_id and isinstance(place.mention, kind):
            groups[place.entity_id].append(place.mention)
    return iter(groups.items())


def _spans(mentions: Iterable[Mention]) -> list[Entry]:
    return [{"start": m.start, "end": m.end, "text": m.text, "rule": m.rule} for m in mentions]


T = TypeVar("T")


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
