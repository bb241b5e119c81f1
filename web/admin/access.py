"""Who may write: whoever has the token, over the loopback or through a proxy that is named.

A program sends the token in a header, which no page elsewhere can make a browser do. A person types it into a form
of ours; the browser then holds a pass that is not the token, ends by itself, and goes with requests of this site
only; and each form carries a mark made from that pass.
"""

import hashlib
import hmac
import ipaddress
import time
from urllib.parse import urlsplit

from flask import Response, current_app, request
from werkzeug.exceptions import Forbidden, Unauthorized

from web.settings import Settings

COOKIE = "pass"
HOURS = 8


def settings() -> Settings:
    """What the environment decides, for the application at hand."""
    held: Settings = current_app.extensions["settings"]
    return held


def require_token() -> None:
    """Let a program through; raises `Forbidden` or `Unauthorized`."""
    _require_place()
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not _same(given.strip(), settings().admin_token):
        raise Unauthorized


def require_form() -> None:
    """Let a form of ours through; raises `Forbidden` or `Unauthorized`."""
    _require_place()
    if not is_admin():
        raise Unauthorized
    if not is_from_here() or not _same(request.form.get("mark", ""), mark()):
        raise Forbidden


def is_admin() -> bool:
    """Whether this browser holds a pass that is still good."""
    until, _, sign = request.cookies.get(COOKIE, "").partition(".")
    fresh = until.isascii() and until.isdecimal() and len(until) < 12 and int(until) > time.time()
    return fresh and may_come() and _same(sign, _sign(f"pass {until}"))


def may_come() -> bool:
    """Whether there is a token at all, and the request comes from a place that may use it."""
    return bool(settings().admin_token) and _is_near(request.remote_addr or "")


def let_in(response: Response, given: str) -> None:
    """Give this browser a pass, if the token is right; raises `Forbidden` or `Unauthorized`."""
    _require_place()
    if not is_from_here():
        raise Forbidden
    if not _same(given, settings().admin_token):
        raise Unauthorized
    until = str(int(time.time()) + HOURS * 3600)
    value = f"{until}.{_sign(f'pass {until}')}"
    response.set_cookie(
        COOKIE, value, max_age=HOURS * 3600, httponly=True, samesite="Strict", secure=request.is_secure
    )


def mark() -> str:
    """What a form of ours carries: no other site can read it, and it ends with the pass."""
    return _sign(f"form {request.cookies.get(COOKIE, '')}")


def is_from_here() -> bool:
    """Whether a browser says that the request comes from a page of ours; old ones say nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    same = origin is None or urlsplit(origin).netloc == request.host
    return same and site in (None, "same-origin", "none")


def _require_place() -> None:
    if not may_come():
        raise Forbidden


def _is_near(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_loopback or any(found in network for network in settings().proxies)


def _sign(text: str) -> str:
    return hmac.new(settings().admin_token.encode(), text.encode(), hashlib.sha256).hexdigest()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
