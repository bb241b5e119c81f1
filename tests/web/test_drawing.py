"""The drawing of a neighbourhood: every node once, apart from the others, the same for the same graph."""

import itertools
import math

import networkx as nx
import pytest

from web.drawing import draw, short
from web.profiles.ego import along, ego


def star(leaves: int, further: int = 0) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    names = ["agency/中", *(f"policy/{n}" for n in range(leaves)), *(f"region/{n}" for n in range(further))]
    for name in names:
        graph.add_node(name, kind=name.split("/")[0], name=name, documents=1)
    for leaf in range(leaves):
        graph.add_edge("agency/中", f"policy/{leaf}", kind="cites", count=2, first=0)
    for leaf in range(further):
        graph.add_edge(f"policy/{leaf % leaves}", f"region/{leaf}", kind="located_in", count=1, first=0)
    return graph


@pytest.mark.parametrize(("leaves", "further"), [(0, 0), (1, 0), (7, 0), (59, 0), (20, 39)])
def test_nodes_stand_apart_within_the_frame(leaves: int, further: int) -> None:
    part = ego(star(leaves, further), "agency/中", 60)
    drawing = draw(part)
    assert sorted(spot.node.id for spot in drawing.spots) == sorted(node.id for node in part.nodes)
    for one, other in itertools.combinations(drawing.spots, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.radius
    assert all(max(abs(spot.x), abs(spot.y)) < drawing.half for spot in drawing.spots)
    assert len(drawing.lines) == leaves + further
    assert all(line.title.endswith("（2）") for line in drawing.lines if line.kind == "cites")
    assert draw(ego(star(leaves, further), "agency/中", 60)) == drawing


def test_no_label_stands_on_its_head() -> None:
    drawing = draw(ego(star(30), "agency/中", 60))
    assert all(-90 <= spot.turn <= 90 or 270 <= spot.turn <= 360 for spot in drawing.spots)


def test_the_nearest_are_drawn_and_the_rest_counted() -> None:
    part = ego(star(20, 30), "agency/中", 25)
    assert (len(part.nodes), part.total) == (25, 51)
    assert [node.step for node in part.nodes] == [0] + [1] * 20 + [2] * 4


def test_a_path_has_the_edges_between_neighbours_only() -> None:
    graph = star(2)
    graph.add_edge("policy/1", "policy/0", kind="issues", count=1, first=0)
    part = along(graph, ["policy/0", "agency/中", "policy/1"])
    assert [node.id for node in part.nodes] == ["policy/0", "agency/中", "policy/1"]
    assert {edge.kind for edge in part.edges} == {"cites"}


def test_long_names_are_cut() -> None:
    assert short("短") == "短"
    assert short("很" * 40).endswith("…")
    assert len(short("很" * 40)) == len(short("长" * 400))
