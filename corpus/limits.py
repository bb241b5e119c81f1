"""How large a file may be and what reading it may take, so that a hostile or mistaken one harms nothing else."""

import os
from dataclasses import dataclass
from functools import cache

from corpus.errors import SuwenError


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may be and take.

    `file`, bytes of a file; `expanded`, bytes of what an archive (docx, xlsx) unpacks to; `pages` and `objects`
    of a PDF; `seconds` and `memory` (bytes of address space) of the process that reads it.
    """

    file: int = 64 * 2**20
    expanded: int = 256 * 2**20
    pages: int = 2_000
    objects: int = 500_000
    seconds: int = 120
    memory: int = 4096 * 2**20


@cache
def limits() -> Limits:
    """The limits in force, from the environment (`SUWEN_MAX_FILE_MB` and its like below) or the defaults."""
    standard = Limits()
    return Limits(
        file=_setting("SUWEN_MAX_FILE_MB", standard.file // 2**20) * 2**20,
        expanded=_setting("SUWEN_MAX_EXPANDED_MB", standard.expanded // 2**20) * 2**20,
        pages=_setting("SUWEN_MAX_PAGES", standard.pages),
        objects=_setting("SUWEN_MAX_PDF_OBJECTS", standard.objects),
        seconds=_setting("SUWEN_SECONDS_PER_FILE", standard.seconds),
        memory=_setting("SUWEN_MEMORY_MB", standard.memory // 2**20) * 2**20,
    )


def _setting(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or not int(value):
        raise SuwenError(f"环境变量 {name} 应为正整数，现为 {value!r}", f"{name} must be a positive integer")
    return int(value)
