"""A neighbourhood drawn: the focus in the middle, the others around it on rings, near ones inside.

The same graph gives the same drawing. Nodes of a kind stand together, and nodes further out stand at the angle
of the one that leads to them. Labels run outwards, so that long names of a hundred nodes do not meet.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from web.profiles.ego import Ego, Node

RING = 210.0
"""Distance between rings, and room for a label beyond the last."""

GAP = 21.0
"""Distance between neighbours on a ring."""

LABEL = 15
"""Characters of a label; the whole name is its title."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node drawn at (`x`, `y`): `turn` degrees of its label, which starts on the far side if `flipped`."""

    node: Node
    x: float
    y: float
    radius: float
    turn: float
    flipped: bool
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge drawn, as wide as it has evidence."""

    start: Spot
    end: Spot
    kind: str
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it, within a square of ± `half`."""

    half: float
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


def draw(ego: Ego) -> Drawing:
    """The drawing of a neighbourhood."""
    rings = _rings(ego)
    spots: dict[str, Spot] = {}
    radius = 0.0
    for step, ring in enumerate(rings):
        radius = max(radius + RING * (0.75 if step == 1 else 1), len(ring) * GAP / math.tau) if step else 0.0
        for number, node in enumerate(ring):
            angle = math.tau * number / len(ring) - math.pi / 2
            spots[node.id] = _spot(node, radius, angle)
    return Drawing(round(radius + RING), tuple(spots.values()), tuple(_lines(ego, spots)))


def _rings(ego: Ego) -> list[list[Node]]:
    """The nodes by their distance from the focus, in the order in which they go around."""
    rings: list[list[Node]] = []
    place: dict[str, int] = {}
    for step in range(max((node.step for node in ego.nodes), default=0) + 1):
        ring = [node for node in ego.nodes if node.step == step]
        ring.sort(key=lambda node: (place.get(node.via, 0), node.kind, -node.documents, node.id))
        place.update({node.id: number for number, node in enumerate(ring)})
        rings.append(ring)
    return rings


def _spot(node: Node, radius: float, angle: float) -> Spot:
    degrees = math.degrees(angle) % 360
    flipped = 90 < degrees < 270
    return Spot(
        node=node,
        x=round(radius * math.cos(angle), 1),
        y=round(radius * math.sin(angle), 1),
        radius=round(min(4 + 1.1 * math.log2(1 + node.documents), GAP / 2 - 1 if radius else RING / 8), 1),
        turn=round(degrees - 180 if flipped else degrees, 1) if radius else 0.0,
        flipped=flipped,
        label=short(node.name),
    )


def short(name: str) -> str:
    """A name short enough for a label."""
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


def _lines(ego: Ego, spots: dict[str, Spot]) -> Iterator[Line]:
    for edge in ego.edges:
        start, end = spots[edge.source.id], spots[edge.target.id]
        if start is not end:
            title = f"{edge.source.name} {edge.label} {edge.target.name}（{edge.count}）"
            yield Line(start, end, edge.kind, round(min(1 + math.log2(edge.count), 5), 1), title)
