"""The evidence of any relation, place by place: what every count on another page opens."""

from collections.abc import Sequence
from typing import get_args

from flask import render_template, request

from kb.model import Relation, RelationKind
from web import params
from web.pages import blueprint
from web.pages.facets import UNSTATED
from web.pages.paging import paged
from web.profiles.quotes import Quotes
from web.visits import visit

PER_PAGE = 30
RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)


@blueprint.get("/relations")
def relations() -> str:
    """Relations from `source` to `target` of a `kind`, with this `detail`, of this `year`, told by documents of this
    `type`; each may be left out."""
    here = visit()
    source, target = request.args.get("source"), request.args.get("target")
    page = paged(wanted(), PER_PAGE)
    quotes = Quotes(here, (relation.evidence.document_id for relation in page.items))
    return render_template(
        "relations.html",
        page=page,
        source=here.entity(source) if source else None,
        target=here.entity(target) if target else None,
        kinds=RELATIONS,
        items=[(relation, quotes.of(relation.evidence)) for relation in page.items],
        names={key: here.entity(key) for r in page.items for key in (r.source, r.target)},
    )


def wanted() -> Sequence[Relation]:
    """The relations that the request asks for."""
    here, source, target = visit(), request.args.get("source"), request.args.get("target")
    kind = params.choice("kind", ("all", *RELATIONS), "all")
    undated, detail = request.args.get("year") == UNSTATED, request.args.get("detail")
    year, type_ = 0 if undated else params.integer("year", 0, 0, 9999), request.args.get("type")
    found = (
        here.snapshot.relations(source or target, outgoing=bool(source))
        if source or target
        else here.relations
    )
    return [
        r
        for r in found
        if (not source or r.source == source)
        and (not target or r.target == target)
        and kind in ("all", r.kind)
        and (r.year is None if undated else year in (0, r.year))
        and detail in (None, r.detail)
        and type_ in (None, "", here.documents[r.evidence.document_id].type or UNSTATED)
    ]
