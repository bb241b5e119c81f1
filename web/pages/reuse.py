"""Which sentences of a document stand elsewhere, side by side with theirs."""

from flask import render_template, request

from corpus.errors import NotFoundError
from kb.reuse import reuse_of
from web import params
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.repeats import aligned
from web.texts import english, text
from web.visits import visit

SOURCES = 40
PER_PAGE = 60


@blueprint.get("/documents/<document_id>/reuse")
def document_reuse(document_id: str) -> str:
    """The share of the text that stands elsewhere, the works, and the sentences shared with one (`source`, by
    default the first); with `boilerplate` also 套话."""
    snapshot = visit().snapshot
    document = snapshot.record(document_id).document
    reuse = reuse_of(snapshot, document_id)
    boilerplate = params.choice("boilerplate", ("no", "yes"), "no") == "yes"
    wanted = request.args.get("source")
    chosen = next((s for s in reuse.sources if wanted in (None, "", s.document.id)), None)
    if wanted and chosen is None:
        raise NotFoundError(text("reuse.no_source"), english("reuse.no_source"))
    pairs = aligned(snapshot, document, chosen, boilerplate=boilerplate) if chosen else []
    return render_template(
        "reuse.html",
        document=document,
        summary=snapshot.summaries([document_id])[0],
        reuse=reuse,
        chosen=chosen,
        page=paged(pairs, PER_PAGE),
        boilerplate=boilerplate,
        shown=reuse.sources[:SOURCES],
    )
