"""What whoever runs the server asks it: is it alive, is it ready, how is it doing."""

from flask import Blueprint

blueprint = Blueprint("ops", __name__)

from web.ops import builds, health, metrics  # noqa: E402, F401
