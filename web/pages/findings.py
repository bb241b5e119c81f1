"""What does not add up, and what could not be told."""

from typing import cast, get_args

from flask import render_template, request

from kb.model import Finding, Kind
from web import params
from web.pages import blueprint
from web.pages.paging import paged, paging
from web.profiles.quotes import Quotes
from web.templating import KINDS
from web.visits import visit

PER_PAGE = 30
SEVERITIES = get_args(Finding.__annotations__["severity"])


@blueprint.get("/findings")
def findings() -> str:
    """All findings; `severity` and `rule` narrow."""
    severity = params.choice("severity", ("all", *SEVERITIES), "all")
    rule = request.args.get("rule", "")
    every = visit().findings
    chosen = [
        (key, finding)
        for key, finding in every
        if severity in ("all", finding.severity) and rule in ("", finding.rule)
    ]
    page = paged(chosen, PER_PAGE)
    summaries = {s.id: s for s in visit().snapshot.summaries({key for key, _ in page.items})}
    return render_template(
        "findings.html",
        page=page,
        summaries=summaries,
        severity=severity,
        rule=rule,
        severities=[(s, sum(f.severity == s for _, f in every)) for s in SEVERITIES],
        rules=sorted({finding.rule for _, finding in every}),
        total=len(every),
    )


@blueprint.get("/unresolved")
def unresolved() -> str:
    """All mentions without an entity; `kind` narrows."""
    kind = params.choice("kind", ("all", *KINDS), "all")
    snapshot = visit().snapshot
    wanted = None if kind == "all" else cast("Kind", kind)
    at = paging(snapshot.unresolved_count(wanted), PER_PAGE)
    places = snapshot.unresolved(wanted, limit=PER_PAGE, offset=at.offset)
    quotes = Quotes(snapshot, (place.document_id for place in places))
    items = [(place, quotes.mention(place)) for place in places]
    return render_template("unresolved.html", items=items, paging=at, kind=kind)
