"""What the environment decides about the server; secrets and names of machines stand nowhere else."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import SuwenError
from web.texts import english, text

FORMS = ("text", "json")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LEAST_TOKEN = 16
"""Characters that a token must have at least."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts`, the names that this server answers to besides loopback names and bare addresses
    (SUWEN_HOSTS; `.example.org` stands for all below it); `origins` of pages that may read the API
    (SUWEN_CORS; `*` for any); `rate`, requests a minute and client (SUWEN_RATE; 0: unlimited); `log`, the form of
    the log (SUWEN_LOG); `slow_ms`, milliseconds from which a request is logged as slow (SUWEN_SLOW_MS; 0: none);
    `processes` that serve (SUWEN_PROCESSES; 0: one a core); `proxies`, networks besides the loopback from which the token is taken (SUWEN_PROXIES);
    `admin_token`, what opens corrections and uploads (SUWEN_ADMIN_TOKEN; empty: they are shut).
    """

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: int = 0
    log: str = "text"
    slow_ms: int = 1000
    processes: int = 0
    proxies: tuple[Network, ...] = ()
    admin_token: str = field(default="", repr=False)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings given, lists parted by blanks or commas. Raises `SuwenError` for what cannot be understood."""
    log = environment.get("SUWEN_LOG", "").strip() or "text"
    if log not in FORMS:
        raise SuwenError(text("settings.log", value=log[:20]), english("settings.log", value=log[:20]))
    token = environment.get("SUWEN_ADMIN_TOKEN", "").strip()
    if token and len(token) < LEAST_TOKEN:
        raise SuwenError(
            text("settings.token", least=LEAST_TOKEN), english("settings.token", least=LEAST_TOKEN)
        )
    return Settings(
        hosts=_list(environment.get("SUWEN_HOSTS", "")),
        origins=_list(environment.get("SUWEN_CORS", "")),
        rate=_number(environment, "SUWEN_RATE", 0),
        log=log,
        slow_ms=_number(environment, "SUWEN_SLOW_MS", 1000),
        processes=_number(environment, "SUWEN_PROCESSES", 0),
        proxies=_networks(environment.get("SUWEN_PROXIES", "")),
        admin_token=token,
    )


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    value = environment.get(name, "").strip() or str(usual)
    if not (value.isascii() and value.isdecimal() and len(value) < 9):
        raise SuwenError(
            text("settings.number", name=name, value=value[:20]),
            english("settings.number", name=name, value=value[:20]),
        )
    return int(value)


def _list(given: str) -> tuple[str, ...]:
    return tuple(given.replace(",", " ").split())


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(network) for network in _list(given))
    except ValueError as error:
        raise SuwenError(text("settings.proxies"), english("settings.proxies")) from error
