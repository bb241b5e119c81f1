"""What only the holder of the token may do: corrections and uploads. Without SUWEN_ADMIN_TOKEN all of it is shut."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__)

from web.admin import api, review  # noqa: E402, F401
