"""Which sentences are found elsewhere: letter by letter, masked, set aside, and never in tables or versions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.assemble import assemble
from corpus.model import Block, Document, Grid, GridCell, Reading
from corpus.read import read_document
from kb.extract import extract
from kb.home import Home
from kb.model import AgencyMention, PolicyMention
from kb.reuse import Reuse, reuse_of
from kb.reuse.fold import fold, hide_figures
from kb.store.rows import Record
from kb.store.session import reading
from tests.kb.builders import place, record, stored

LONG = "全面梳理本单位公开事项并编制目录向社会发布。"
OTHER = "建立健全信息发布审核机制明确专人负责日常维护。"
UNIQUE = "召开三场吹风会介绍夜间经济培育和古城修缮进展。"


def report(source: str, text: str, agency: str | None = "甲局", **fields: object) -> Record:
    named = [place(AgencyMention, text, agency, name=agency)] if agency and agency in text else []
    return record(text, *named, source=source, agency=agency, **{"type": "annual_report", **fields})


def reuse(folder: Path, *records: Record) -> list[Reuse]:
    """What is said of each record in a home of these."""
    with reading(stored(folder, records)) as store, store.snapshot() as snapshot:
        return [reuse_of(snapshot, r.document.id) for r in records]


def whole(document: Document) -> Record:
    """The document with all that it says."""
    return Record(document, extract(document))


def shared(found: Reuse) -> list[tuple[bool, str]]:
    """Each pair as (letter by letter, kind)."""
    return [(pair.exact, pair.kind) for source in found.sources for pair in source.pairs]


@pytest.mark.parametrize(
    ("here", "there", "pairs"),
    [
        (LONG, LONG, [(True, "plain")]),
        (LONG, "（一）全面梳理本单位公开事项，并编制目录，向社会 发布！", [(True, "plain")]),
        ("一是" + LONG, "3." + LONG, [(True, "plain")]),
        (LONG, OTHER, []),
        ("认真做好各项工作。", "认真做好各项工作。", []),
        ("认真做好各项公开基础工作。", "认真做好各项公开基础工作。", [(True, "plain")]),
        ("2020年主动公开各类政务信息1.2万余条。", "2021年主动公开各类政务信息900条。", [(False, "plain")]),
        ("二〇二〇年主动公开各类政务信息9条。", "2021年主动公开各类政务信息900条。", [(False, "plain")]),
        ("全年收到申请12件，办结12件。", "全年收到申请13件，办结12件。", []),
        ("甲局定期召开会议研究部署公开工作。", "乙局定期召开会议研究部署公开工作。", [(False, "plain")]),
        ("甲局定期召开会议研究部署公开工作。", "甲局定期召开会议研究部署公开工作。", [(True, "plain")]),
        (LONG + LONG, LONG, [(True, "plain"), (True, "plain")]),
    ],
)
def test_what_is_found_elsewhere(
    tmp_path: Path, here: str, there: str, pairs: list[tuple[bool, str]]
) -> None:
    agency = "乙局" if "乙局" in there else "甲局"
    one, other = reuse(tmp_path, report("a.txt", here), report("b.txt", there, agency, year=2021))
    assert shared(one) == pairs
    assert sorted(shared(other)) == sorted(pairs)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("本报告根据《中华人民共和国政府信息公开条例》和有关要求编制。", "formula"),
        ("根据《政务公开工作要点》和《主动公开目录》要求，认真落实。", "formula"),
        ("行政机关应当及时、准确地公开政府信息。", "statute"),
    ],
)
def test_boilerplate_is_set_aside_and_marked(tmp_path: Path, sentence: str, kind: str) -> None:
    def made(source: str, agency: str) -> Record:
        text = f"{sentence}{LONG}"
        titles = [t for t in ("《政务公开工作要点》", "《主动公开目录》") if t in text]
        mentions = [place(PolicyMention, text, title) for title in titles]
        return record(text, *mentions, source=source, agency=agency, type="annual_report")

    law = record("行政机关应当及时、准确地公开政府信息。", source="law.md", type="measures", agency="国务院")
    one, *_ = reuse(tmp_path, made("a.txt", "甲局"), made("b.txt", "乙局"), law)
    assert shared(one) == [(True, kind), (True, "plain")]
    assert [aside.kind for aside in one.set_aside] == [kind]
    assert one.share == 1.0
    assert one.counted == len(fold(LONG))


@pytest.mark.parametrize(
    ("users", "others", "common"), [(4, 0, False), (5, 0, True), (5, 95, False), (6, 95, True)]
)
def test_what_many_agencies_use_is_common(tmp_path: Path, users: int, others: int, common: bool) -> None:
    records = [report(f"{n}.txt", LONG, f"{n}局") for n in range(users)]
    records += [
        report(f"{n}.txt", f"第{n}类事项单独办理并予公示公告。", f"{n}局")
        for n in range(users, users + others)
    ]
    found = reuse(tmp_path, *records)[0]
    assert [aside.kind for aside in found.set_aside] == ["common"] * common
    assert bool(found.sources) is not common


def test_agencies_of_other_types_do_not_make_a_sentence_common(tmp_path: Path) -> None:
    reports = [report(f"{n}.txt", LONG, f"{n}局") for n in range(4)]
    plan = report("plan.txt", LONG, "己局", type="work_plan")
    assert len(reuse(tmp_path, *reports, plan)[0].sources) == 4


def test_versions_of_one_text_are_one_work(tmp_path: Path) -> None:
    body = "".join(
        f"第{n}类事项的办理结果已经全部对外公示公告。甲局第{n}次会议研究公开事项。" for n in range(30)
    )
    page = report("a.html", body, title="甲局2020年报告", date="2021-01-05", year=2020)
    scan = report("a.pdf", body + "打印本页", title="甲局2020年报告", date="2021-01-05", year=2020)
    assert [found.sources for found in reuse(tmp_path / "two", page, scan)] == [(), ()]
    copy = report("c.txt", body, "乙局", title="乙局2020年报告", year=2020)
    first, second, third = reuse(tmp_path / "three", page, scan, copy)
    assert (
        [s.document.source for s in first.sources] == [s.document.source for s in second.sources] == ["c.txt"]
    )
    assert [s.document.source for s in third.sources] == ["a.html"]


def test_tables_headings_and_title_are_left_out(tmp_path: Path) -> None:
    def made(source: str, agency: str, own: str) -> Document:
        grid = Grid(
            (GridCell("指标名称与统计口径说明", 0, 0), GridCell("全年主动公开政府信息的数量合计", 0, 1))
        )
        blocks = (
            Block(f"{agency}2020年政府信息公开工作年度报告"),
            Block("一、因政府信息公开工作被申请行政复议情况"),
            Block(own),
            grid,
        )
        return assemble(Reading(blocks), source, source.encode())

    records = [
        whole(made("a.html", "青岛市财政局", LONG)),
        whole(made("b.html", "青岛市教育局", OTHER)),
    ]
    found = reuse(tmp_path, *records)
    assert [f.sources for f in found] == [(), ()]
    assert [f.counted for f in found] == [len(fold(LONG)), len(fold(OTHER))]


def test_the_own_agencys_earlier_year_is_told_from_others(tmp_path: Path) -> None:
    now = report("now.txt", LONG + OTHER + UNIQUE, year=2021)
    before = report("before.txt", LONG + OTHER, year=2020)
    sister = report("sister.txt", LONG, "乙局", year=2020)
    nobody = report("nobody.txt", LONG, None)
    found = reuse(tmp_path, now, before, sister, nobody)[0]
    assert [(s.document.source, s.same_agency) for s in found.sources] == [
        ("before.txt", True),
        ("nobody.txt", None),
        ("sister.txt", False),
    ]
    counted = sum(len(fold(sentence)) for sentence in (LONG, OTHER, UNIQUE))
    assert found.counted == counted
    assert found.reused == found.exact == counted - len(fold(UNIQUE))
    assert found.sources[0].share == found.share == found.reused / counted


def test_a_document_without_countable_sentences_has_no_share(tmp_path: Path) -> None:
    (found,) = reuse(tmp_path, report("a.txt", "无。"))
    assert (found.counted, found.share, found.sources) == (0, None, ())


def turned(found: Sequence[Reuse]) -> set[tuple[str, str, tuple[int, int], tuple[int, int], bool]]:
    return {
        (f.document_id, s.document.id, (p.own.start, p.own.end), (p.other.start, p.other.end), p.exact)
        for f in found
        for s in f.sources
        for p in s.pairs
    }


def test_reuse_is_symmetric_and_deterministic(tmp_path: Path) -> None:
    year = "{}年主动公开各类政务信息{}条。"
    texts = [
        LONG + year.format(2020, 5) + LONG,
        year.format(2021, 5) + LONG + year.format(2020, 5),
        OTHER + year.format(2019, 7) + year.format(2019, 7),
        OTHER + UNIQUE + LONG,
    ]
    records = [report(f"{n}.txt", text, f"{n}局") for n, text in enumerate(texts)]
    found = reuse(tmp_path / "one", *records)
    pairs = turned(found)
    assert pairs == {(there, here, b, a, exact) for here, there, a, b, exact in pairs}
    assert len(pairs) > 10
    again = reuse(tmp_path / "two", *reversed(records))
    assert found == again[::-1]


def test_the_seeds_share_nothing(tmp_path: Path, seeds: list[Path]) -> None:
    records = [whole(read_document(path)) for path in seeds]
    found = reuse(tmp_path, *records)
    assert [f.sources for f in found] == [()] * 5
    assert all(f.counted > 1000 for f in found)


def test_the_lines_of_a_copied_report_meet_masked(tmp_path: Path, seeds: list[Path]) -> None:
    """A report of another agency and year, figures changed, has all its sentences in the model."""
    text = seeds[4].read_text(encoding="utf-8")
    copied = (
        text.replace("盐池县", "中宁县")
        .replace("走进盐池", "走进中宁")
        .replace("2020", "2021")
        .replace("599", "733")
    )
    (tmp_path / "copy.txt").write_text(copied, encoding="utf-8")
    documents = [read_document(seeds[4]), read_document(tmp_path / "copy.txt")]
    records = [whole(document) for document in documents]
    one, other = reuse(tmp_path / "home", *records)
    assert one.share is not None
    assert one.share > 0.95 > one.exact / one.counted
    assert other.sources[0].document.id == one.document_id


def test_figures_are_masked_with_their_words() -> None:
    assert fold(hide_figures("2020年1.2万余条、500 多次")) == fold(hide_figures("2021年9条、7 多次"))


def test_a_home_is_not_touched_by_reading(tmp_path: Path) -> None:
    home = stored(tmp_path, [report("a.txt", LONG), report("b.txt", LONG, "乙局")])
    assert isinstance(home, Home)
    with reading(home) as store, store.snapshot() as snapshot:
        assert [p.kind for p in snapshot.passages(snapshot.find("a"))] == ["plain"]
