"""A person found at a place, and how people become mentions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.model import Span
from kb.leaders.holdings import Holding
from kb.leaders.names import plain_name
from kb.model import LeaderMention


@dataclass(frozen=True, slots=True)
class Person:
    """A name's place with the posts said of it there; `begin`:`reach` the characters read for it."""

    name: Span
    held: tuple[Holding, ...]
    rule: str
    begin: int
    reach: int


def mentions(text: str, people: Iterable[Person]) -> tuple[LeaderMention, ...]:
    """The mentions of people, in order; a place read twice is one, with all posts said there.

    A person with posts in two agencies has a mention for each at the same place. The agency is the home
    agency; posts in a leading group go with the first. Who has none takes the one agency that other places
    of the document give the same name.
    """
    places: dict[Span, Person] = {}
    for person in people:
        known = places.get(person.name)
        places[person.name] = replace(known, held=known.held + person.held) if known else person
    found = [mention for span in sorted(places) for mention in spoken(text, places[span])]
    return tuple(settle_homes(found))


def spoken(text: str, person: Person) -> Iterator[LeaderMention]:
    """The mentions of one place, one for each agency of the person's posts."""
    homes = list(dict.fromkeys(h.agency for h in person.held if not h.group and (h.agency or h.printed)))
    groups = [h.agency for h in person.held if h.group and h.agency]
    first = next((agency for agency in (*homes, *groups) if agency), None)
    name = plain_name(person.name.of(text))
    for agency in homes or [first]:
        held = [h.post for h in person.held if at_home(h, first) == agency]
        yield LeaderMention(
            person.name.start, person.name.end, person.name.of(text), person.rule, name,
            tuple(dict.fromkeys(held)), agency,
        )  # fmt: skip


def at_home(held: Holding, first: str | None) -> str | None:
    """The agency under which a post is told: its own, or the person's `first` for one in a leading group."""
    return held.agency if held.printed and not held.group else (None if held.group else held.agency) or first


def settle_homes(found: list[LeaderMention]) -> Iterator[LeaderMention]:
    """Each mention with an open agency takes the one that the same name has elsewhere, if there is just one.

    Of a person with posts in several agencies at one place it is the first, as for posts in a leading group.
    """
    firsts: dict[tuple[str | None, int], str] = {}
    for mention in found:
        if mention.agency:
            firsts.setdefault((mention.name, mention.start), mention.agency)
    homes: dict[str | None, set[str]] = {}
    for (name, _), agency in firsts.items():
        homes.setdefault(name, set()).add(agency)
    for mention in found:
        known = homes.get(mention.name, set())
        alone = not mention.agency and len(known) == 1
        yield replace(mention, agency=next(iter(known))) if alone else mention
