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
from web.profiles.comparison import Comparison, comparison
from web.profiles.differences import Pairing, compare
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
    a year; without `id`, or with one agency, a form."""
    if not _given():
        return render_template("compare.html", compared=None, agencies=())
    found = meant()
    entities = [item for item in found if isinstance(item, Entity)]
    if not entities:
        return _documents(*map(str, found))
    alone = len(entities) == 1 and not request.args.getlist("year")
    return render_template(
        "compare.html", compared=None if alone else agencies_of(entities), agencies=entities
    )


def _given() -> list[str]:
    return [value.strip() for value in request.args.getlist("id") if value.strip()]


def meant() -> list[Entity | str]:
    """What the request compares: agencies, or two documents by their ids. Raises `SuwenError` for anything else."""
    found = [_meant(value) for value in dict.fromkeys(_given())]
    documents = [item for item in found if isinstance(item, str)]
    if not found or (documents and (len(documents) < len(found) or len(found) != 2)):
        raise _wrong("compare.mixed")
    return found


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


def agencies_of(agencies: Sequence[Entity]) -> Comparison:
    """The comparison of agencies in the years asked for. Raises `SuwenError` for too few or too many columns."""
    asked = wanted()
    columns = len(agencies) * max(1, len(asked.years))
    if not 2 <= columns <= MOST:
        raise _wrong("compare.how_many", most=MOST)
    return comparison(visit(), agencies, asked.years, asked.variables)


def lines_of(one: str, two: str) -> list[Pairing]:
    """Two documents line by line."""
    snapshot = visit().snapshot
    return compare(snapshot.record(one).document, snapshot.record(two).document)


def only(lines: Sequence[Pairing]) -> list[Pairing]:
    """The lines that the request wants: the changed ones, or with `only` all."""
    chosen = params.choice("only", ONLY, "changed")
    return [line for line in lines if chosen == "all" or line.kind != "same"]


def _documents(one: str, two: str) -> str:
    lines, documents = lines_of(one, two), visit().documents
    return render_template(
        "differences.html",
        page=paged(only(lines), PER_PAGE),
        counts=Counter(line.kind for line in lines),
        documents=[documents[one], documents[two]],
        only=params.choice("only", ONLY, "changed"),
    )
