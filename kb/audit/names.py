"""N-1: two quoted names made of the same halves, turned round."""

import re

from kb.audit.model import Case, Remark, Remarks

QUOTED = re.compile(r"“(?P<name>[\u4e00-\u9fff]{4,8})”")


def turned(case: Case) -> Remarks:
    """Each such pair once, with the first place of either."""
    places: dict[str, tuple[int, int]] = {}
    for found in QUOTED.finditer(case.text):
        places.setdefault(found["name"], found.span("name"))
    for name, place in places.items():
        for cut in range(2, len(name) - 1):
            other = name[cut:] + name[:cut]
            if other in places and place < places[other]:
                yield Remark(f"“{name}”与“{other}”前后颠倒，可能是同一名称。", (place, places[other]))
