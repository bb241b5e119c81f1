"""The graph of entities and relations: neighbourhoods, paths, centralities, and files for other tools.

The one home of networkx. A graph is a view of the store's relations and is read from a snapshot, as far as it is
needed; each edge stands for one relation with its evidence, so that several sentences that say the same are
several edges.
"""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx

from corpus.errors import NotFoundError, SuwenError
from kb.cells import neutral
from kb.model import Relation
from kb.store.reader import Snapshot
from kb.store.rows import Listed

Graph = nx.MultiDiGraph
Format = Literal["graphml", "gexf", "json", "csv"]
Measure = Literal["degree", "betweenness", "pagerank"]

WALKED = 200_000
"""So many nodes are walked at most to find a path."""

_XML = '<?xml version="1.0" encoding="utf-8"?>'
_DAY = re.compile(r' lastmodifieddate="[^"]*"')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to leave of a graph: kinds of nodes and of relations left out, and years (both ends included).

    Where years are given, a relation without a year is not among them.
    """

    no_kinds: Collection[str] = ()
    no_relations: Collection[str] = ()
    since: int | None = None
    until: int | None = None

    def has(self, relation: str, year: int | None) -> bool:
        """Whether a relation of this kind and year is wanted."""
        if relation in self.no_relations:
            return False
        if self.since is None and self.until is None:
            return True
        return year is not None and (self.since or 0) <= year <= (self.until or 9999)


def load(snapshot: Snapshot) -> "Graph[str]":
    """All entities as nodes and all relations as edges, in the order of the store."""
    return _graph(snapshot.entities(), enumerate(snapshot.relations()))


def view(snapshot: Snapshot, ids: Sequence[str]) -> "Graph[str]":
    """These entities as nodes, in this order, and all relations between them as edges."""
    return _graph(_held(snapshot, ids), snapshot.relations_among(ids))


def bundled(snapshot: Snapshot, ids: Sequence[str]) -> "Graph[str]":
    """The same with one edge for all relations of a kind from one to another: their `count`, the number of the
    `first`."""
    graph = _graph(_held(snapshot, ids), ())
    for one in snapshot.bundles(ids):
        graph.add_edge(one.source, one.target, key=one.kind, kind=one.kind, count=one.size, first=one.first)
    return graph


def _held(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[Listed]:
    held = snapshot.listed(ids)
    return (held[key] for key in ids)


def _graph(nodes: Iterable[Listed], edges: Iterable[tuple[int, Relation]]) -> "Graph[str]":
    graph: Graph[str] = nx.MultiDiGraph()
    for listed in nodes:
        entity = listed.entity
        graph.add_node(
            entity.id, label=entity.name, kind=entity.kind, name=entity.name, documents=listed.documents
        )
    for number, relation in edges:
        graph.add_edge(relation.source, relation.target, key=number, **_attributes(relation))
    return graph


def _attributes(relation: Relation) -> dict[str, str | int]:
    """An edge's attributes; what is open is left out, and the names avoid GEXF's own `start` and `end`."""
    evidence = relation.evidence
    given: dict[str, str | int | None] = {
        "kind": relation.kind,
        "detail": relation.detail,
        "year": relation.year,
        "document": evidence.document_id,
        "char_start": evidence.start,
        "char_end": evidence.end,
    }
    return {key: value for key, value in given.items() if value is not None}


def neighbourhood(snapshot: Snapshot, focus: str, depth: int = 1, most: int = 300) -> "Graph[str]":
    """The part of the graph within `depth` steps of `focus`, either way along the edges.

    At most `most` nodes: the nearest first, then those in most documents. Raises `NotFoundError` for a focus
    that is not in the graph.
    """
    return view(snapshot, near(snapshot, focus, depth, most))


def near(snapshot: Snapshot, focus: str, depth: int = 1, most: int = 300) -> list[str]:
    """The ids of the nodes of a neighbourhood."""
    _demand(snapshot, focus)
    found, ring = [focus], [focus]
    for _ in range(depth):
        ring = list(snapshot.neighbours(ring, found, most - len(found))) if ring else []
        found += ring
    return found[:most]


def path(snapshot: Snapshot, start: str, goal: str) -> tuple[str, ...]:
    """The ids along a shortest path, either way along the edges; empty if the two are not connected.

    Of several shortest paths (of the first thousand) the first in the order of ids. Raises `NotFoundError` for
    an unknown end, and `SuwenError` where more would have to be walked than `WALKED`.
    """
    _demand(snapshot, start)
    _demand(snapshot, goal)
    walked: nx.Graph[str] = nx.Graph()
    walked.add_nodes_from((start, goal))
    sides = [({start}, {start}), ({goal}, {goal})]
    while not sides[0][0] & sides[1][0]:
        seen, ring = sides.pop(0 if len(sides[0][1]) <= len(sides[1][1]) else 1)
        walked.add_edges_from(snapshot.links(sorted(ring)))
        fresh = {other for one in ring for other in walked[one]} - seen
        if not fresh:
            return ()
        if len(walked) > WALKED:
            raise SuwenError("两者相距太远，找不出路径", "the two are too far from each other to find a path")
        sides.append((seen | fresh, fresh))
    return min(tuple(found) for found in _some(nx.all_shortest_paths(walked, start, goal), 1000))


def along(snapshot: Snapshot, found: Sequence[str]) -> "Graph[str]":
    """The part of the graph that a path runs through: its nodes, and all edges between neighbours on it."""
    pairs = {frozenset(pair) for pair in itertools.pairwise(found)}
    part = view(snapshot, found)
    part.remove_edges_from([e for e in part.edges(keys=True) if frozenset(e[:2]) not in pairs])
    return part


def together(parts: Iterable["Graph[str]"]) -> "Graph[str]":
    """All nodes and edges of several parts of one graph, in their order."""
    return nx.compose_all(list(parts))


def narrowed(graph: "Graph[str]", kept: Sequence[str], wanted: Wanted) -> "Graph[str]":
    """What is wanted of a graph: nodes and edges of other kinds go, then the nodes that are left without an edge.

    Of the ids `kept` the first stays whatever its kind, the others stay even without an edge.
    """
    part = graph.copy()
    unwanted = [n for n, data in part.nodes(data=True) if data["kind"] in wanted.no_kinds and n != kept[0]]
    part.remove_nodes_from(unwanted)
    part.remove_edges_from(
        [e[:3] for e in part.edges(keys=True, data=True) if not wanted.has(e[3]["kind"], e[3].get("year"))]
    )
    part.remove_nodes_from([node for node, degree in part.degree() if not degree and node not in kept])
    return part


def _some(paths: Iterator[list[str]], most: int) -> Iterator[list[str]]:
    for _, found in zip(range(most), paths, strict=False):
        yield found


def centrality(graph: "Graph[str]", measure: Measure = "degree") -> dict[str, float]:
    """Each node's centrality, rounded to nine places so that builds agree; parallel edges count once."""
    simple = nx.DiGraph(graph)
    measures: dict[Measure, Callable[[Any], dict[str, float]]] = {
        "degree": nx.degree_centrality,
        "betweenness": lambda g: nx.betweenness_centrality(g, k=min(len(g), 500), seed=0),
        "pagerank": _pagerank,
    }
    found = measures[measure](simple) if len(simple) else {}
    return {node: round(found[node], 9) for node in sorted(found)}


def _pagerank(graph: "nx.DiGraph[str]") -> dict[str, float]:
    """PageRank by plain power iteration: networkx's own needs scipy, which is a large thing for a small one."""
    count, damping = len(graph), 0.85
    rank = dict.fromkeys(graph, 1 / count)
    for _ in range(100):
        idle = sum(rank[node] for node in graph if not graph.out_degree(node))
        base = (1 - damping + damping * idle) / count
        fresh = {
            node: base + damping * sum(rank[p] / graph.out_degree(p) for p in graph.predecessors(node))
            for node in graph
        }
        if sum(abs(fresh[node] - rank[node]) for node in graph) < 1e-9:
            return fresh
        rank = fresh
    return rank


def _demand(snapshot: Snapshot, node: str) -> None:
    if not snapshot.listed([node]):
        raise NotFoundError(f"关系图里没有“{node}”", "no such node in the graph")


def write(graph: "Graph[str]", form: Format) -> str:
    """The graph as a file's text, the same bytes for the same graph."""
    writers: dict[Format, Callable[[Graph[str]], str]] = {
        "graphml": lambda g: "\n".join((_XML, *nx.generate_graphml(g), "")),
        "gexf": _gexf,
        "json": _json,
        "csv": _csv,
    }
    return writers[form](graph)


def _gexf(graph: "Graph[str]") -> str:
    """GEXF without the day of writing, which networkx would put in."""
    return _DAY.sub("", "\n".join((_XML, *nx.generate_gexf(graph), "")))


def _json(graph: "Graph[str]") -> str:
    data = nx.node_link_data(graph, edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _csv(graph: "Graph[str]") -> str:
    """One line an edge with the names of both ends, ready for a spreadsheet (UTF-8 with BOM)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = ("kind", "detail", "year", "document", "char_start", "char_end")
    writer.writerow(("source", "target", "source_name", "target_name", *columns))
    for source, target, edge in graph.edges(data=True):
        names = (graph.nodes[source]["name"], graph.nodes[target]["name"])
        row = (source, target, *names, *(edge.get(column) for column in columns))
        writer.writerow(map(neutral, row))
    return "\ufeff" + out.getvalue()
