"""The pages: every state of them is an address, and all of them work without JavaScript."""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)

from web.pages import (  # noqa: E402
    cite,  # noqa: F401
    citing,  # noqa: F401
    compare,  # noqa: F401
    concordance,  # noqa: F401
    documents,  # noqa: F401
    entities,  # noqa: F401
    exports,  # noqa: F401
    findings,  # noqa: F401
    graph,  # noqa: F401
    home,  # noqa: F401
    info,  # noqa: F401
    mentions,  # noqa: F401
    missing,  # noqa: F401
    originals,  # noqa: F401
    panel,  # noqa: F401
    relations,  # noqa: F401
    reuse,  # noqa: F401
    search,  # noqa: F401
    suggest,  # noqa: F401
    trend,  # noqa: F401
)
