"""Help, made from the fields that the parser reads, and what this home covers."""

from flask import render_template

from index.fields import FIELDS
from web.pages import blueprint
from web.visits import visit


@blueprint.get("/help")
def help_() -> str:
    """How to search."""
    return render_template("help.html", fields=FIELDS)


@blueprint.get("/about")
def about() -> str:
    """What is here and what is not."""
    here = visit()
    summaries = here.summaries
    years = [s.year for s in summaries if s.year]
    return render_template(
        "about.html",
        state=here.state,
        years=(min(years), max(years)) if years else None,
        untitled=sum(s.title is None for s in summaries),
        unissued=sum(s.agency is None for s in summaries),
        undated=sum(s.year is None for s in summaries),
        characters=sum(s.length for s in summaries),
        findings=len(here.findings),
    )
