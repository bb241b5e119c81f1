"""What every answer carries and every request must keep to."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import SecurityError, TooManyRequests

from web import params
from web.hosts import trusted
from web.rate import Rate
from web.settings import Settings

MOST_BYTES = 64 * 1024

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def secure(app: Flask, settings: Settings) -> None:
    """Limit requests, check host and parameters, and put the headers on every answer."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    rate = Rate(settings.rate) if settings.rate else None

    @app.before_request
    def check() -> None:
        _check_host(settings)
        limited = request.blueprint != "ops"
        wait = rate.wait(request.remote_addr or "") if rate and limited else 0
        if wait:
            raise TooManyRequests(retry_after=wait)
        params.check_lengths()

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-cache"
        if request.path.startswith("/api/"):
            _share(response, settings.origins)
        return response


def _check_host(settings: Settings) -> None:
    """Refuse a name that is not ours. Browsers always send one; what sends none is no browser."""
    g.foreign = True
    if "Host" in request.headers and not trusted(request.host, settings.hosts):
        raise SecurityError("host")
    g.foreign = False


def _share(response: Response, origins: tuple[str, ...]) -> None:
    """Let pages of these origins read an answer of the API (CORS)."""
    if not origins:
        return
    if "*" not in origins:
        response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin and ("*" in origins or origin in origins):
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        response.headers["Access-Control-Max-Age"] = "86400"
