"""Many documents looked through at once have the places that each has by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.exact import looking
from index.exact.layer import Exact
from index.exact.layout import Layout
from index.exact.probes import AnyOf, Close, InHeading, Pattern, Probe, Same, literal
from index.exact.reading import Reading
from index.exact.segment import Segment
from index.exact.writer import SegmentWriter
from index.query.tree import Gap
from tests.index.support import document

A, B = literal("公开", cased=True), literal("ab", cased=False)
PROBES = [
    Pattern(("公开", Gap.RUN, "信息")),
    Pattern((Gap.ONE, "公开")),
    Pattern((Gap.ONE, Gap.ONE, "公开", Gap.ONE)),
    Pattern(("公", Gap.ONE, "信", Gap.RUN, Gap.ONE, "b"), cased=False),
    AnyOf((A, B)),
    Close((A, B), 3),
    Close((A, A), 40),
    Close((literal("公\n", cased=True), B), 5),
    Same((A, B), "sentence"),
    Same((A, B), "paragraph"),
    Same((A, Pattern((Gap.ONE, "信", Gap.RUN, "息"))), "sentence"),
    Same((AnyOf((A, B)), literal("é", cased=True)), "sentence"),
    InHeading(A),
    InHeading(Pattern((Gap.ONE, "公开"))),
]
LINES = st.lists(st.text(alphabet="公开信息aAbB。，！é𠀀", min_size=1, max_size=12), min_size=1, max_size=4)


@pytest.mark.parametrize("probe", PROBES, ids=repr)
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(LINES.map(lambda lines: "一、公开\n" + "\n".join(lines)), min_size=2, max_size=6))
def test_looking_through_many_is_looking_through_each(
    probe: Probe, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("joined")
    writer = SegmentWriter(folder / "0")
    held = [document(text, str(at)) for at, text in enumerate(texts)]
    for each in held:
        writer.add(each)
    writer.close()
    exact = Exact([Segment(folder / "0", len(held))])
    alone = [
        len(probe.places(Reading(exact.text(n), lambda n=n: _layout(exact, n)))) for n in range(len(held))
    ]
    assert exact.counts(probe).tolist() == alone
    assert len(held) < looking.TOGETHER


def _layout(exact: Exact, number: int) -> Layout:
    return exact.layout(number)
