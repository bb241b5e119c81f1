"""The entities of the corpus, gathered while mentions are placed."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import get_args

from kb.model import Entity, Kind
from kb.resolve.corrections import Corrector


@dataclass(slots=True)
class Draft:
    """An entity in the making: the names used for it, and what its mentions say, `None` where they differ."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    facts: dict[str, str | None] | None = None

    def call(self, name: str | None) -> None:
        """Note that it goes by a name."""
        if name and name != self.name and name not in self.aliases:
            self.aliases = (*self.aliases, name)

    def say(self, key: str, value: str) -> None:
        """Note a fact."""
        self.facts = self.facts or {}
        if self.facts.setdefault(key, value) != value:
            self.facts[key] = None

    def finish(self, entity_id: str) -> Entity:
        """The entity; a fact on which its mentions differ is left out, it stays open."""
        facts = {key: said for key, said in sorted((self.facts or {}).items()) if said is not None}
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
        draft = self._drafts.get(corrected)
        if draft is None:
            draft = self._drafts[corrected] = Draft(kind, self.corrector.name(corrected, name))
        draft.call(alias)
        draft.call(name)
        for key, value in facts.items():
            if value:
                draft.say(key, value)
        return corrected

    def of(self, entity_id: str) -> str:
        """Note an entity of which only the id is known; gives its id back."""
        return self.note(entity_id, _kind(entity_id), entity_id.split("/", 1)[1])

    def entities(self, used: Container[str]) -> Iterator[Entity]:
        """The entities among those used, in the order of their ids, one after the other."""
        for named in self.corrector.corrections.alias:
            if named.entity in self._drafts:
                self.corrector.applied(named)
                self._drafts[named.entity].call(named.name)
        return (self._drafts[key].finish(key) for key in sorted(self._drafts) if key in used)


def _kind(entity_id: str) -> Kind:
    kind = entity_id.split("/", 1)[0]
    return next(known for known in get_args(Kind) if known == kind)
