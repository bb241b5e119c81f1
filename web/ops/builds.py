"""`/builds`: what each run read, what failed and why, how long it took, with which versions."""

from itertools import islice

from flask import render_template

from kb import lines
from web.ops import blueprint
from web.visits import home

SHOWN = 50
"""So many runs are shown, the latest first."""


@blueprint.get("/builds")
def builds() -> str:
    """The record of builds; it is there even where the store does not open."""
    entries = list(lines.entries(home().builds))
    whole = [entry for entry in entries if entry is not None]
    return render_template(
        "builds.html", builds=list(islice(reversed(whole), SHOWN)), damaged=len(entries) - len(whole)
    )
