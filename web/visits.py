"""The visit of the request at hand: begun when first asked for, ended with the request."""

import contextlib
from typing import cast

from flask import Flask, Response, current_app, g

from kb.home import Home
from web.library import Library, Visit


def begin(app: Flask, home: Home) -> None:
    """Let the requests of `app` visit `home`."""
    app.extensions["library"] = Library(home)

    @app.teardown_appcontext
    def leave(_error: BaseException | None) -> None:
        stack: contextlib.ExitStack | None = g.pop("stack", None)
        if stack:
            stack.close()


def home() -> Home:
    """The home that this application serves; nothing is opened."""
    library: Library = current_app.extensions["library"]
    return library.home


def visit() -> Visit:
    """The one state that this request sees."""
    if "visit" not in g:
        g.stack = contextlib.ExitStack()
        library: Library = current_app.extensions["library"]
        g.visit = g.stack.enter_context(library.visit())
        open_now = current_app.extensions["metrics"].snapshots
        open_now.inc()
        g.stack.callback(open_now.dec)
    return cast("Visit", g.visit)


def stay(response: Response) -> Response:
    """Let the visit last until `response` is sent, for answers that are made while they are sent."""
    stack: contextlib.ExitStack | None = g.pop("stack", None)
    if stack:
        response.call_on_close(stack.close)
    return response
