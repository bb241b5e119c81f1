"""Versions of one text are linked and counted once; copies under other names and later wordings are not."""

from pathlib import Path

import pytest

from kb.model import AgencyMention
from kb.store.rows import Record
from kb.store.session import reading
from kb.versions import works
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
