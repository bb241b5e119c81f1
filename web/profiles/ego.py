"""The neighbourhood of an entity, or the path between two, as nodes and bundled edges."""

import itertools
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.model import RelationKind
from web import links
from web.texts import name_of

if TYPE_CHECKING:
    from kb import graph


@dataclass(frozen=True, slots=True)
class Node:
    """An entity `step` edges from the focus; `via` is the node that leads to it from there."""

    id: str
    kind: str
    name: str
    documents: int
    step: int
    via: str


@dataclass(frozen=True, slots=True)
class Edge:
    """All relations of one kind from one entity to another; `label` the kind's name, `url` their evidence,
    `first` the number of the first."""

    source: Node
    target: Node
    kind: RelationKind
    label: str
    count: int
    first: int
    url: str


@dataclass(frozen=True, slots=True)
class Ego:
    """A part of the graph; `total` counts the nodes of all of that part, of which `nodes` are the nearest."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int


def ego(part: "graph.Graph[str]", focus: str, most: int) -> Ego:
    """The part, its edges bundled, as nodes and edges, at most `most` nodes: the nearest first, then those in most documents."""
    ways = _ways(part, focus)
    nodes = [_node(part, key, *way) for key, way in ways.items()]
    nodes.sort(key=lambda node: (node.step, -node.documents, node.id))
    return Ego(tuple(nodes[:most]), edges(part, nodes[:most]), len(nodes))


def along(whole: "graph.Graph[str]", path: Iterable[str]) -> Ego:
    """The nodes of a path and all edges between its neighbours."""
    ids = list(path)
    nodes = tuple(_node(whole, key, step, ids[step - 1] if step else key) for step, key in enumerate(ids))
    pairs = {frozenset(pair) for pair in itertools.pairwise(ids)}
    between = tuple(e for e in edges(whole, nodes) if frozenset((e.source.id, e.target.id)) in pairs)
    return Ego(nodes, between, len(nodes))


def _node(part: "graph.Graph[str]", key: str, step: int, via: str) -> Node:
    data = part.nodes[key]
    return Node(key, data["kind"], data["name"], data["documents"], step, via)


def _ways(part: "graph.Graph[str]", focus: str) -> dict[str, tuple[int, str]]:
    """Each node's distance from the focus and the node before it, along edges in either direction."""
    ways, waiting = {focus: (0, focus)}, deque([focus])
    while waiting:
        at = waiting.popleft()
        for other in sorted({*part.successors(at), *part.predecessors(at)} - ways.keys()):
            ways[other] = (ways[at][0] + 1, at)
            waiting.append(other)
    return ways


def edges(part: "graph.Graph[str]", among: Sequence[Node]) -> tuple[Edge, ...]:
    """The bundled edges between these nodes, in a fixed order."""
    nodes = {node.id: node for node in among}
    found: Any = part.subgraph(nodes).edges(data=True)
    made = (_edge(nodes[source], nodes[target], **data) for source, target, data in found)
    return tuple(sorted(made, key=lambda edge: (edge.source.id, edge.target.id, edge.kind)))


def _edge(source: Node, target: Node, kind: RelationKind, count: int, first: int) -> Edge:
    url = links.with_query("/relations", {"source": source.id, "kind": kind, "target": target.id})
    return Edge(source, target, kind, name_of("relation", kind), count, first, url)
