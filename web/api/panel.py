"""`/api/v1/panel`."""

from flask import Response, jsonify

from kb.forms.panel import long
from web import links
from web.api import blueprint
from web.api.paging import window
from web.pages.panel import wanted
from web.profiles.panel import panel_of
from web.visits import visit

MOST = 200


@blueprint.get("/panel")
def panel() -> Response:
    """The statutory tables, value by value; `variable`, `agency`, `region`, `year` narrow, pages are of reports."""
    asked = wanted()
    part = window(50, MOST)
    found = asked.of(panel_of(visit()))
    records = long(part.of(found), asked.variables or None)
    results = [{**record, "url": links.document(str(record["document_id"]))} for record in records]
    return jsonify(part.answer(len(found), results))
