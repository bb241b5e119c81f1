"""Which version of a law a text means by 新修订的, 原 or 修订后的, told by the date of the text."""

import re

from kb.model import PolicyMention
from kb.policies.laws import known, version_at

_NEW = re.compile(r"(?:新修订的?|新修改的?|修订后的?|修改后的?|新颁布的?|新|现行的?)(?:中华人民共和国)?\s?$")
_OLD = re.compile(r"(?:^|[^\u4e00-\u9fff草])(?:原|旧|修订前的?|修改前的?)(?:中华人民共和国)?\s?$")
_BEFORE = 14


def version_meant(text: str, mention: PolicyMention, date: str | None) -> str | None:
    """The version as `date number` (ISO date, 文号 where it is known), `None` if nothing tells it.

    `date`, when the document was issued (ISO): a report of 2018 that says 新《条例》 cannot mean the text of 2019.
    """
    law = known(mention.name) if mention.name and date else None
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if law is None or date is None or not law.versions:
        return None
    if _NEW.search(before) or mention.text.startswith("新"):
        version = version_at(law, date)
    elif _OLD.search(before) or mention.text.startswith("原"):
        current = version_at(law, date)
        version = (
            law.versions[law.versions.index(current) - 1] if current and current != law.versions[0] else None
        )
    else:
        version = None
    return " ".join(part for part in version if part) if version else None
