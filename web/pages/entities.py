"""Lists of entities by kind, and the profile of each."""

from typing import TYPE_CHECKING, cast

from flask import render_template, request

from corpus.errors import NotFoundError
from web import params
from web.pages import blueprint, lists
from web.pages.paging import Paging, paged
from web.profiles.entity import APPEARANCES, profile
from web.templating import KINDS
from web.visits import visit

if TYPE_CHECKING:
    from kb.model import Kind

PER_PAGE = 50
_kinds = ", ".join(f'"{kind}"' for kind in KINDS)


@blueprint.get(f"/<any({_kinds}):kind>")
def entities(kind: str) -> str:
    """The entities of a kind; `q` narrows by name, each kind has sides to narrow by, `sort` orders."""
    found = lists.entities(cast("Kind", kind))
    return render_template(
        "entities.html",
        kind=kind,
        found=found,
        page=paged(found.items, PER_PAGE),
        orders=tuple(lists.ORDERS),
        contains=request.args.get("q", "").strip(),
    )


@blueprint.get(f"/<any({_kinds}):kind>/<path:name>")
def entity(kind: str, name: str) -> str:
    """The profile of an entity."""
    page = params.page()
    found = profile(visit(), f"{kind}/{name}", page)
    at = Paging(page, APPEARANCES, found.listed.documents)
    if page > at.last:
        raise NotFoundError(f"只有 {at.last} 页，没有第 {page} 页", f"there are {at.last} pages")
    return render_template("entity.html", kind=kind, profile=found, paging=at)
