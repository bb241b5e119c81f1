"""Charts that live: series switched by the legend, files, no jump when they come; and the drawing without scripts."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import needing

TREND = "/trend?q=公开&q=微博"
MIDDLE = """() => {
  const place = document.querySelector('.living'), { lines } = JSON.parse(place.closest('figure').dataset.chart);
  return echarts.getInstanceByDom(place).convertToPixel('grid', [lines[0].readings[0][1] / 2, 0]);
}"""
"""Where the middle of the first bar stands in the living chart."""

pytestmark = needing("vendor/echarts.common.min.js", "THE TESTS OF LIVING CHARTS")


def live(page: Page, address: str) -> None:
    """Open a page with a chart and wait until it lives."""
    page.goto(address)
    expect(page.locator("figure.chart.alive canvas").first).to_be_visible()


def test_it_comes_to_life_without_a_jump_and_saves(page: Page, server: str) -> None:
    live(page, server + TREND)
    box = page.locator(".plot").bounding_box()
    drawn = page.locator(".plot > svg").bounding_box()
    assert box
    assert drawn
    assert abs(box["height"] - drawn["height"]) < 4
    for form, head in (("PNG", b"\x89PNG"), ("SVG", b"<svg ")):
        with page.expect_download() as saved:
            page.click(f".saves button:has-text('{form}')")
        assert saved.value.path().read_bytes().startswith(head)
        assert saved.value.suggested_filename == f"suwen-chart.{form.lower()}"


def test_the_legend_switches_a_series(page: Page, server: str) -> None:
    live(page, server + TREND)
    key = page.locator(".keys button").first
    expect(key).to_have_attribute("aria-pressed", "true")
    before = page.evaluate("document.querySelector('.living canvas').toDataURL()")
    key.click()
    expect(key).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("document.querySelector('.living canvas').toDataURL()") != before
    with page.expect_download() as saved:
        page.click(".saves button:has-text('SVG')")
    key.click()
    with page.expect_download() as both:
        page.click(".saves button:has-text('SVG')")
    marks = [each.value.path().read_text(encoding="utf-8").count("<path") for each in (saved, both)]
    assert marks[0] < marks[1]


def test_without_scripts_the_drawing_stays(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + TREND)
    expect(page.locator(".plot > svg")).to_be_visible()
    expect(page.locator(".numbers tbody tr").first).to_be_visible()
    context.close()


def test_bars_live_and_lead_to_their_places(page: Page, server: str) -> None:
    live(page, f"{server}/trend?q=公开&by=type")
    with page.expect_download() as saved:
        page.click(".saves button:has-text('SVG')")
    assert "年度报告" in saved.value.path().read_text(encoding="utf-8")
    x, y = page.evaluate(MIDDLE)
    page.locator(".living canvas").click(position={"x": x, "y": y})
    page.wait_for_url("**/concordance?**")
