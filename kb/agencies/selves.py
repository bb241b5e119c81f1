"""The issuer in its own words: 我局, 我厅, 本机关."""

import re

from kb.model import AgencyMention, Profile

SELF = re.compile(
    r"(?:我|本)(?P<head>局|厅|委|办|院|署|部|馆|中心|校)(?![校长员门分队级署里内法理公])|本(?:行政)?机关(?!不掌握)"
)


def self_names(text: str, profile: Profile) -> list[AgencyMention]:
    """Each place where the issuer speaks of itself; open where several issued it or the head does not fit.

    本机关 and the like mean anyone in a statute, so they count only where the issuer is known.
    """
    return [
        AgencyMention(m.start(), m.end(), m[0], "self", _issuer(m["head"], profile))
        for m in SELF.finditer(text)
        if profile.agency or m[0][0] == "我"
    ]


def _issuer(head: str | None, profile: Profile) -> str | None:
    if len(profile.agencies) != 1:
        return None
    name = profile.agencies[0]
    ends = {"委": ("委员会", "委"), "办": ("办公室", "办公厅")}.get(head or "", (head or "",))
    return name if name.endswith(ends) else None
