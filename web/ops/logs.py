"""What the server says of itself on standard error: lines of text, or one JSON object a line.

A request is logged by its route, status and time, under an id that its answer carries too. Neither addresses of
clients nor queries are in it; only the log of slow requests (SUWEN_SLOW_MS) names the address asked for, since
nothing could be mended without.
"""

import json
import logging
import re
import sys
import time
import uuid
from typing import Any

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("suwen")
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


class JsonLines(logging.Formatter):
    """A record as one line of JSON; a fault of ours carries its traceback as one text."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{record.msecs:03.0f}Z",
            "process": record.process,
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "data", {}),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def log_to_stderr(form: str) -> None:
    """Begin to log, in the form `json` or `text`; JSON tells every request, text only what is slow or wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if form == "json" else logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    )
    for logger in (LOGGER, logging.getLogger("web"), logging.getLogger("waitress")):
        logger.handlers, logger.propagate = [handler], False
    # A queue in front of the threads is the rule under load, and no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    LOGGER.setLevel(logging.INFO if form == "json" else logging.WARNING)


def log_requests(app: Flask, slow_ms: int) -> None:
    """Log each request of `app`, and those that take `slow_ms` milliseconds or more (0: none) with their address."""

    @app.before_request
    def name() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex[:16]

    @app.after_request
    def log(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        took = round(g.get("seconds", 0) * 1000, 1)
        data = {
            "id": g.get("request_id"),
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "ms": took,
        }
        LOGGER.info("request", extra={"data": data})
        if slow_ms and took >= slow_ms:
            address = request.full_path[:1000]
            LOGGER.warning(
                "slow request: %.0f ms %r", took, address, extra={"data": {**data, "address": address}}
            )
        return response
