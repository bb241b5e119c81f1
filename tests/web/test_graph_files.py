"""The files of the graph hold what the explorer's address opens and leaves out."""

from typing import Any

import pytest
from flask.testing import FlaskClient

FOCUS = "agency/山东省文化和旅游厅"


def held(site: FlaskClient, query: str = "") -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The nodes by id and the edges of the file at the address with `query`."""
    answer = site.get(f"/graph.json?focus={FOCUS}{query}")
    assert answer.status_code == 200
    part = answer.get_json()
    return {node["id"]: node for node in part["nodes"]}, part["edges"]


def test_kinds_left_out_are_not_in_the_file(site: FlaskClient) -> None:
    nodes, edges = held(site)
    fewer, left = held(site, "&no_kind=policy&no_kind=agency&no_relation=runs")
    assert {"policy", "platform"} <= {node["kind"] for node in nodes.values()}
    assert fewer.keys() < nodes.keys()
    assert FOCUS in fewer
    assert not any(node["kind"] in ("policy", "agency") for key, node in fewer.items() if key != FOCUS)
    gone = nodes.keys() - fewer.keys()
    assert left == [e for e in edges if e["kind"] != "runs" and not {e["source"], e["target"]} & gone]
    assert fewer.keys() == {FOCUS} | {end for e in left for end in (e["source"], e["target"])}


def test_only_relations_of_the_years_are_in_the_file(site: FlaskClient) -> None:
    _, edges = held(site)
    last = max(e["year"] for e in edges if "year" in e)
    assert held(site, f"&since={last}")[1] == [e for e in edges if e.get("year") == last]
    assert held(site, f"&until={last}")[1] == [e for e in edges if "year" in e]
    nodes, later = held(site, f"&since={last + 1}")
    assert (list(nodes), later) == ([FOCUS], [])


def test_what_was_opened_is_in_the_file_and_paths_too(site: FlaskClient) -> None:
    nodes, edges = held(site)
    other = next(key for key in sorted(nodes) if key.startswith("policy/"))
    near = site.get(f"/graph.json?focus={other}").get_json()
    more, opened = held(site, f"&open={other}")
    assert more.keys() == nodes.keys() | {node["id"] for node in near["nodes"]}
    assert {e["key"] for e in opened} == {e["key"] for e in [*edges, *near["edges"]]}
    far = next(key for key in sorted(more.keys() - nodes.keys()))
    along, _ = held(site, f"&way={far}")
    assert far in along


@pytest.mark.parametrize(
    ("query", "status"),
    [("no_kind=x", 400), ("no_relation=x", 400), ("since=x", 400), ("open=agency/无", 404), ("way=无", 404)],
)
def test_what_is_wrong_is_said(site: FlaskClient, query: str, status: int) -> None:
    assert site.get(f"/graph.gexf?focus={FOCUS}&{query}").status_code == status
