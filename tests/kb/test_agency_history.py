"""Names of central organs with their years, and who came before and after them."""

import pytest

from kb.agencies import Term, history
from kb.agencies.registry import organs


def test_before_and_after_are_told_both_ways() -> None:
    told = history("国家卫生和计划生育委员会")
    assert told is not None
    assert told.term == Term("国家卫生和计划生育委员会", 2013, 2018)
    assert [term.name for term in told.predecessors] == ["卫生部", "国家人口和计划生育委员会"]
    assert told.successors == (Term("国家卫生健康委员会", 2018, None),)


@pytest.mark.parametrize("name", ["卫健委", "中共中央", "山东省文化和旅游厅", ""])
def test_nothing_is_told_of_short_forms_of_the_undated_and_of_the_unknown(name: str) -> None:
    assert history(name) is None


def test_every_successor_has_a_term_and_names_its_predecessor() -> None:
    for organ in organs():
        told = history(organ.name)
        assert tuple(term.name for term in (told.successors if told else ())) == organ.successors
        for name in organ.successors:
            after = history(name)
            assert after is not None
            assert organ.name in {term.name for term in after.predecessors}
