"""The pages: every state of them is an address, and all of them work without JavaScript."""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)

from web.pages import documents, entities, findings, graph, home, info, relations, search  # noqa: E402, F401
