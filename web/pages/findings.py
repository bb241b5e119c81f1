"""What does not add up, by rule, severity, region and year; the rules; what could not be told."""

from collections import Counter
from dataclasses import dataclass
from typing import cast, get_args

from flask import render_template

from kb.audit import rules as rule_table
from kb.model import Finding, Kind
from kb.store.rows import Summary
from web import params
from web.pages import blueprint
from web.pages.narrowing import Narrowed, Side, heads, last, narrowed, newest
from web.pages.paging import paged, paging
from web.profiles.quotes import Quotes
from web.templating import KINDS
from web.texts import name_of
from web.visits import visit

PER_PAGE = 30
SEVERITIES: tuple[str, ...] = get_args(Finding.__annotations__["severity"])


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its document and its number there, from 0."""

    document: Summary
    number: int
    finding: Finding


SIDES: tuple[Side[Found], ...] = (
    Side(
        "severity", lambda f: (f.finding.severity,), SEVERITIES.index, lambda v: name_of("severity", v), SEVERITIES
    ),
    Side(
        "rule", lambda f: (f.finding.rule,), lambda v: list(rule_table()).index(v), lambda v: f"{v} {rule_table()[v].name}", rule_table()
    ),
    Side("region", lambda f: heads(f.document.region), label=last),
    Side("year", lambda f: (str(f.document.year or ""),), newest, last),
)  # fmt: skip


@blueprint.get("/findings")
def findings() -> str:
    """All findings; `rule`, `severity`, `region` and `year`, each several times over, narrow."""
    found = wanted()
    return render_template(
        "findings.html", page=paged(found.items, PER_PAGE), found=found, total=len(found.every)
    )


@blueprint.get("/findings/rules")
def findings_rules() -> str:
    """The rules of the audit, each with what it checks, its source, and how often it found something here."""
    counts = Counter(finding.rule for _, finding in visit().findings)
    return render_template("rules.html", rules=rule_table().values(), counts=counts)


def wanted() -> Narrowed[Found]:
    """The findings that the parameters of the request leave. Raises `SuwenError` for a value of none."""
    return narrowed(_every(), SIDES)


def _every() -> list[Found]:
    here = visit()
    summaries, numbers = {s.id: s for s in here.summaries}, Counter[str]()
    found = []
    for key, finding in here.findings:
        found.append(Found(summaries[key], numbers[key], finding))
        numbers[key] += 1
    return found


@blueprint.get("/unresolved")
def unresolved() -> str:
    """All mentions without an entity; `kind` narrows."""
    kind = params.choice("kind", ("all", *KINDS), "all")
    snapshot = visit().snapshot
    wanted = None if kind == "all" else cast("Kind", kind)
    at = paging(snapshot.unresolved_count(wanted), PER_PAGE)
    places = snapshot.unresolved(wanted, limit=PER_PAGE, offset=at.offset)
    quotes = Quotes(visit(), (place.document_id for place in places))
    items = [(place, quotes.mention(place)) for place in places]
    return render_template("unresolved.html", items=items, paging=at, kind=kind)
