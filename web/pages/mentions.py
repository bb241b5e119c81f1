"""Every place where an entity stands, place by place: what counts of mentions open."""

from collections.abc import Sequence

from flask import render_template, request

from kb.model import PolicyMention
from kb.store.rows import Placed
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.quotes import Quotes
from web.visits import visit

PER_PAGE = 40


@blueprint.get("/mentions")
def mentions() -> str:
    """The mentions of `entity`; `document` narrows to one document, `article` to places that cite it,
    `name` to those that call it so."""
    here = visit()
    listed = here.snapshot.entity(request.args.get("entity", ""))
    page = paged(wanted(), PER_PAGE)
    quotes = Quotes(here, (place.document_id for place in page.items))
    document = request.args.get("document")
    return render_template(
        "mentions.html",
        listed=listed,
        document=here.snapshot.summaries([document])[0] if document else None,
        page=page,
        items=[(place, quotes.mention(place)) for place in page.items],
    )


def wanted() -> Sequence[Placed]:
    """The places that the request asks for. Raises `NotFoundError` for an entity or document that is not here."""
    here, given = visit(), request.args
    document, article, name = given.get("document"), given.get("article"), given.get("name")
    key = here.snapshot.entity(request.args.get("entity", "")).entity.id
    if document:
        here.snapshot.record(document)
    return [
        place
        for place in here.snapshot.mentions_of(key)
        if document in (None, "", place.document_id)
        and (not article or article in _articles(place))
        and name in (None, "", place.mention.text)
    ]


def _articles(place: Placed) -> tuple[str, ...]:
    return place.mention.articles if isinstance(place.mention, PolicyMention) else ()
