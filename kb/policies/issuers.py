"""Who issued a policy: by the agency at the start of its title, else by its number's prefix."""

import re
from functools import lru_cache

from kb.agencies.prefixes import issuer_of_number

_LEADS = re.compile(
    r"""^(?P<who>[\u4e00-\u9fff、 （）]{2,60}?
        (?:国务院|中央|省委|市委|县委|区委|党委|党组|人民政府|政府|办公厅|办公室|委员会|人民代表大会|总局|总署
          |人民法院|人民检察院|[部委局厅署院会行]))
        (?=关于|印发|转发|批转|公布|发布|令|公告|(?:19|20)\d\d年)""",
    re.VERBOSE,
)
_RELATIVE = re.compile(
    r"^(?:[省市县区州盟旗我本各厅局部委]|自治)(?:委|政府|人民|[\u4e00-\u9fff]{0,12}[厅局委]$)"
)
_ORDER = re.compile(
    r"^(?P<who>[\u4e00-\u9fff、]{3,40}?)(?:第[^令]{1,8}号令|令|公告|(?:19|20)\d\d年第[^令]{1,8}号公告)"
)
_SHORT = re.compile(r"(?<=[省市县区州旗盟])政府")
_LETTERS = re.compile(r"^[\u4e00-\u9fff]+")


def issuer_of(name: str | None, number: str | None, region: tuple[str, ...]) -> str | None:
    """The issuing agency in full, `None` where neither title nor number tells it, or the number several.

    Parameters: `name`, the title; `number`, the 文号 beside it; `region`, the path of the citing document's
    division, in which 省政府令 and ambiguous prefixes (青: 青海 or 青岛) are read.
    """
    if name and (lead := _LEADS.match(name)) and not _RELATIVE.match(lead["who"]):
        return _SHORT.sub("人民政府", lead["who"].strip())
    if number is None:
        return None
    if (order := _ORDER.match(number)) and not _RELATIVE.match(order["who"]):
        return _SHORT.sub("人民政府", order["who"])
    letters = _LETTERS.match(number)
    return _by_letters(letters[0], region) if letters else None


@lru_cache(maxsize=4096)
def _by_letters(letters: str, region: tuple[str, ...]) -> str | None:
    """The one agency that writes these letters before its numbers."""
    names = issuer_of_number(letters, region=region)
    return names[0] if len(names) == 1 else None
