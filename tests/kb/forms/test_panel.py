"""The panel, its codebook and its files, read back."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from kb.audit import audit
from kb.cells import neutral
from kb.forms import read_forms
from kb.forms.codebook import codebook, rates, series
from kb.forms.panel import Report, long, wide
from kb.forms.sums import evaluate
from kb.forms.templates import templates
from kb.forms.write import to_csv, to_xlsx
from tests.kb.forms.generate import generate


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    made = [generate(seed) for seed in range(8)]
    found = []
    for m in made:
        forms = read_forms(m.document)
        assert forms is not None
        found.append(
            Report(m.document.id, m.document.source, m.profile, forms, audit(m.document, m.profile, forms))
        )
    return found


def test_names_are_unique_and_short_enough_for_statistics_programs() -> None:
    names = [v.name for v in codebook()]
    assert len(names) == len(set(names))
    assert all(len(n) <= 32 and n.isidentifier() for n in names)


def test_every_expression_of_the_codebook_names_cells_that_a_form_has() -> None:
    codes = {v.code for v in codebook() if v.kind == "cell"}
    heads = {c.rsplit(".", 1)[0] for c in codes}
    expressions = [e for s in series() for ways in s.forms.values() for e in ways]
    expressions += [e for r in rates() for e in (*r.of, r.by)]
    for expression in expressions:
        for code in expression.replace(" - ", " + ").split(" + "):
            assert code in codes or code.partition(".*")[0] in heads, code


def test_long_has_each_variable_once_a_report(reports: list[Report]) -> None:
    records = long(reports)
    keys = [(r["document_id"], r["variable"]) for r in records]
    assert len(keys) == len(set(keys))
    for report in reports:
        values = {r["variable"]: r["value"] for r in records if r["document_id"] == report.id}
        assert values["requests_received"] == report.forms.value("applications/1/total")
    assert {r["value_status"] for r in records} <= {"value", "blank", "derived", "missing", "absent"}


def test_findings_flag_their_cells(reports: list[Report]) -> None:
    flagged = {r["document_id"] for r in long(reports) if r["findings"]}
    assert flagged == {r.id for r in reports if any(f.rule[0] in "TX" for f in r.findings)} | {
        r.id for r in reports if any(f.rule in ("P-1", "P-2") for f in r.findings)
    }


def test_variables_can_be_chosen(reports: list[Report]) -> None:
    assert {r["variable"] for r in long(reports, ["grant_rate"])} == {"grant_rate"}
    assert "grant_rate" in wide(reports, ["grant_rate"])[0]
    assert "refused" not in wide(reports, ["grant_rate"])[0]


def test_a_rate_without_denominator_has_no_value(reports: list[Report]) -> None:
    for report, record in zip(reports, wide(reports), strict=True):
        decided = evaluate("applications/3.7/total", report.forms)
        granted = evaluate("applications/3.1/total", report.forms)
        if decided and granted and decided.value:
            assert record["grant_rate"] == round(granted.value / decided.value, 6)
        else:
            assert record["grant_rate"] is None


def test_csv_reads_back(reports: list[Report]) -> None:
    data = to_csv(long(reports))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(long(reports))
    assert [r["value"] for r in rows] == [
        "" if r["value"] is None else str(r["value"]) for r in long(reports)
    ]
    assert not any(v.startswith(("=", "+", "@")) for r in rows for v in r.values())


def test_xlsx_reads_back_with_its_codebook(reports: list[Report]) -> None:
    data = to_xlsx(wide(reports))
    assert data == to_xlsx(wide(reports))
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["panel", "codebook"]
    assert book["panel"].max_row == len(reports) + 1
    assert book["codebook"].max_row == len(codebook()) + 1
    assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)


@pytest.mark.parametrize(
    ("value", "safe"),
    [("=1+1", "'=1+1"), ("@a", "'@a"), ("+4", "'+4"), (-4, -4), ("增加", "增加"), (None, None)],
)
def test_formulas_are_neutralised(value: str | int | None, safe: str | int | None) -> None:
    assert neutral(value) == safe


def test_an_empty_panel_is_an_empty_file() -> None:
    assert to_csv([]) == b"\xef\xbb\xbf"
    assert to_xlsx([]).startswith(b"PK")


def test_every_template_has_its_cells_in_the_codebook() -> None:
    for template in templates().values():
        assert any(template.id in v.forms for v in codebook())
