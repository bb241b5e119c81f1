"""Stable, readable ids: `agency/山东省文化和旅游厅`, `platform/weibo/文旅山东`, `leader/王磊@山东省文化和旅游厅`.

An id is the kind and the name that tells the thing apart from its namesakes. Slashes and control characters
in names become full-width or vanish, so that an id is also a path in a URL.
"""

import re

from kb.model import Channel, Kind

_UNSAFE = str.maketrans({"/": "／", "\\": "＼", "?": "？", "#": "＃", "%": "％"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def entity_id(kind: Kind, *parts: str) -> str:
    """The id of the entity of this kind with these naming parts."""
    return "/".join((kind, *(_CONTROL.sub("", part).translate(_UNSAFE) for part in parts)))


def agency_id(name: str) -> str:
    """An agency's id, from its full name."""
    return entity_id("agency", name)


def policy_id(title: str) -> str:
    """A policy's id, from the form of its title that stands for all its spellings."""
    return entity_id("policy", title)


def leader_id(name: str, agency: str | None) -> str:
    """A person's id, from name and agency: two agencies' 王磊 are two people until someone says otherwise."""
    return entity_id("leader", f"{name}@{agency}" if agency else name)


def platform_id(channel: Channel, name: str) -> str:
    """A platform's id, from its channel and its account's (or, without one, its owner's) name."""
    return entity_id("platform", channel, name)


def region_id(path: tuple[str, ...]) -> str:
    """A region's id, from its path, widest first."""
    return entity_id("region", *path)
