"""What a policy's page tells beyond its relations: its matrix, cascade, company, own citations, and silence."""

from dataclasses import dataclass

from kb.model import Entity
from web.library import Visit
from web.profiles.cascade import Cascade, cascade
from web.profiles.citing import Silence, Together, documents_citing, silence, together
from web.profiles.matrix import Matrix, matrix
from web.profiles.quotes import Quote, Quotes

ROWS = 25
"""Agencies of the matrix on the policy's page; all of them stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A policy that the text cites, how often, and the first place."""

    entity: Entity
    count: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class PolicyStudy:
    """Who cites a policy and who does not, when and with what; what it cites itself, if its text is here."""

    matrix: Matrix
    cascade: Cascade
    together: tuple[Together, ...]
    cites: tuple[Cited, ...]
    silence: Silence


def policy_study(here: Visit, policy: Entity) -> PolicyStudy:
    """All of it."""
    return PolicyStudy(
        matrix=matrix(here, policy.id, most=ROWS),
        cascade=cascade(here, policy),
        together=together(here, policy.id),
        cites=_cites(here, policy),
        silence=silence(here.summaries, documents_citing(here, [policy.id])),
    )


def _cites(here: Visit, policy: Entity) -> tuple[Cited, ...]:
    document = policy.facts.get("document")
    if not document:
        return ()
    quotes, snapshot = Quotes(here, [document]), here.snapshot
    places = [p for p in snapshot.mentions_in(document) if p.kind == "policy" and p.entity_id]
    keys = dict.fromkeys(p.entity_id or "" for p in places if p.entity_id != policy.id)
    found = [(key, [p for p in places if p.entity_id == key]) for key in keys]
    return tuple(Cited(here.entity(key), len(some), quotes.mention(some[0])) for key, some in found)
