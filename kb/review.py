"""What is unsure, with its evidence, so that an hour of a person's time goes where it counts.

Three kinds of question, the most frequent first: references that no entity could be told for, names so alike
that they may be one thing (proposed, never merged), and corrections that no longer apply.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import fuzz

from kb.model import Entity, Kind
from kb.store.reader import Snapshot
from kb.store.rows import Listed, Placed

ALIKE = 90.0
"""From which similarity (rapidfuzz ratio, 0–100) two names are proposed as one."""

REACH = 20
"""With how many neighbours in the order of names each is compared."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question arises: document, offsets, and the sentence."""

    document_id: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something for a person to decide: why it is asked, of which kind, what, how often, and where."""

    reason: str
    kind: Kind | None
    what: str
    times: int
    places: tuple[Place, ...]

    def as_data(self) -> dict[str, Any]:
        """The question as plain data."""
        return asdict(self)


def questions(snapshot: Snapshot) -> Iterator[Question]:
    """All that is unsure, most frequent first within each reason."""
    yield from _open(snapshot)
    yield from _alike(snapshot)
    for sentence in filter(None, (snapshot.value("idle_corrections") or "").split("\n")):
        yield Question("不再适用的更正", None, sentence, 1, ())


def _open(snapshot: Snapshot) -> Iterator[Question]:
    groups: defaultdict[tuple[Kind, str], list[Placed]] = defaultdict(list)
    for place in snapshot.unresolved():
        if asks(place):
            groups[place.kind, place.mention.text].append(place)
    order = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    for (kind, text), placed in order:
        yield Question("未能判定的指称", kind, text, len(placed), _places(snapshot, placed[:_SHOWN]))


def asks(place: Placed) -> bool:
    """Whether an open mention is a question at all: units, firms and channels without a name are not."""
    mention = place.mention
    if place.kind == "platform":
        return False
    return getattr(mention, "group", "organ") not in {"unit", "other"}


def _alike(snapshot: Snapshot) -> Iterator[Question]:
    """Agencies and policies of one region or kind whose names differ in few characters, and nobody told apart."""
    apart = [set(line.split("\t")) for line in (snapshot.value("apart") or "").split("\n")]
    for kind in ("agency", "policy"):
        for one, other in _pairs(snapshot.entities(kind)):
            if any({one.entity.id, other.entity.id} <= told for told in apart):
                continue
            what = f"{one.entity.id} ≈ {other.entity.id}"
            placed = (
                *snapshot.mentions_of(one.entity.id, limit=1),
                *snapshot.mentions_of(other.entity.id, limit=1),
            )
            times = one.mentions + other.mentions
            yield Question("名称相近，可能是同一个", one.entity.kind, what, times, _places(snapshot, placed))


def _pairs(listed: tuple[Listed, ...]) -> Iterator[tuple[Listed, Listed]]:
    """The pairs of names that may be one, in linear time: names that differ in one place are near each other when
    sorted by their characters read forwards or backwards ("sorted neighbourhood", Hernández and Stolfo 1995)."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(listed):
        blocks[_block(item.entity)].append(at)
    alike: set[tuple[int, int]] = set()
    names = [item.entity.name for item in listed]
    for members in blocks.values():
        for step in (1, -1):
            row = sorted(members, key=lambda at, step=step: (names[at][::step], at))  # type: ignore[misc]
            for place, one in enumerate(row):
                near = row[place + 1 : place + 1 + REACH]
                alike |= {
                    _ordered(one, other) for other in near if fuzz.ratio(names[one], names[other]) >= ALIKE
                }
    yield from ((listed[one], listed[other]) for one, other in sorted(alike))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _block(entity: Entity) -> tuple[str, str]:
    """Names are compared only within a block: the same beginning (for agencies, the region) and the same digits, for
    names that differ in a number or year are two things, however alike."""
    return entity.name[:3], "".join(filter(str.isdigit, entity.name))


def _places(snapshot: Snapshot, placed: "tuple[Placed, ...] | list[Placed]") -> tuple[Place, ...]:
    texts = snapshot.texts({place.document_id for place in placed})
    return tuple(
        Place(p.document_id, p.mention.start, p.mention.end, p.sentence.of(texts[p.document_id]))
        for p in placed
    )
