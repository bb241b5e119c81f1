"""What went wrong, as a page or as JSON: a sentence that helps, never a traceback."""

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    SecurityError,
    TooManyRequests,
)

from corpus.errors import SuwenError
from web.texts import english, text

_OWN_TEXT = (401, 403, 404, 405, 413, 429)
_TITLES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)


def answer_errors(app: Flask) -> None:
    """Answer every kind of error."""
    app.register_error_handler(SuwenError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _ours(error: SuwenError) -> Response:
    return _answer(error.status, error.zh, error.en)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    key = f"error.{status}_text" if status in _OWN_TEXT else "error.other_text"
    key = "error.host_text" if isinstance(error, SecurityError) else key
    path = request.path[:200]
    response = _answer(status, text(key, path=path), english(key, path=path))
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    if isinstance(error, TooManyRequests) and error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _fault(error: Exception) -> Response:
    current_app.logger.exception("%s %s failed", request.method, request.full_path[:500], exc_info=error)
    return _answer(InternalServerError.code, text("error.500_text"), english("error.500_text"))


def _answer(status: int, zh: str, en: str) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify({"error": zh, "error_en": en})
    elif g.get("foreign"):
        # Addresses cannot be made under a name that is not ours.
        response = Response(f"{zh}\n{en}\n", content_type="text/plain; charset=utf-8")
    else:
        title = f"error.{status if status in _TITLES else 400 if status < 500 else 500}"
        response = Response(render_template("error.html", status=status, title=title, zh_text=zh, en_text=en))
    response.status_code = status
    return response
