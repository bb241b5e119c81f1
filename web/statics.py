"""Static files: read and packed once, addressed by their content, kept by browsers for good."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from web.weight import LEAST, squeeze, takes_gzip

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Static:
    """A file: its bytes, plain and packed, its type, and the head of their SHA-256."""

    plain: bytes
    packed: bytes | None
    type: str
    tag: str


def serve_static(app: Flask) -> None:
    """Answer `/static/…`; `url_for('static', …)` names the version, so that a new one is fetched at once."""
    app.add_url_rule("/static/<path:filename>", "static", _answer)

    @app.url_defaults
    def name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and (found := static(values["filename"])):
            values["v"] = found.tag


def static(name: str) -> Static | None:
    """The static file of this name under web/static; `None` if there is none."""
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        return None
    return _read(path, Path(path).stat().st_mtime_ns)


@cache
def _read(path: str, _changed: int) -> Static:
    body = Path(path).read_bytes()
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("image/svg+xml", "application/javascript")
    packed = squeeze(body) if text and len(body) >= LEAST else None
    return Static(
        body, packed, f"{kind}; charset=utf-8" if text else kind, hashlib.sha256(body).hexdigest()[:12]
    )


def _answer(filename: str) -> Response:
    found = static(filename)
    if found is None:
        raise NotFound
    small = found.packed if takes_gzip() else None
    response = Response(small or found.plain, content_type=found.type)
    response.vary.add("Accept-Encoding")
    if small:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{found.tag}-gzip" if small else found.tag)
    response.headers["Cache-Control"] = FOREVER if request.args.get("v") == found.tag else "no-cache"
    response.make_conditional(request)
    return response
