"""How large a file may be, so that a hostile or mistaken one cannot take the machine with it."""

import os
from dataclasses import dataclass
from functools import cache

from corpus.errors import SuwenError


@dataclass(frozen=True, slots=True)
class Limits:
    """`file`, bytes of a file; `expanded`, bytes of what an archive (docx, xlsx) unpacks to; `pages` of a PDF."""

    file: int = 64 * 2**20
    expanded: int = 256 * 2**20
    pages: int = 2_000


@cache
def limits() -> Limits:
    """The limits in force: `SUWEN_MAX_FILE_MB`, `SUWEN_MAX_EXPANDED_MB`, `SUWEN_MAX_PAGES`, or the defaults."""
    standard = Limits()
    return Limits(
        file=_setting("SUWEN_MAX_FILE_MB", standard.file // 2**20) * 2**20,
        expanded=_setting("SUWEN_MAX_EXPANDED_MB", standard.expanded // 2**20) * 2**20,
        pages=_setting("SUWEN_MAX_PAGES", standard.pages),
    )


def _setting(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or not int(value):
        raise SuwenError(f"环境变量 {name} 应为正整数，现为 {value!r}", f"{name} must be a positive integer")
    return int(value)
