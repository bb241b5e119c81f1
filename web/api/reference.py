"""`/api/v1/codebook`, `/rules` and `/suggest`: what variables, rules and names there are."""

from collections import Counter

from flask import Response, jsonify, request

from kb.audit import rules as rule_table
from kb.forms.codebook import codebook
from web.api import blueprint
from web.api.data import plain
from web.api.paging import window
from web.pages.suggest import suggestions
from web.visits import visit

MOST = 500


@blueprint.get("/codebook")
def variables() -> Response:
    """The variables of the panel; `find` narrows by name, label or code."""
    part, find = window(100, MOST), request.args.get("find", "").strip()
    found = [v for v in codebook() if find in v.label or find in v.name or find in v.code]
    return jsonify(part.answer(len(found), [plain(v) for v in part.of(found)]))


@blueprint.get("/rules")
def rules() -> Response:
    """The rules of the audit, each with how often it found something here."""
    part, counts = window(100, MOST), Counter(finding.rule for _, finding in visit().findings)
    every = list(rule_table().values())
    told = [
        {"id": r.id, "name": r.name, "severity": r.severity, "explain": r.explain, "source": r.source}
        | {"findings": counts[r.id]}
        for r in part.of(every)
    ]
    return jsonify(part.answer(len(every), told))


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names and titles for what was typed so far, as the search boxes offer them."""
    return jsonify(results=suggestions())
