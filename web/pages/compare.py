"""Two or more agencies, years of them, or two documents side by side."""

from collections import Counter
from collections.abc import Sequence

from flask import render_template, request

from corpus.errors import NotFoundError, SuwenError
from kb.model import Entity
from web import params
from web.pages import blueprint
from web.pages.paging import paged
from web.pages.panel import wanted
from web.profiles.comparison import comparison
from web.profiles.differences import compare
from web.texts import english, text
from web.visits import visit

MOST = 4
"""Agencies side by side."""

PER_PAGE = 200
"""Lines of a comparison of texts on a page."""

ONLY = ("changed", "all")


@blueprint.get("/compare")
def compare_() -> str:
    """What `id` names, twice or more: agencies, by id or name, or two documents; `year` gives each agency a column
    a year; without `id` a form."""
    given = [value.strip() for value in request.args.getlist("id") if value.strip()]
    if not given:
        return render_template("compare.html", compared=None)
    found = [_meant(value) for value in dict.fromkeys(given)]
    entities = [item for item in found if isinstance(item, Entity)]
    if len(entities) == len(found):
        return _agencies(entities)
    if entities or len(found) != 2:
        raise _wrong("compare.mixed")
    return _documents(*(str(item) for item in found))


def _meant(value: str) -> Entity | str:
    """The agency of this id or name, or the id of a document."""
    snapshot = visit().snapshot
    keys = [key for key in snapshot.lookup(value) if key.startswith("agency/")]
    if len(keys) == 1:
        return snapshot.entity(keys[0]).entity
    if value.startswith("agency/"):
        return snapshot.entity(value).entity
    if snapshot.summaries([value]):
        return value
    shown = {"value": value[:60], "choices": "、".join(keys) or "—"}
    raise NotFoundError(text("compare.unknown", **shown), english("compare.unknown", **shown))


def _wrong(key: str, **values: object) -> SuwenError:
    return SuwenError(text(key, **values), english(key, **values))


def _agencies(agencies: Sequence[Entity]) -> str:
    asked = wanted()
    columns = len(agencies) * max(1, len(asked.years))
    if not 2 <= columns <= MOST:
        raise _wrong("compare.how_many", most=MOST)
    compared = comparison(visit(), agencies, asked.years, asked.variables)
    return render_template("compare.html", compared=compared, agencies=agencies)


def _documents(one: str, two: str) -> str:
    snapshot, only = visit().snapshot, params.choice("only", ONLY, "changed")
    lines = compare(snapshot.record(one).document, snapshot.record(two).document)
    shown = [line for line in lines if only == "all" or line.kind != "same"]
    summaries = {summary.id: summary for summary in snapshot.summaries([one, two])}
    return render_template(
        "differences.html",
        page=paged(shown, PER_PAGE),
        counts=Counter(line.kind for line in lines),
        documents=[summaries[one], summaries[two]],
        only=only,
    )
