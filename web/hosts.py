"""Which names a request may call this server by.

A page elsewhere can point a name of its own at this machine and read it through a visitor's browser (DNS
rebinding). Such a name is refused: only loopback names, bare addresses and the names set are answered.
"""

import ipaddress

from werkzeug.sansio.utils import host_is_trusted

LOOPBACK = ("localhost", ".localhost")


def trusted(host: str, names: tuple[str, ...]) -> bool:
    """Whether `host`, as a request gives it (with or without a port), is one of ours."""
    return _is_address(host) or host_is_trusted(host.lower(), [*LOOPBACK, *names])


def _is_address(host: str) -> bool:
    bare = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return False
    return True
