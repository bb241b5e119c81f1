"""Two hundred reports made by chance: every cell right, every planted error found, no false alarm."""

import pytest

from kb.audit import audit
from kb.forms import read_forms
from tests.kb.forms.generate import PLANTS, Made, generate

SEEDS = range(200)
ALWAYS_QUIET = ("T3", "T4", "X", "D", "P", "T2", "M-1", "M-3", "L", "C")


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return [generate(seed) for seed in SEEDS]


def test_the_same_seed_makes_the_same_report() -> None:
    assert generate(7).document == generate(7).document


def test_every_kind_of_error_and_shape_occurs(made: list[Made]) -> None:
    assert len({m.shape for m in made}) == 4
    assert len({m.template for m in made}) == 2
    assert len({m.planted for m in made}) > len(PLANTS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_is_right(made: list[Made], seed: int) -> None:
    report = made[seed]
    forms = read_forms(report.document)
    assert forms is not None
    assert forms.template == report.template
    assert {c.code: c.value for c in forms.cells} == report.truth
    assert all(report.document.text[c.start : c.end] == c.raw for c in forms.cells)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_planted_error_and_nothing_else_is_found(made: list[Made], seed: int) -> None:
    report = made[seed]
    findings = audit(report.document, report.profile, read_forms(report.document))
    found = {f.rule for f in findings}
    if report.planted:
        assert report.planted in found
    else:
        assert not [f for f in findings if f.rule.startswith(ALWAYS_QUIET)]
