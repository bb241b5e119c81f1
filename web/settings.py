"""What the environment decides about the server; secrets and names of machines stand nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import SuwenError
from web.texts import english, text


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts`, the names that this server answers to besides loopback names and bare addresses
    (SUWEN_HOSTS; `.example.org` stands for all below it); `origins` of pages that may read the API
    (SUWEN_CORS; `*` for any); `rate`, requests a minute and client (SUWEN_RATE; 0: unlimited).
    """

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: int = 0


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings given, lists parted by blanks or commas. Raises `SuwenError` for a rate that is no number."""
    rate = environment.get("SUWEN_RATE", "").strip() or "0"
    if not (rate.isascii() and rate.isdecimal() and len(rate) < 9):
        raise SuwenError(text("settings.rate", value=rate[:20]), english("settings.rate", value=rate[:20]))
    return Settings(
        hosts=_list(environment.get("SUWEN_HOSTS", "")),
        origins=_list(environment.get("SUWEN_CORS", "")),
        rate=int(rate),
    )


def _list(given: str) -> tuple[str, ...]:
    return tuple(given.replace(",", " ").split())
