"""`/api/v1/panel`."""

from flask import Response, jsonify

from kb.forms.panel import long
from web import links, params
from web.api import blueprint
from web.pages.panel import wanted
from web.profiles.panel import panel_of
from web.visits import visit

MOST = 200


@blueprint.get("/panel")
def panel() -> Response:
    """The statutory tables, value by value; `variable`, `agency`, `region`, `year` narrow, pages are of reports."""
    asked = wanted()
    page, per_page = params.page(), params.integer("per_page", 50, 1, MOST)
    found = asked.of(panel_of(visit()))
    records = long(found[(page - 1) * per_page : page * per_page], asked.variables or None)
    return jsonify(
        total=len(found),
        page=page,
        per_page=per_page,
        results=[{**record, "url": links.document(str(record["document_id"]))} for record in records],
    )
