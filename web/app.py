"""The Flask application: pages and API over one home."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from kb.home import Home
from web import admin, api, ops, pages, visits
from web.errors import answer_errors
from web.language import choose_language
from web.ops.logs import log_requests
from web.ops.metrics import measure
from web.security import secure
from web.settings import Settings, from_environment
from web.statics import serve_static
from web.templating import set_up_templates
from web.weight import pack


class _Json(DefaultJSONProvider):
    ensure_ascii = False
    sort_keys = False


def create_app(home: Home, settings: Settings | None = None) -> Flask:
    """The application over `home`. Nothing is opened before the first request asks for it."""
    app = Flask("web", static_folder=None, template_folder="templates")
    app.json = _Json(app)
    settings = settings or from_environment()
    app.extensions["settings"] = settings
    visits.begin(app, home)
    log_requests(app, settings.slow_ms)
    measure(app)
    secure(app, settings)
    pack(app)
    serve_static(app)
    choose_language(app)
    set_up_templates(app)
    answer_errors(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(ops.blueprint)
    app.register_blueprint(admin.blueprint)
    app.register_blueprint(api.blueprint, url_prefix="/api/v1")
    return app
