"""The second pass, mention by mention: which entity each one is, or that it cannot be told."""

from functools import singledispatchmethod

from corpus.model import Span
from kb.model import (
    AgencyMention,
    Kind,
    LeaderMention,
    Mention,
    PlatformMention,
    PolicyMention,
    RegionMention,
)
from kb.platforms import is_told
from kb.resolve import ids
from kb.resolve.entities import Gathering
from kb.resolve.names import Names, agency_groups
from kb.store.rows import Placed, Record

_kinds: dict[type[Mention], Kind] = {
    AgencyMention: "agency",
    PolicyMention: "policy",
    LeaderMention: "leader",
    PlatformMention: "platform",
    RegionMention: "region",
}


class Placer:
    """Places mentions; what it learns of entities goes into the gathering."""

    def __init__(self, names: Names, gathering: Gathering) -> None:
        self.names = names
        self.gathering = gathering
        self._entity = self.entity  # bound once: a singledispatchmethod is made anew at each access

    def place(self, record: Record) -> tuple[Placed, ...]:
        """The document's mentions with their entities and sentences, in the order of the text.

        What somebody rejected is no mention and no open question: the corrections file says why it is not here.
        """
        said = record.extract
        mentions: list[Mention] = [
            *said.agencies,
            *said.policies,
            *said.leaders,
            *said.platforms,
            *said.regions,
        ]
        self.gathering.document = record.document.id
        placed = (self._placed(record, mention) for mention in sorted(mentions, key=_by_place))
        return tuple(place for place in placed if place is not None)

    def _placed(self, record: Record, mention: Mention) -> Placed | None:
        sentence = record.document.sentence_of(Span(mention.start, mention.end))
        whole = Span(min(sentence.start, mention.start), max(sentence.end, mention.end))
        entity_id, document_id = self._entity(mention), record.document.id
        if entity_id and self.gathering.corrector.rejects(entity_id, document_id, mention.start):
            return None
        return Placed(document_id, _kinds[type(mention)], entity_id, mention, whole)

    @singledispatchmethod
    def entity(self, mention: Mention) -> str | None:
        """The id of the entity a mention stands for, or `None`."""
        raise TypeError(mention)

    @entity.register
    def _(self, mention: AgencyMention) -> str | None:
        if mention.name is None or mention.group not in agency_groups:
            return None
        return self.agency(mention.name, alias=mention.text)

    @entity.register
    def _(self, mention: PolicyMention) -> str | None:
        name = mention.name
        if name is None and mention.number:
            name = self.names.title_of_number(mention.number)
        if name is None:
            return None
        return self.policy(
            name, alias=mention.text.strip("《》"), number=mention.number, issuer=mention.issuer
        )

    @entity.register
    def _(self, mention: LeaderMention) -> str | None:
        if mention.name is None:
            return None
        home = mention.agency or self.names.home_of(mention.name)
        if home is None and self.names.has_namesakes(mention.name):
            return None
        return self.gathering.note(ids.leader_id(mention.name, home), "leader", mention.name, agency=home)

    @entity.register
    def _(self, mention: PlatformMention) -> str | None:
        name = mention.name or (mention.owner if is_told(mention) else None)
        if name is None:
            return None
        key = ids.platform_id(mention.channel, name)
        return self.gathering.note(
            key, "platform", name, channel=mention.channel, owner=mention.owner, url=mention.url
        )

    @entity.register
    def _(self, mention: RegionMention) -> str | None:
        return self.region(mention.path, alias=mention.text) if mention.path else None

    def agency(self, name: str, alias: str | None = None) -> str:
        """The agency of this full name."""
        return self.gathering.note(ids.agency_id(name), "agency", name, alias=alias)

    def policy(
        self, title: str, *, alias: str | None = None, number: str | None = None, issuer: str | None = None
    ) -> str:
        """The policy of this title, however it is spelt."""
        name = self.names.title(title)
        text = self.names.document_of(name)
        key = ids.policy_id(name)
        return self.gathering.note(
            key, "policy", name, alias=alias, number=number, issuer=issuer, document=text
        )

    def region(self, path: tuple[str, ...], alias: str | None = None) -> str:
        """The region of this path."""
        return self.gathering.note(ids.region_id(path), "region", path[-1], alias=alias, path="/".join(path))


def _by_place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, type(mention).__name__
