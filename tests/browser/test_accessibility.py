"""What axe-core finds on each kind of page, at phone and desk width, light and dark; and the keys."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

AXE = ROOT / "web/assets/node_modules/axe-core/axe.min.js"
AGENCY = "agency/山东省文化和旅游厅"
KINDS = (
    "/",
    "/search",
    "/search?q=公开",
    "/search?q=“没有这样一句话”",
    "/search?q=政务公开工做 标题:方案&year=2020",
    "/concordance",
    "/concordance?q=公开&right=工作",
    "/trend?q=公开&q=微博&measure=per_10k",
    "/trend?q=公开&by=region&level=2",
    "/documents",
    "/agency",
    "/platform",
    f"/{AGENCY}",
    "/policy/中华人民共和国政府信息公开条例",
    "/region/山东省",
    "/platform/weibo/文旅山东",
    f"/graph?focus={AGENCY}",
    f"/graph?focus={AGENCY}&explore=1",
    "/graph",
    f"/relations?source={AGENCY}",
    "/findings",
    "/findings/rules",
    "/unresolved",
    "/relations",
    f"/mentions?entity={AGENCY}",
    "/citing?policy=policy/中华人民共和国政府信息公开条例",
    "/compare",
    "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局",
    "/panel",
    "/panel/codebook",
    "/panel/missing",
    "/help",
    "/about",
    "/about?lang=en",
    "/nothing/here",
)
GRAVE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

pytestmark = pytest.mark.browser
axe = pytest.mark.skipif(
    not AXE.is_file(),
    reason="NO AXE-CORE IN web/assets/node_modules: ACCESSIBILITY WAS NOT TESTED (make assets needs npm)",
)


@pytest.fixture(params=[390, 1440])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@axe
def test_nothing_serious_on_any_kind_of_page(page: Page, server: str) -> None:
    source = AXE.read_text(encoding="utf-8")
    page.goto(f"{server}/search?q=公开")
    document = page.locator(".hit h2 a").first.get_attribute("href")
    grave = {}
    for path in (
        *KINDS,
        document,
        f"{document.partition('?')[0]}/cite",
        f"{document.partition('?')[0]}/reuse",
    ):
        page.goto(f"{server}{path}")
        page.wait_for_load_state("networkidle")
        page.evaluate(source)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if found := page.evaluate(GRAVE):
                grave[path, scheme] = found
    assert grave == {}


@pytest.mark.parametrize("path", ["/search?q=公开", "/documents", "/agency"])
def test_j_and_k_walk_through_results_and_enter_opens(browser: Browser, server: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + path)
    links = page.locator(".hit h2 a, .documents .title, table.list a.entity")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    wanted = links.nth(0).evaluate("a => a.href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.split("#")[0] == wanted
    context.close()


def test_keys_stay_letters_in_the_search_box(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/documents")
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    expect(page.locator("[data-search]")).to_have_value("jk/")
    context.close()


def test_print_shows_the_text_and_nothing_around_it(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/search?q=公开")
    with page.expect_navigation():
        page.locator(".hit h2 a").first.click()
    page.emulate_media(media="print")
    for css in (".top", ".bottom", ".outline", ".about", ".hitbar", ".jump"):
        expect(page.locator(css).first).to_be_hidden()
    expect(page.locator(".body")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


@axe
def test_the_test_sees_what_it_forbids(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/about")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert [found.partition(":")[0] for found in page.evaluate(GRAVE)] == ["label"]
    context.close()
