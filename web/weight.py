"""Answers made small: gzip where the client takes it, the same bytes for the same answer."""

import gzip
import re

from flask import Flask, Response, request

LEAST = 1000
"""Bytes below which packing gains nothing."""

LEVEL = 6
_TEXTS = re.compile(r"text/.*|application/json|application/xml|.*\+xml|.*\+json")


def pack(app: Flask) -> None:
    """Pack texts; streams, files and what is packed already stay as they are."""

    @app.after_request
    def packed(response: Response) -> Response:
        if not _packable(response):
            return response
        response.vary.add("Accept-Encoding")
        if takes_gzip():
            body = response.get_data()
            if len(body) >= LEAST:
                _replace(response, squeeze(body))
        return response


def takes_gzip() -> bool:
    """Whether the client names gzip among what it accepts."""
    return any(name.lower() == "gzip" and quality > 0 for name, quality in request.accept_encodings)


def squeeze(body: bytes) -> bytes:
    """The bytes as gzip without a time, so that equal answers stay equal."""
    return gzip.compress(body, LEVEL, mtime=0)


def _packable(response: Response) -> bool:
    plain = response.status_code == 200 and "Content-Encoding" not in response.headers
    fixed = not (response.is_streamed or response.direct_passthrough)
    return plain and fixed and bool(_TEXTS.fullmatch(response.mimetype or ""))


def _replace(response: Response, body: bytes) -> None:
    """Put the packed body in; it is another representation, so its tag is only a weak one."""
    tag, _ = response.get_etag()
    response.set_data(body)
    response.headers["Content-Encoding"] = "gzip"
    if tag:
        response.set_etag(tag, weak=True)
