"""What each kind of page tells by relations: one table, read by the pages, the API and their tests."""

from dataclasses import dataclass

from kb.model import Kind, RelationKind
from web.library import Visit
from web.profiles.groups import Groups, groups_of


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: the key of its title in the texts, and the relation it lists.

    `outgoing`, whether the entity is the relation's source; `brief`, whether it is a fact of the head of the
    page rather than a list of its own.
    """

    title: str
    relation: RelationKind
    outgoing: bool
    brief: bool = False


SECTIONS: dict[Kind, tuple[Section, ...]] = {
    "agency": (
        Section("agency.region", "located_in", outgoing=True, brief=True),
        Section("agency.parent", "part_of", outgoing=True, brief=True),
        Section("agency.leaders", "led_by", outgoing=True),
        Section("agency.platforms", "runs", outgoing=True),
        Section("agency.cites", "cites", outgoing=True),
        Section("agency.issued", "issued_by", outgoing=False),
        Section("agency.units", "part_of", outgoing=False),
    ),
    "policy": (
        Section("policy.issuer", "issued_by", outgoing=True, brief=True),
        Section("policy.issued_with", "issues", outgoing=False, brief=True),
        Section("policy.issues", "issues", outgoing=True, brief=True),
        Section("policy.cited_by", "cites", outgoing=False),
    ),
    "leader": (Section("leader.agency", "led_by", outgoing=False),),
    "platform": (Section("platform.owner", "runs", outgoing=False),),
    "region": (Section("region.agencies", "located_in", outgoing=False),),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A section with what it lists."""

    section: Section
    groups: Groups


def sections_of(here: Visit, kind: Kind, entity_id: str) -> tuple[Filled, ...]:
    """The sections of an entity's page that have anything to tell."""
    sections = SECTIONS[kind]
    groups = groups_of(here, entity_id, [(section.relation, section.outgoing) for section in sections])
    return tuple(Filled(*pair) for pair in zip(sections, groups, strict=True) if pair[1].shown)
