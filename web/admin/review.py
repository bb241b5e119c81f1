"""`/review`: what is unsure, the most frequent first; whoever has the token settles it here."""

from typing import TYPE_CHECKING, cast

from flask import Response, make_response, redirect, render_template, request

from corpus.errors import NotFoundError, SuwenError
from corpus.limits import limits
from kb.review import Question, questions
from web.admin import access, blueprint
from web.admin.work import FIELDS, correction, upload
from web.pages.paging import paged
from web.texts import english, text
from web.visits import home, visit

if TYPE_CHECKING:
    from index.build.correct import Value

PER_PAGE = 30
_ALIKE = " ≈ "


@blueprint.get("/review")
def review() -> str:
    """The questions; forms to settle them for whoever was let in, a form to be let in where there is a token."""
    every = cast(
        "tuple[Question, ...]", visit().kept("questions", lambda: tuple(questions(visit().snapshot)))
    )
    return render_template(
        "review.html",
        page=paged(every, PER_PAGE),
        pair=_pair,
        admin=access.is_admin(),
        may_come=access.may_come(),
        mark=access.mark(),
        done=request.args.get("done") == "1",
    )


@blueprint.post("/review/pass")
def enter() -> Response:
    """The token, typed into the form."""
    response = make_response(redirect("/review", 303))
    access.let_in(response, request.form.get("token", ""))
    return response


@blueprint.post("/review")
def settle() -> Response:
    """One correction, by `kind` and its fields; `from` and `entities` several times over."""
    access.require_form()
    kind = request.form.get("kind", "")
    entry: dict[str, Value] = {}
    for name in [*sorted(FIELDS.get(kind, frozenset())), "why", "by"]:
        given = [value.strip() for value in request.form.getlist(name) if value.strip()]
        if given:
            entry[name] = given if name in ("from", "entities") else given[0]
    if kind == "merge":
        entry["from"] = [
            entity for entity in cast("list[str]", entry.get("from", [])) if entity != entry.get("into")
        ]
    correction(home(), kind, entry)
    return make_response(redirect("/review?done=1", 303))


@blueprint.post("/review/documents")
def take() -> Response:
    """One file, from the form."""
    request.max_content_length = limits().file
    access.require_form()
    given = request.files.get("file")
    if given is None or not given.filename:
        raise SuwenError(text("admin.name"), english("admin.name"))
    name = upload(home(), given.filename, given.read())
    try:
        return make_response(redirect(f"/documents/{visit().snapshot.find(name)}", 303))
    except NotFoundError:
        return make_response(redirect("/documents", 303))


def _pair(question: Question) -> tuple[str, ...]:
    """The ids of two entities that may be one; empty for other questions."""
    return tuple(question.what.split(_ALIKE)) if _ALIKE in question.what else ()
