"""The entities of the corpus, gathered while mentions are placed."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from kb.model import Entity, Kind


@dataclass(slots=True)
class Draft:
    """An entity in the making: the names used for it, and what its mentions say, counted."""

    kind: Kind
    name: str
    aliases: set[str] = field(default_factory=set)
    facts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def finish(self, entity_id: str) -> Entity:
        """The entity; a fact on which its mentions differ is left out, it stays open."""
        facts = {key: next(iter(said)) for key, said in sorted(self.facts.items()) if len(said) == 1}
        return Entity(entity_id, self.kind, self.name, tuple(sorted(self.aliases)), facts)


@dataclass(slots=True)
class Gathering:
    """All drafts by id."""

    drafts: dict[str, Draft] = field(default_factory=dict)

    def note(
        self, entity_id: str, kind: Kind, name: str, *, alias: str | None = None, **facts: str | None
    ) -> str:
        """Note that an entity is spoken of, under this alias and with these facts; gives its id back."""
        draft = self.drafts.setdefault(entity_id, Draft(kind, name))
        if alias and alias != name:
            draft.aliases.add(alias)
        for key, value in facts.items():
            if value:
                draft.facts[key][value] += 1
        return entity_id

    def entities(self) -> tuple[Entity, ...]:
        """The entities, in the order of their ids."""
        return tuple(self.drafts[entity_id].finish(entity_id) for entity_id in sorted(self.drafts))
