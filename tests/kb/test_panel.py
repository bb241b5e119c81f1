"""The panel over the store: which reports, and that every format gives the same figures back."""

import csv
import io

import openpyxl
import pandas
import pytest

from kb.forms.frames import to_dta, to_parquet
from kb.forms.panel import Report, long, wide
from kb.forms.write import to_csv, to_xlsx
from kb.home import Home
from kb.panel import reports
from kb.store.session import reading


@pytest.fixture(scope="module")
def all_reports(seed_home: Home) -> list[Report]:
    with reading(seed_home) as store, store.snapshot() as snapshot:
        return reports(snapshot)


@pytest.mark.parametrize(
    ("wanted", "years"),
    [
        ({}, [2020, 2020, 2021, 2023]),
        ({"years": [2020]}, [2020, 2020]),
        ({"regions": ["山东省"]}, [2020, 2021, 2023]),
        ({"regions": ["聊城市"]}, [2021]),
        ({"regions": ["山东省/淄博市"]}, [2023]),
        ({"regions": ["东省"]}, []),
        ({"agencies": ["聊城市文化和旅游局"], "years": [2020]}, []),
    ],
)
def test_filters(seed_home: Home, wanted: dict[str, list[str]], years: list[int]) -> None:
    with reading(seed_home) as store, store.snapshot() as snapshot:
        found = reports(snapshot, **wanted)  # type: ignore[arg-type]
    assert sorted(report.profile.year or 0 for report in found) == years


def test_codes_and_findings_come_along(all_reports: list[Report]) -> None:
    by_agency = {report.profile.agency: report for report in all_reports}
    assert by_agency["盐池县文化旅游广电局"].region_code == "640323"
    assert {f.rule for f in by_agency["山东省文化和旅游厅"].findings} >= {"T3-A", "T3-B", "T3-C"}
    flagged = [r for r in long(all_reports) if r["findings"] and r["agency"] == "山东省文化和旅游厅"]
    assert {r["row_code"] for r in flagged} >= {"3.1"}


def test_every_format_gives_the_same_figures(all_reports: list[Report]) -> None:
    records = wide(all_reports)
    expected = [(r["document_id"], r["d_licence_decisions"]) for r in records]
    stata = pandas.read_stata(io.BytesIO(to_dta(records)))
    parquet = pandas.read_parquet(io.BytesIO(to_parquet(records)))
    comma = list(csv.DictReader(io.StringIO(to_csv(records).decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(records)))["panel"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, (c.value for c in row), strict=True)) for row in list(sheet.rows)[1:]]
    for frame in (stata, parquet):
        pairs = zip(frame["document_id"], frame["d_licence_decisions"], strict=True)
        assert [(key, int(value)) for key, value in pairs] == expected
    for table in (comma, rows):
        assert [(r["document_id"], int(r["d_licence_decisions"])) for r in table] == expected


@pytest.mark.parametrize("write", [to_csv, to_xlsx, to_dta, to_parquet])
def test_the_same_panel_is_the_same_bytes(all_reports: list[Report], write: object) -> None:
    assert callable(write)
    assert write(long(all_reports)) == write(long(all_reports))


@pytest.mark.filterwarnings("error")
def test_stata_takes_all_names_as_they_are(all_reports: list[Report]) -> None:
    frame = pandas.read_stata(io.BytesIO(to_dta(long(all_reports))))
    assert list(frame.columns) == list(long(all_reports)[0])
