"""`suwen reuse` shows both places of each sentence, and the same as data."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.kb.builders import record, stored
from web.cli import group

LONG = "全面梳理本单位公开事项并编制目录向社会发布。"


def said(folder: Path, *options: str) -> str:
    records = [
        record(
            f"{LONG}2020年主动公开各类政务信息5条。",
            source="a.txt",
            agency="甲局",
            title="甲局报告",
            year=2020,
        ),
        record(
            f"2021年主动公开各类政务信息7条。{LONG}",
            source="b.txt",
            agency="甲局",
            title="乙年报告",
            year=2021,
        ),
    ]
    home = stored(folder, records)
    done = CliRunner().invoke(group, ["--home", str(home.root), "reuse", "a.txt", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_sentences_stand_side_by_side(tmp_path: Path) -> None:
    shown = said(tmp_path)
    assert "100.0%" in shown
    assert "乙年报告" in shown
    assert "同一机关" in shown
    assert f"= [0:22] = [18:40] {LONG}" in shown
    assert "2020年主动公开" in shown
    assert "2021年主动公开" in shown


def test_as_data(tmp_path: Path) -> None:
    data = json.loads(said(tmp_path, "--json"))
    assert data["share"] == 1.0
    (source,) = data["sources"]
    assert (source["same_agency"], source["year"]) == (True, 2021)
    assert [(p["exact"], p["own"], p["other"]) for p in source["pairs"]] == [
        (True, {"start": 0, "end": 22}, {"start": 18, "end": 40}),
        (False, {"start": 22, "end": 40}, {"start": 0, "end": 18}),
    ]


def test_an_unknown_name_is_a_sentence(tmp_path: Path) -> None:
    from corpus.errors import NotFoundError

    home = stored(tmp_path, [record(LONG)])
    done = CliRunner().invoke(group, ["--home", str(home.root), "reuse", "nothing"])
    assert isinstance(done.exception, NotFoundError)
