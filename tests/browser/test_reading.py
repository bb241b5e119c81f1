"""The researcher's way in a real browser: phrase → sentence in its document → agency → back."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

PHRASE = "以公开为常态"
PAGES = (
    "/",
    f"/search?q={PHRASE}",
    "/documents",
    "/agency",
    "/policy",
    "/graph",
    "/findings",
    "/findings/rules",
    "/panel",
    "/panel/codebook",
    "/panel/missing",
    "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局",
    "/citing?policy=policy/中华人民共和国政府信息公开条例",
    "/agency/山东省文化和旅游厅",
    "/policy/中华人民共和国政府信息公开条例",
    "/help",
    "/about",
)


def marked(page: Page) -> str:
    """The characters marked as the place arrived at."""
    return "".join(page.locator("mark.at").all_text_contents())


def follow(page: Page, link: Locator) -> None:
    """Click and wait until the new page is there."""
    with page.expect_navigation():
        link.click()


def test_from_a_phrase_to_its_place_to_the_agency_and_back(page: Page, server: str) -> None:
    page.goto(server)
    page.fill("#q", f"“{PHRASE}”")
    with page.expect_navigation():
        page.press("#q", "Enter")
    expect(page.locator(".hit")).to_have_count(1)
    follow(page, page.locator(".hit .quote a").first)
    mark = page.locator("mark.at")
    assert marked(page) == PHRASE
    expect(mark).to_be_in_viewport()
    assert re.search(r"#c\d+-\d+$", page.url)

    follow(page, page.locator(".body a.m.agency").first)
    expect(page.locator("h1")).to_be_visible()
    assert "/agency/" in page.url
    quote = page.locator("#mentions .quote a").first
    said = quote.locator("mark").all_text_contents()
    follow(page, quote)
    assert marked(page) == "".join(said)
    expect(page.locator("mark.at").first).to_be_in_viewport()
    page.go_back()
    page.go_back()
    assert marked(page) == PHRASE


def test_a_bare_fragment_marks_exactly_its_characters(page: Page, server: str) -> None:
    page.goto(f"{server}/search?q=“{PHRASE}”")
    target = page.locator(".hit .quote a").first.get_attribute("href") or ""
    place = re.search(r"#c(\d+)-(\d+)$", target)
    assert place
    page.goto(f"{server}{target.split('?')[0]}{place[0]}")
    assert marked(page) == PHRASE
    expect(page.locator("mark.at").first).to_be_in_viewport()
    start = int(place[1])
    page.evaluate(f"location.hash = '#c{start + 2}-{start + 4}'")
    expect(page.locator("mark.at")).to_have_text(PHRASE[2:4])


def test_the_slash_key_goes_to_the_search_box(page: Page, server: str) -> None:
    page.goto(f"{server}/documents")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(page: Page, server: str, path: str) -> None:
    page.goto(server + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_the_place_is_marked_all_the_same(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{server}/search?q=“{PHRASE}”")
    follow(page, page.locator(".hit .quote a").first)
    assert marked(page) == PHRASE
    expect(page.locator("mark.at")).to_be_in_viewport()
    context.close()
