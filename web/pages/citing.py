"""Who cites a policy, and who does not: agencies by years, over documents narrowed by type, year and place."""

from dataclasses import dataclass

from flask import render_template, request

from corpus.errors import SuwenError
from kb.model import Entity
from kb.store.rows import Summary
from web import params
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.citing import Silence, documents_citing, silence
from web.profiles.documents import newest_first
from web.profiles.matrix import Matrix, matrix
from web.texts import english, text
from web.visits import visit

PER_PAGE = 60
MOST = 5
"""Policies that can be asked for together."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who cites `policies` and who does not, over the documents `looked` at; `both`, those that cite all of them."""

    policies: list[Entity]
    silence: Silence
    matrix: Matrix
    both: tuple[Summary, ...]


@blueprint.get("/citing")
def citing() -> str:
    """Agencies that cite all policies named (`policy`), or with `show` silent those that do not; `type`, `year`
    and `who` (of the agency or its region) narrow the documents looked at."""
    here, found, chosen = visit(), wanted(), show()
    return render_template(
        "citing.html",
        policies=found.policies,
        show=chosen,
        silence=found.silence,
        matrix=found.matrix,
        page=paged(found.silence.silent if chosen == "silent" else found.matrix.rows, PER_PAGE),
        documents=found.both if len(found.policies) > 1 else (),
        types=sorted({s.type for s in here.summaries if s.type}),
        years=sorted({s.year for s in here.summaries if s.year}),
    )


def show() -> str:
    """Which agencies are asked for: those that cite, or the silent ones."""
    return params.choice("show", ("citing", "silent"), "citing")


def wanted() -> Found:
    """What the request asks for. Raises `SuwenError` without a policy or with too many."""
    policies = tuple(dict.fromkeys(request.args.getlist("policy")))
    if not 0 < len(policies) <= MOST:
        raise SuwenError(text("citing.which", most=MOST), english("citing.which", most=MOST))
    here = visit()
    entities = [here.entity(key) for key in policies]
    looked, found = _looked_at(), documents_citing(here, policies)
    narrow = {"type": request.args.get("type")}
    grid = matrix(here, policies[0], found & {s.id for s in looked}, narrow=narrow)
    both = newest_first(s for s in looked if s.id in found)
    return Found(entities, silence(looked, found), grid, both)


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
