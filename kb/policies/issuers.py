"""Who issued a policy: by the agency at the start of its title, else by its number's prefix."""

import re

_LEADS = re.compile(
    r"""^(?P<who>[\u4e00-\u9fff、 （）]{2,60}?
        (?:国务院|中央|省委|市委|县委|区委|党委|党组|人民政府|办公厅|办公室|委员会|常务委员会|人民代表大会|总局|总署
          |人民法院|人民检察院|[部委局厅署院会行]))
        (?=关于|印发|转发|批转|公布|发布|令|公告|(?:19|20)\d\d年)""",
    re.VERBOSE,
)
_RELATIVE = re.compile(
    r"^(?:[省市县区州盟旗我本各厅局部委]|自治)(?:委|政府|人民|[\u4e00-\u9fff]{0,12}[厅局委]$)"
)
_ORDER = re.compile(r"^(?P<who>[\u4e00-\u9fff、]{3,40}?)(?:第[^令]{1,8}号令|令|公告)")


def issuer_of(name: str | None, number: str | None) -> str | None:
    """The issuing agency as the title's start or an order's number names it in full; `None` if neither does."""
    if name and (lead := _LEADS.match(name)) and not _RELATIVE.match(lead["who"]):
        return lead["who"].strip()
    if number and (order := _ORDER.match(number)) and not _RELATIVE.match(order["who"]):
        return order["who"]
    return None
