"""The graph explorer in a real browser: expand, filter, evidence, the view as a link, files; and without it."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import needing

FOCUS = "agency/山东省文化和旅游厅"
URL = f"/graph?focus={FOCUS}"
NODES = "() => cy().nodes().not('.off').map(n => n.id()).sort()"
EDGES = "() => cy().edges().not('.off').map(e => e.id()).sort()"
CY = "window.cy = () => document.getElementById('explorer-canvas')._cyreg.cy"

pytestmark = needing("vendor/cytoscape.min.js", "THE EXPLORER'S TESTS")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(CY)
    yield page
    context.close()
    assert not complaints


def exploring(page: Page, address: str) -> None:
    """Open the page and wait until the graph is drawn and still."""
    page.goto(address)
    if "explore=" not in address:
        page.click("#explorer-start")
    expect(page.locator("#explorer-count")).not_to_be_empty()
    page.wait_for_function("() => document.getElementById('explorer-canvas')._cyreg?.cy.nodes().nonempty()")
    page.wait_for_load_state("networkidle")


def tap(page: Page, id_: str) -> None:
    page.evaluate("id => { cy().$id(id).emit('tap'); }", id_)
    page.wait_for_load_state("networkidle")


def test_a_click_expands_and_the_address_keeps_the_view(page: Page, server: str) -> None:
    exploring(page, server + URL)
    expect(page.locator("#drawing")).to_be_hidden()
    before = page.evaluate(NODES)
    other = next(id_ for id_ in before if id_.startswith("policy/"))
    tap(page, other)
    page.wait_for_function(f"() => cy().nodes().not('.off').length > {len(before)}")
    assert set(before) < set(page.evaluate(NODES))
    assert parse_qs(urlsplit(page.url).query)["open"] == [other]
    expect(page.locator("#explorer-told h3 a")).to_have_text(other.partition("/")[2])
    after = page.evaluate(NODES)
    exploring(page, page.url)
    page.wait_for_function(f"() => cy().nodes().not('.off').length === {len(after)}")
    assert page.evaluate(NODES) == after


def test_filters_by_kind_relation_and_year(page: Page, server: str) -> None:
    exploring(page, server + URL)
    every, edges = page.evaluate(NODES), page.evaluate(EDGES)
    page.uncheck("input[name=kind][value=policy]")
    assert page.evaluate(NODES) == [id_ for id_ in every if not id_.startswith("policy/")]
    page.check("input[name=kind][value=policy]")
    page.uncheck("input[name=relation][value=cites]")
    assert page.evaluate(EDGES) == [id_ for id_ in edges if " cites " not in id_]
    page.check("input[name=relation][value=cites]")
    assert page.evaluate(EDGES) == edges
    page.fill("input[name=since]", "2099")
    page.press("input[name=since]", "Tab")
    assert page.evaluate(EDGES) == []
    assert page.evaluate(NODES) == [FOCUS]
    assert parse_qs(urlsplit(page.url).query)["since"] == ["2099"]


@pytest.mark.parametrize("size", ["degree", "betweenness", "pagerank"])
def test_size_by_centrality(page: Page, server: str, size: str) -> None:
    exploring(page, f"{server}{URL}&explore=1&size={size}")
    sizes = page.evaluate(
        "() => Object.fromEntries(cy().nodes().not('.off').map(n => [n.id(), n.data('size')]))"
    )
    assert max(sizes, key=sizes.get) == FOCUS


def test_an_edge_opens_its_sentences(page: Page, server: str) -> None:
    exploring(page, server + URL)
    edge = next(id_ for id_ in page.evaluate(EDGES) if " cites " in id_)
    tap(page, edge)
    quote = page.locator("#explorer-told blockquote a").first
    marked = quote.locator("mark").text_content()
    assert marked
    quote.click()
    page.wait_for_url("**/documents/**")
    assert "".join(page.locator("mark.at").all_text_contents()) == marked


def test_a_path_to_another_joins_the_view_and_the_address(page: Page, server: str) -> None:
    exploring(page, server + URL)
    goal = "agency/国务院"
    assert goal not in page.evaluate(NODES)
    page.fill("#explorer-to", goal)
    page.press("#explorer-to", "Enter")
    page.wait_for_function(f"() => cy().$id('{goal}').nonempty()")
    assert goal in page.evaluate(NODES)
    assert parse_qs(urlsplit(page.url).query)["way"] == [goal]
    exploring(page, page.url)
    page.wait_for_function(f"() => cy().$id('{goal}').nonempty()")


def test_files_of_the_view(page: Page, server: str) -> None:
    exploring(page, server + URL)
    with page.expect_download() as saved:
        page.click("button[name=svg]")
    source = saved.value.path().read_text(encoding="utf-8")
    assert source.startswith("<svg xmlns")
    assert source.count("<circle") == len(page.evaluate(NODES))
    assert source.count("<line") == len(page.evaluate(EDGES))
    with page.expect_download() as saved:
        page.click("button[name=png]")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert saved.value.suggested_filename == "suwen-graph.png"


def test_the_graph_files_hold_the_filtered_view(page: Page, server: str) -> None:
    exploring(page, server + URL)
    whole = page.evaluate(NODES)
    tap(page, next(id_ for id_ in whole if id_.startswith("policy/")))
    page.wait_for_function(f"() => cy().nodes().not('.off').length > {len(whole)}")
    page.uncheck("input[name=kind][value=platform]")
    page.uncheck("input[name=relation][value=issued_by]")
    with page.expect_download() as saved:
        page.click("a.file[data-form=json]")
    part = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert sorted(node["id"] for node in part["nodes"]) == page.evaluate(NODES)
    bundles = {" ".join(edge[end] for end in ("source", "kind", "target")) for edge in part["edges"]}
    assert sorted(bundles) == page.evaluate(EDGES)


def test_without_javascript_the_drawing_and_the_table_stay(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + URL)
    expect(page.locator("#explorer")).to_be_hidden()
    expect(page.locator("svg.graph")).to_be_visible()
    assert page.locator("ul.rows li").count()
    context.close()
