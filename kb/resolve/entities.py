"""The entities of the corpus, gathered while mentions are placed."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from typing import get_args

from kb.model import Entity, Kind
from kb.resolve.corrections import Corrector


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


class Gathering:
    """All drafts by id, with people's corrections applied to every id that is noted."""

    def __init__(self, corrector: Corrector) -> None:
        self.corrector = corrector
        self.document = ""
        self._drafts: dict[str, Draft] = {}

    def note(
        self, entity_id: str, kind: Kind, name: str, *, alias: str | None = None, **facts: str | None
    ) -> str:
        """Note that an entity is spoken of, under this alias and with these facts; gives its id back.

        The id given back is another one where a correction says so.
        """
        corrected = self.corrector.identity(entity_id, self.document)
        if corrected != entity_id:
            kind, name, alias = _kind(corrected), corrected.split("/", 1)[1], alias or name
        draft = self._drafts.setdefault(corrected, Draft(kind, self.corrector.name(corrected, name)))
        draft.aliases.update(used for used in (alias, name) if used and used != draft.name)
        for key, value in facts.items():
            if value:
                draft.facts[key][value] += 1
        return corrected

    def of(self, entity_id: str) -> str:
        """Note an entity of which only the id is known; gives its id back."""
        return self.note(entity_id, _kind(entity_id), entity_id.split("/", 1)[1])

    def entities(self, used: Container[str]) -> tuple[Entity, ...]:
        """The entities among those used, in the order of their ids."""
        for named in self.corrector.corrections.alias:
            if named.entity in self._drafts:
                self.corrector.applied(named)
                self._drafts[named.entity].aliases.add(named.name)
        return tuple(self._drafts[key].finish(key) for key in sorted(self._drafts) if key in used)


def _kind(entity_id: str) -> Kind:
    kind = entity_id.split("/", 1)[0]
    return next(known for known in get_args(Kind) if known == kind)
