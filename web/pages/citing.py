"""Who cites a policy, and who does not: agencies by years, over documents narrowed by type, year and place."""

from flask import render_template, request

from corpus.errors import SuwenError
from kb.store.rows import Summary
from web import params
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.citing import documents_citing, silence
from web.profiles.documents import newest_first
from web.profiles.matrix import matrix
from web.texts import english, text
from web.visits import visit

PER_PAGE = 60
MOST = 5
"""Policies that can be asked for together."""


@blueprint.get("/citing")
def citing() -> str:
    """Agencies that cite all policies named (`policy`), or with `show` silent those that do not; `type`, `year`
    and `who` (of the agency or its region) narrow the documents looked at."""
    policies = tuple(dict.fromkeys(request.args.getlist("policy")))
    if not 0 < len(policies) <= MOST:
        raise SuwenError(text("citing.which", most=MOST), english("citing.which", most=MOST))
    here, show = visit(), params.choice("show", ("citing", "silent"), "citing")
    entities = [here.snapshot.entity(key).entity for key in policies]
    looked, found = _looked_at(), documents_citing(here, policies)
    told = silence(looked, found)
    grid = matrix(here, policies[0], found & {s.id for s in looked})
    return render_template(
        "citing.html",
        policies=entities,
        show=show,
        silence=told,
        matrix=grid,
        page=paged(told.silent if show == "silent" else grid.rows, PER_PAGE),
        documents=newest_first(s for s in looked if s.id in found) if len(policies) > 1 else (),
        types=sorted({s.type for s in here.summaries if s.type}),
        years=sorted({s.year for s in here.summaries if s.year}),
    )


def _looked_at() -> list[Summary]:
    """The documents that the filters leave."""
    kind, who = request.args.get("type", ""), request.args.get("who", "").strip()[:50]
    year = params.integer("year", 0, 0, 9999)
    return [
        s
        for s in visit().summaries
        if kind in ("", s.type)
        and year in (0, s.year)
        and (not who or who in (s.agency or "") or who in s.region)
    ]
