"""A phrase → its concordance → the sentence in its document → its reference, saved; suggestions while typing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHRASE = "以公开为常态"


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_a_phrase_by_its_concordance_to_the_reference(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}/search?q=“{PHRASE}”")
    page.click(".views a:has-text('语境')")
    expect(page.locator(".kwic tbody tr")).to_have_count(1)
    assert fits(page)
    page.click(".kwic .word a")
    expect(page.locator("mark.at")).to_be_in_viewport()
    assert "".join(page.locator("mark.at").all_text_contents()) == PHRASE
    page.click("a.cite")
    expect(page.locator("h1")).to_contain_text("引用这一句")
    assert PHRASE in page.locator(".quote").inner_text()
    assert fits(page)
    with page.expect_download() as waiting:
        page.click("a:has-text('.bib')")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert re.search(r"@misc\{suwen-\w+-c\d+-\d+,", file.read_text(encoding="utf-8"))
    assert PHRASE in file.read_text(encoding="utf-8")
    page.click(".quote a")
    assert PHRASE in "".join(page.locator("mark.at").all_text_contents())


def test_a_selection_can_be_cited(page: Page, server: str) -> None:
    page.goto(f"{server}/search?q=“{PHRASE}”")
    page.click(".hit h2 a")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
          const mark = document.querySelector('mark.hit');
          const range = document.createRange();
          range.selectNodeContents(mark);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    expect(page.locator("a.cite.floating")).to_be_visible()
    page.click("a.cite.floating")
    assert PHRASE in page.locator(".quote").inner_text()


def test_names_are_suggested_while_typing(page: Page, server: str) -> None:
    page.goto(server)
    page.locator("#q").press_sequentially("lc", delay=20)
    option = page.locator("datalist option").first
    expect(option).to_have_attribute("label", re.compile("lc"))
    page.fill("#q", option.get_attribute("value") or "")
    page.press("#q", "Enter")
    expect(page.locator(".understood")).to_be_visible()


def test_a_trend_is_drawn_and_its_numbers_stand_below(page: Page, server: str) -> None:
    page.goto(f"{server}/trend?q=公开&q=微博")
    expect(page.locator(".chart .plot")).to_be_visible()
    assert fits(page)
    page.fill("#q", PHRASE)
    page.press("#q", "Enter")
    expect(page.locator(".numbers thead .phrase")).to_have_count(3)
    assert fits(page)
