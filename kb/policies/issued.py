"""关于印发〈X〉的通知: two works, the one that issues and the one that is issued."""

import re

_ISSUES = re.compile(
    r"""(?:印发|转发|批转|下发|发布|公布|颁布|颁发)
        (?P<what>.{4,150}?)
        的(?:紧急|补充)?(?:通知|通报|公告|通告|决定|命令|令|函|批复)
        (?:[（(][^（）()]{0,20}[）)])?$""",
    re.VERBOSE | re.DOTALL,
)
_MARKS = re.compile(r"^[《〈<‹“\"]+|[》〉>›”\"]+$")


def issued_by_title(name: str | None) -> str | None:
    """The title that `name` issues or forwards, without its brackets; `None` if it issues none, or several."""
    found = _ISSUES.search(name) if name else None
    if not found:
        return None
    what = found["what"]
    if len(re.findall(r"[〈《<‹]", what)) > 1 and not re.search(r"^[〈《<‹].*[〉》>›]$", what):
        return None
    inner = _MARKS.sub("", what)
    return None if re.search(r"[〉》>›].*[〈《<‹]", inner) else inner.strip()
