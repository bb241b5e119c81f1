"""The evidence of any relation, place by place: what every count on another page opens."""

from collections.abc import Sequence
from typing import get_args

from flask import render_template, request

from corpus.errors import SuwenError
from kb.model import Relation, RelationKind
from web import params
from web.pages import blueprint
from web.pages.facets import UNSTATED
from web.pages.paging import paged
from web.profiles.quotes import Quotes
from web.texts import english, text
from web.visits import visit

PER_PAGE = 30
RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)


@blueprint.get("/relations")
def relations() -> str:
    """Relations from `source` to `target` of a `kind`, with this `detail`, of this `year`; each may be left out."""
    snapshot = visit().snapshot
    source, target = request.args.get("source"), request.args.get("target")
    page = paged(wanted(source, target), PER_PAGE)
    quotes = Quotes(snapshot, (relation.evidence.document_id for relation in page.items))
    return render_template(
        "relations.html",
        page=page,
        source=snapshot.entity(source).entity if source else None,
        target=snapshot.entity(target).entity if target else None,
        items=[(relation, quotes.of(relation.evidence)) for relation in page.items],
        names={key: snapshot.entity(key).entity for r in page.items for key in (r.source, r.target)},
    )


def wanted(source: str | None, target: str | None) -> Sequence[Relation]:
    """The relations that the request asks for. Raises `SuwenError` without an end."""
    if not (source or target):
        raise SuwenError(text("relations.ends"), english("relations.ends"))
    kind = params.choice("kind", ("all", *RELATIONS), "all")
    undated, detail = request.args.get("year") == UNSTATED, request.args.get("detail")
    year = 0 if undated else params.integer("year", 0, 0, 9999)
    found = visit().snapshot.relations(source or target, outgoing=bool(source))
    return [
        r
        for r in found
        if (not source or r.source == source)
        and (not target or r.target == target)
        and kind in ("all", r.kind)
        and (r.year is None if undated else year in (0, r.year))
        and detail in (None, r.detail)
    ]
