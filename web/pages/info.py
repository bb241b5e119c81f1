"""Help, made from the fields that the parser reads, and what this home covers."""

from collections import Counter
from datetime import UTC, datetime

from flask import render_template

from index.fields import FIELDS
from web.library import Visit
from web.pages import blueprint
from web.templating import KINDS
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
        unresolved={kind: here.unresolved.get(kind, 0) for kind in KINDS},
        types=Counter(s.type for s in summaries).most_common(),
        built=_built(here),
    )


def _built(here: Visit) -> str:
    """The day on which this state was published."""
    written = here.home.index(here.snapshot.generation).stat().st_mtime
    return datetime.fromtimestamp(written, UTC).date().isoformat()
