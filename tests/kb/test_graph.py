"""The graph: loaded from the store, walked, and written so that other tools read it."""

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from corpus.errors import NotFoundError
from kb import graph
from kb.home import Home
from kb.model import AgencyMention, Entity, Evidence, PolicyMention, Relation
from kb.store.reader import Snapshot
from kb.store.rows import Bundle
from kb.store.session import reading, writing
from tests.kb.builders import place, record, stored


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    texts = {"甲局": "甲局根据《子办法》。", "乙局": "乙局落实《子办法》和《丑办法》。", "丙局": "丙局。"}
    records = [
        record(
            text,
            place(AgencyMention, text, agency, name=agency),
            *(
                place(PolicyMention, text, f"《{title}》", name=title)
                for title in ("子办法", "丑办法")
                if title in text
            ),
            source=f"{agency}.txt",
            agencies=(agency,),
        )
        for agency, text in texts.items()
    ]
    with reading(stored(tmp_path, records)) as store, store.snapshot() as snapshot:
        yield snapshot


@pytest.fixture
def loaded(snapshot: Snapshot) -> "graph.Graph[str]":
    return graph.load(snapshot)


def test_nodes_and_edges_are_those_of_the_store(loaded: "graph.Graph[str]") -> None:
    assert sorted(loaded) == ["agency/丙局", "agency/乙局", "agency/甲局", "policy/丑办法", "policy/子办法"]
    assert loaded.number_of_edges() == 3


def test_neighbourhood_grows_with_depth(snapshot: Snapshot) -> None:
    sizes = [len(graph.neighbourhood(snapshot, "agency/甲局", depth)) for depth in (0, 1, 2, 3)]
    assert sizes == [1, 2, 3, 4]
    assert len(graph.neighbourhood(snapshot, "agency/甲局", 3, most=2)) == 2


def test_path_goes_either_way_along_the_edges(snapshot: Snapshot) -> None:
    assert graph.path(snapshot, "agency/甲局", "policy/丑办法") == (
        "agency/甲局",
        "policy/子办法",
        "agency/乙局",
        "policy/丑办法",
    )
    assert graph.path(snapshot, "agency/甲局", "agency/丙局") == ()


@pytest.mark.parametrize("measure", ["degree", "betweenness", "pagerank"])
def test_centrality_ranks_the_shared_policy_above_the_lonely_agency(
    loaded: "graph.Graph[str]", measure: graph.Measure
) -> None:
    found = graph.centrality(loaded, measure)
    assert found["agency/丙局"] == min(found.values())
    assert found["policy/子办法"] > found["agency/丙局"] or measure == "betweenness"


def test_pagerank_sums_to_one(loaded: "graph.Graph[str]") -> None:
    assert sum(graph.centrality(loaded, "pagerank").values()) == pytest.approx(1)


def test_unknown_nodes_are_named(snapshot: Snapshot) -> None:
    with pytest.raises(NotFoundError, match="没有“agency/丁局”"):
        graph.neighbourhood(snapshot, "agency/丁局")


def test_written_files_are_read_by_other_tools(loaded: "graph.Graph[str]") -> None:
    forms = {form: graph.write(loaded, form) for form in ("graphml", "gexf", "json", "csv")}
    assert len(nx.read_graphml(io.BytesIO(forms["graphml"].encode()))) == 5
    assert len(nx.read_gexf(io.BytesIO(forms["gexf"].encode()))) == 5
    assert len(json.loads(forms["json"])["edges"]) == 3
    rows = list(csv.DictReader(io.StringIO(forms["csv"].removeprefix("\ufeff"))))
    assert [row["kind"] for row in rows] == ["cites"] * 3
    assert "lastmodifieddate" not in forms["gexf"]


def test_formula_cells_are_neutralised(loaded: "graph.Graph[str]") -> None:
    loaded.add_node("agency/=1+1", kind="agency", name="=1+1", documents=1)
    loaded.add_edge(
        "agency/甲局", "agency/=1+1", key=99, kind="part_of", document="d", char_start=0, char_end=1
    )
    assert ",'=1+1," in graph.write(loaded, "csv")


@pytest.mark.parametrize("seed", range(5))
def test_walks_in_the_store_find_what_the_whole_graph_has(tmp_path: Path, seed: int) -> None:
    """Paths and neighbourhoods of random graphs, beside networkx on all of the graph."""
    chance = random.Random(seed)
    names = [f"agency/{number:02d}" for number in range(40)]
    entities = [Entity(name, "agency", name) for name in names]
    ends = [(chance.choice(names), chance.choice(names)) for _ in range(chance.choice([25, 60]))]
    relations = [Relation(one, "cites", other, Evidence("d", 0, 1, 0, 1)) for one, other in ends]
    with writing(Home(tmp_path), "test") as store, store.transaction() as now:
        documents = {name: chance.randrange(5) for name in names}
        now.writer.entities(entities, lambda name: (1, documents[name]))
        now.writer.relations(0, relations)
        whole, snapshot = graph.load(now.snapshot), now.snapshot
        flat = whole.to_undirected()
        for one, other in [chance.sample(names, 2) for _ in range(40)]:
            known = nx.all_shortest_paths(flat, one, other) if nx.has_path(flat, one, other) else [()]
            assert graph.path(snapshot, one, other) == min(map(tuple, known))
        for name in names:
            steps = nx.single_source_shortest_path_length(flat, name, cutoff=2)
            ranked = sorted(steps, key=lambda n: (steps[n], -whole.nodes[n]["documents"], n))
            part = graph.neighbourhood(snapshot, name, 2, most=6)
            assert list(part) == ranked[:6]
            assert sorted(part.edges(keys=True)) == sorted(whole.subgraph(ranked[:6]).edges(keys=True))
        counts = Counter(ends)
        assert sorted(snapshot.ends("cites")) == sorted((*pair, "d", count) for pair, count in counts.items())
        assert snapshot.bundles(names) == tuple(
            Bundle(*pair, "cites", counts[pair], ends.index(pair)) for pair in sorted(counts)
        )
        for name in names:
            for outgoing in (True, False):
                ties = snapshot.ties(name, "cites", outgoing=outgoing)
                assert [(tie.number, tie.source, tie.target) for tie in ties] == [
                    (number, *pair) for number, pair in enumerate(ends) if pair[not outgoing] == name
                ]
                numbered = snapshot.relations_numbered([tie.number for tie in ties])
                assert [numbered[tie.number] for tie in ties] == list(
                    snapshot.relations(name, kind="cites", outgoing=outgoing)
                )
        assert not list(snapshot.ends("issued_by"))
        degree = graph.centrality(whole, "degree")
        ranked = sorted(degree, key=lambda n: (-degree[n], n))
        assert list(snapshot.most_linked(10)) == ranked[:10]
