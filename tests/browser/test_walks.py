"""The ways of two users from end to end: regulation → matrix → cell → evidence → agency; agency → series → compare →
workbook. (The third, phrase → concordance → sentence → reference, is in test_citing.)"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.web.homes import home_of, serving

pytestmark = pytest.mark.browser

REGULATION = "政府信息公开条例"
YEAR = re.compile(r"20\d\d(?=年)")


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> Iterator[str]:
    """A server over the bundled documents and, of each that has statutory tables, the same a year later."""
    folder = tmp_path_factory.mktemp("years")
    later = []
    for seed in seeds:
        text = seed.read_text(encoding="utf-8")
        if "本年新收" in text:
            copy = folder / f"later-{seed.name}"
            copy.write_text(YEAR.sub(lambda found: str(int(found[0]) + 1), text), encoding="utf-8")
            later.append(copy)
    assert later
    with serving(home_of(folder / "home", [*seeds, *later])) as address:
        yield address


def test_from_a_regulation_by_its_matrix_to_the_evidence_to_the_agency(page: Page, server: str) -> None:
    page.goto(f"{server}/policy")
    page.fill("#contains", REGULATION)
    page.press("#contains", "Enter")
    page.locator("table.list a.entity.policy").first.click()
    expect(page.locator("h1")).to_contain_text(REGULATION)
    row = page.locator("#matrix tbody tr").first
    agency = row.locator("th").inner_text()
    cell = row.locator("td a").first
    count = int(cell.inner_text())
    cell.click()
    expect(page.locator(".sum")).to_contain_text(f"共 {count} 条")
    expect(page.locator("ul.rows > li")).to_have_count(count)
    said = "".join(page.locator("ul.rows .quote").first.locator("mark").all_text_contents())
    page.locator("ul.rows .quote p a").first.click()
    assert "".join(page.locator("mark.at").all_text_contents()) == said
    expect(page.locator("mark.at").first).to_be_in_viewport()
    page.locator(".text .byline a.entity.agency").first.click()
    expect(page.locator("h1")).to_have_text(agency)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def numbers(page: Page, table: str) -> dict[tuple[str, str], float]:
    """The values of a table of figures, by variable and column."""
    heads = page.locator(f"{table} thead th").all_inner_texts()[1:]
    found = {}
    for row in page.locator(f"{table} tbody tr").all():
        name = row.locator("th").get_attribute("title") or ""
        for head, cell in zip(heads, row.locator("td").all(), strict=True):
            value = cell.locator("a:not(.rule)").first
            if value.count():
                found[name, head.strip()] = float(value.inner_text().replace(",", ""))
    return found


def test_from_an_agency_by_its_series_and_a_comparison_to_the_workbook(
    page: Page, years: str, tmp_path: Path
) -> None:
    page.goto(f"{years}/agency?role=issues")
    page.locator("table.list a.entity.agency", has_text="文化和旅游").first.click()
    one = page.locator("h1").inner_text()
    series = numbers(page, "#series table")
    assert len({head for _, head in series}) == 2
    page.locator("#series a", has_text="与别的机关比较").click()
    expect(page.locator("#id0")).to_have_value(one)
    page.goto(f"{years}/panel")
    other = next(name for name in page.locator("table.list tbody th").all_inner_texts() if name != one)
    page.go_back()
    page.fill("#id1", other)
    page.press("#id1", "Enter")
    compared = numbers(page, "section table.list.grid:not(.matrix)")
    for (variable, year), value in series.items():
        assert compared[variable, f"{one} {year}"] == value
    with page.expect_download() as saved:
        page.locator("a[download]", has_text="XLSX").click()
    saved.value.save_as(tmp_path / "compared.xlsx")
    rows = load_workbook(tmp_path / "compared.xlsx").worksheets[0].iter_rows(values_only=True)
    heads = [str(head) for head in next(rows)]
    written = {
        (name, f"{record['agency']} {record['year']}"): record[name]
        for record in (dict(zip(heads, row, strict=True)) for row in rows)
        for name in {variable for variable, _ in compared}
    }
    assert compared
    for key, value in compared.items():
        assert value == pytest.approx(float(written[key]), abs=5e-7)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
