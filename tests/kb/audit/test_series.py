"""Two reports of one agency, year after year."""

import pytest

from corpus.model import Metadata
from kb.audit import Report, audit_series
from kb.forms import FormCell, Forms
from kb.model import Profile
from tests.kb.forms.build import document


def report(year: int, template: str, **values: int) -> Report:
    cells = tuple(
        FormCell(*code.replace("__", "/").split("/"), value, "value", str(value), n, n + 1)  # type: ignore[arg-type]
        for n, (code, value) in enumerate(values.items())
    )
    made = document(f"某市某局{year}年报告", meta=Metadata(year=year))
    return Report(made, Profile(year=year), Forms(template, cells))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ({"applications__4__total": 3}, {"applications__2__total": 2}, "X-1"),
        ({"applications__4__total": 3}, {"applications__2__total": 3}, None),
        ({"disclosure__licence__items_before": 9, "disclosure__licence__items_change": 1}, {"disclosure__licence__items_before": 9}, "T2-B"),
        ({"disclosure__licence__items_before": 9, "disclosure__licence__items_change": 1}, {"disclosure__licence__items_before": 10}, None),
        ({"disclosure__normative__in_force": 5}, {"disclosure__normative__in_force": 5, "disclosure__normative__made": 1, "disclosure__normative__repealed": 0}, "T2-C"),
        ({"disclosure__normative__in_force": 5}, {"disclosure__normative__in_force": 6, "disclosure__normative__made": 1, "disclosure__normative__repealed": 0}, None),
        ({}, {"applications__2__total": 2}, None),
    ],
)  # fmt: skip
def test_years_in_a_row(old: dict[str, int], new: dict[str, int], rule: str | None) -> None:
    before, now = report(2021, "2021", **old), report(2022, "2021", **new)
    found = audit_series([now, before])
    assert found == audit_series([before, now])
    assert [f.rule for findings in found.values() for f in findings] == ([rule] if rule else [])
    assert set(found) <= {now.document.id}


def test_years_that_do_not_follow_are_not_compared() -> None:
    before = report(2019, "2019", applications__4__total=3)
    now = report(2021, "2021", applications__2__total=2)
    assert audit_series([before, now]) == {}
