"""Which language a page speaks: `lang` in the address, else what was chosen before, else Chinese.

What a browser asks for does not decide: many who read Chinese documents use an English browser. Addresses stay as they are: a choice is remembered by a cookie. The API always answers in one way.
"""

from flask import Flask, Response, request

from web import params
from web.texts import LANGUAGES, language, speak

COOKIE = "lang"
YEAR = 365 * 24 * 3600
TAGS = {"zh": "zh-CN", "en": "en"}
"""How HTML names the languages."""


def choose_language(app: Flask) -> None:
    """Let every request of `app` speak one language."""

    @app.before_request
    def choose() -> None:
        speak(LANGUAGES[0])
        speak(_wanted())

    @app.after_request
    def remember(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.add("Cookie")
            response.headers["Content-Language"] = TAGS[language()]
            if request.args.get("lang") in LANGUAGES:
                response.set_cookie(COOKIE, language(), max_age=YEAR, httponly=True, samesite="Lax")
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        speak(LANGUAGES[0])


def _wanted() -> str:
    if request.path.startswith("/api/"):
        return LANGUAGES[0]
    before = request.cookies.get(COOKIE)
    kept = before if before in LANGUAGES else LANGUAGES[0]
    return params.choice("lang", LANGUAGES, kept)
