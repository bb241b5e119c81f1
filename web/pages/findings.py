"""What does not add up, by rule, severity, region and year; the rules; what could not be told."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from flask import render_template

from corpus.errors import SuwenError
from index.model import FacetValue
from kb.audit import rules as rule_table
from kb.model import Finding, Kind
from kb.store.rows import Summary
from web import params
from web.pages import blueprint
from web.pages.facets import Facet, drawn, given
from web.pages.paging import paged, paging
from web.profiles.quotes import Quotes
from web.templating import KINDS
from web.texts import english, name_of, text
from web.visits import visit

PER_PAGE = 30
SEVERITIES: tuple[str, ...] = get_args(Finding.__annotations__["severity"])


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its document and its number there, from 0."""

    document: Summary
    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Side:
    """A side by which findings are narrowed: its parameter and a finding's values."""

    name: str
    values: Callable[[Found], tuple[str, ...]]

    @property
    def label(self) -> str:
        """What to call it."""
        return name_of("findings", self.name)


SIDES = (
    Side("severity", lambda f: (f.finding.severity,)),
    Side("rule", lambda f: (f.finding.rule,)),
    Side("region", lambda f: _heads(f.document.region)),
    Side("year", lambda f: (str(f.document.year or ""),)),
)
Chosen = Mapping[str, tuple[str, ...]]


@blueprint.get("/findings")
def findings() -> str:
    """All findings; `rule`, `severity`, `region` and `year`, each several times over, narrow."""
    every, chosen = _every(), {side.name: given(side.name) for side in SIDES}
    _check(every, chosen)
    page = paged([found for found in every if _wanted(found, chosen)], PER_PAGE)
    return render_template(
        "findings.html",
        page=page,
        facets=[_facet(side, every, chosen) for side in SIDES],
        narrowed=any(chosen.values()),
        total=len(every),
    )


@blueprint.get("/findings/rules")
def findings_rules() -> str:
    """The rules of the audit, each with what it checks, its source, and how often it found something here."""
    counts = Counter(finding.rule for _, finding in visit().findings)
    return render_template("rules.html", rules=rule_table().values(), counts=counts)


def narrowed() -> list[Found]:
    """The findings that the parameters of the request leave. Raises `SuwenError` for a value of none."""
    every, chosen = _every(), {side.name: given(side.name) for side in SIDES}
    _check(every, chosen)
    return [found for found in every if _wanted(found, chosen)]


def _every() -> list[Found]:
    here = visit()
    summaries, numbers = {s.id: s for s in here.summaries}, Counter[str]()
    found = []
    for key, finding in here.findings:
        found.append(Found(summaries[key], numbers[key], finding))
        numbers[key] += 1
    return found


def _heads(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("/".join(path[: depth + 1]) for depth in range(len(path))) or ("",)


def _check(every: list[Found], chosen: Chosen) -> None:
    """Refuse a value that names nothing: a rule or a severity that there is not, a year or region without findings."""
    known = {"rule": set(rule_table()), "severity": set(SEVERITIES)}
    for side in SIDES:
        there = known.get(side.name) or {value for found in every for value in side.values(found)}
        for value in chosen[side.name]:
            if value not in there:
                shown = {
                    "name": side.name,
                    "value": value[:30],
                    "choices": "、".join(sorted(there - {""}))[:600],
                }
                raise SuwenError(text("params.choice", **shown), english("params.choice", **shown))


def _wanted(found: Found, chosen: Chosen, but: str = "") -> bool:
    return all(
        side.name == but or not chosen[side.name] or set(chosen[side.name]) & set(side.values(found))
        for side in SIDES
    )


def _facet(side: Side, every: list[Found], chosen: Chosen) -> Facet:
    """The values of a side, counted over the findings that the other sides leave."""
    counts = Counter(v for found in every if _wanted(found, chosen, side.name) for v in side.values(found))
    return drawn(side, list(_ranked(side.name, counts)), chosen)


def _ranked(name: str, counts: Counter[str]) -> Iterator[FacetValue]:
    orders: dict[str, Callable[[str], object]] = {
        "severity": SEVERITIES.index,
        "rule": list(rule_table()).index,
        "year": lambda value: -int(value or 0),
    }
    for value in sorted(counts, key=orders.get(name, lambda value: (-counts[value], value))):  # type: ignore[arg-type]
        yield FacetValue(value, _label(name, value), counts[value])


def _label(name: str, value: str) -> str:
    if name == "severity":
        return name_of("severity", value)
    if name == "rule":
        return f"{value} {rule_table()[value].name}"
    return value.rpartition("/")[2] or text("site.open")


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
