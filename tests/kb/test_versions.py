"""Versions of one text are linked and counted once; copies under other names and later wordings are not."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model import AgencyMention
from kb.store.rows import Record
from kb.store.session import reading
from kb.versions import SHARED, _candidates, _share, works
from tests.kb.builders import place, record, stored

BODY = "".join(
    f"第{i}条政府信息公开应当遵循公正、公平、合法、便民的原则，及时准确公开第{i}项。" for i in range(40)
)


def report(source: str, text: str = BODY, title: str | None = "甲局2020年报告", **fields: object) -> Record:
    text = f"甲局{text}"
    return record(text, place(AgencyMention, text, "甲局", name="甲局"), source=source, title=title, **fields)


PAGE = report("a.html", date="2021-01-05", agency="甲局", year=2020)


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (report("b.pdf", BODY.replace("，", " ，"), date="2021-01-05", agency="甲局", year=2020), True),
        (report("b.pdf", BODY + "打印本页"), True),
        (report("b.pdf", title="甲局 2020年报告"), True),
        (report("b.pdf", title="乙局2020年报告", agency="乙局", year=2020), False),
        (report("b.pdf", date="2022-01-05", agency="甲局", year=2020), False),
        (report("b.pdf", agency="乙局"), False),
        (report("b.pdf", BODY[: len(BODY) // 2]), False),
        (report("b.pdf", title=None), False),
    ],
)
def test_what_is_a_version_of_what(tmp_path: Path, other: Record, linked: bool) -> None:
    with reading(stored(tmp_path, [PAGE, other])) as store, store.snapshot() as snapshot:
        expected = {PAGE.document.id: PAGE.document.id, other.document.id: PAGE.document.id}
        assert works(snapshot) == (expected if linked else {})
        assert [s.id for s in snapshot.versions(PAGE.document.id)] == [other.document.id] * linked
        assert snapshot.entity("agency/甲局").documents == (1 if linked else 2)
        assert snapshot.entity("agency/甲局").mentions == 2


@given(st.lists(st.sets(st.integers(0, 40), min_size=1), max_size=8), st.integers(0, 2))
def test_no_pair_that_shares_so_much_is_passed_over(sets: list[set[int]], more: int) -> None:
    """Beside each set stands one that lacks a few of its members."""
    sets += [set(sorted(each)[more:]) or each for each in sets]
    shingles = [np.array(sorted(each), np.uint32) for each in sets]
    alike = {
        (a, b) for a, b in combinations(range(len(sets)), 2) if _share(shingles[a], shingles[b]) >= SHARED
    }
    assert alike <= set(_candidates(shingles))


def test_texts_that_share_only_their_form_are_hardly_compared() -> None:
    shared = np.arange(200, dtype=np.uint32)
    own = [np.arange(1000 + 100 * n, 1100 + 100 * n, dtype=np.uint32) for n in range(300)]
    assert len(list(_candidates([np.concatenate([shared, each]) for each in own]))) < 300
