"""The command line by hand: what a user types, what comes out, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.home import Home
from tests.conftest import ROOT

SUWEN = [sys.executable, "-c", "from web.cli import main; main()"]
Run = Callable[..., subprocess.CompletedProcess[str]]


def run(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*SUWEN, "--home", str(home), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=300)


@pytest.fixture(scope="session")
def home(seed_home: Home) -> Path:
    """The folder of a home with the bundled documents."""
    return seed_home.root


def test_a_second_ingest_changes_nothing(home: Path) -> None:
    done = run(home, "ingest", "corpus/seed")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].split() == ["0", "0", "5", "0"]


def test_check_finds_all_in_order(home: Path) -> None:
    done = run(home, "check")
    assert (done.returncode, "一切相符" in done.stdout) == (0, True), done.stdout


def test_search_finds_the_phrase_and_only_it(home: Path) -> None:
    answer = json.loads(run(home, "search", '"以公开为常态"', "--json").stdout)
    assert [hit["source"] for hit in answer["results"]] == ["003_45249e441e5ccb47.txt"]
    assert answer["total"] == 1


def test_search_filters(home: Path) -> None:
    answer = json.loads(run(home, "search", "政务公开", "--year", "2021", "--json").stdout)
    assert [hit["year"] for hit in answer["results"]] == [2021]


def test_show_by_id_name_and_stem(home: Path) -> None:
    by_stem = json.loads(run(home, "show", "003_45249e441e5ccb47", "--json").stdout)
    by_id = json.loads(run(home, "show", by_stem["id"], "--json").stdout)
    assert by_stem == by_id
    assert run(home, "show", by_stem["source"], "--text").stdout == by_stem["text"]


def test_exports_are_the_same_bytes_for_the_same_documents(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for seed in sorted((ROOT / "corpus/seed").glob("*.txt"), reverse=True):
        assert run(other, "ingest", seed).returncode == 0
    for what in (
        ["knowledge"],
        *(["graph", "--format", form] for form in ("graphml", "gexf", "json", "csv")),
    ):
        one, two = run(home, "export", *what), run(other, "export", *what)
        assert one.stdout == two.stdout
        assert len(one.stdout) > 1000


def test_every_exported_mention_is_its_slice(home: Path) -> None:
    for line in run(home, "export", "knowledge").stdout.splitlines():
        entry = json.loads(line)
        for kind in ("agencies", "policies", "leaders", "platforms"):
            for thing in entry[kind]:
                assert thing["mentions"]
                assert all(entry["text"][m["start"] : m["end"]] == m["text"] for m in thing["mentions"])


def facts(home: Path, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(home, "relations", *words, "--json").stdout)["relations"]
    return found


def test_who_cites_a_regulation_under_which_name_in_which_sentence(home: Path) -> None:
    found = facts(home, "政府信息公开条例", "--kind", "cites", "--direction", "in")
    assert len({fact["source"] for fact in found}) == 5
    short = [fact for fact in found if fact["text"] == "《条例》"]
    assert [fact["source"] for fact in short] == ["agency/山东省文化和旅游厅"]
    assert [fact["source"] for fact in found if fact["short"]] == ["agency/山东省文化和旅游厅"]
    assert all(str(fact["text"]) in str(fact["sentence"]) for fact in found)


def test_what_an_agency_cites_and_who_led_it(home: Path) -> None:
    cited = {fact["target"] for fact in facts(home, "青岛市文化和旅游局", "--kind", "cites")}
    assert "policy/中华人民共和国政府信息公开条例" in cited
    assert len(cited) == 2
    (leader,) = facts(home, "聊城市文化和旅游局", "--kind", "led_by", "--year", "2021")
    assert leader["target"] == "leader/周江涛@聊城市文化和旅游局"


def test_relations_whose_details_hold_a_word(home: Path) -> None:
    every = facts(home, "淄博市文化和旅游局", "--kind", "runs")
    counted = facts(home, "淄博市文化和旅游局", "--kind", "runs", "--detail", "followers")
    assert counted == [fact for fact in every if "followers" in str(fact["detail"])]
    assert len(counted) == 6


def test_which_platforms_had_how_many_followers(home: Path) -> None:
    followers = {
        (fact["target"], figure["value"])
        for fact in facts(home, "淄博市文化和旅游局", "--kind", "runs")
        for figure in fact["mention"]["figures"]  # type: ignore[index]
        if figure["measure"] == "followers"
    }
    assert ("platform/douyin/淄博文旅", 339000) in followers
    assert ("platform/wechat/文旅淄博", 243386) in followers


BAD_FILES = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 64,
    "broken.txt": "政府信息公开".encode() * 20 + b"\xff\xfe\xfa" + "条例".encode(),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_with_its_reason_and_stops_no_other(tmp_path: Path, name: str) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / name).write_bytes(BAD_FILES[name])
    (files / "好 文件 & <b>.txt").write_text(
        "某市教育局2020年政府信息公开工作年度报告\n正文在此。", encoding="utf-8"
    )
    done = run(tmp_path / "home", "ingest", files)
    assert done.returncode == 1
    assert f"失败 {name}：" in done.stdout
    assert done.stdout.splitlines()[-1].split() == ["1", "0", "0", "1"]
    assert "Traceback" not in done.stderr + done.stdout
    assert json.loads(run(tmp_path / "home", "search", '"正文在此"', "--json").stdout)["total"] == 1


def test_one_line_of_twenty_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("政府信息公开工作年度报告" * 600_000, encoding="utf-8")
    done = run(tmp_path / "home", "ingest", file)
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode in (0, 1)
    assert done.returncode == 0 or "失败 long.txt：" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ingest", "no/such/place"], "找不到"),
        (["search", "（（（"], "suwen:"),
        (["search", "甲" * 10_000], "suwen:"),
        (["search", ""], "suwen:"),
        (["show", "no-such-document"], "没有文档"),
        (["search", "政务", "--year", "abc"], "suwen:"),
    ],
)
def test_what_the_user_can_mend_is_one_sentence_and_exit_2(home: Path, words: list[str], says: str) -> None:
    done = run(home, *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing", "search", "公开")
    assert (done.returncode, "suwen ingest" in done.stderr) == (2, True)


def test_a_second_writer_is_told_who_is_at_work(tmp_path: Path) -> None:
    with Home(tmp_path).writing("ingest"):
        done = run(tmp_path, "ingest", "corpus/seed")
    assert done.returncode == 2
    assert str(os.getpid()) in done.stderr


def test_a_damaged_index_is_named_and_rebuilt(tmp_path: Path) -> None:
    assert run(tmp_path, "ingest", "corpus/seed").returncode == 0
    for file in (tmp_path / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    done = run(tmp_path, "search", "公开")
    assert (done.returncode, "suwen rebuild" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert run(tmp_path, "check").returncode == 1
    assert run(tmp_path, "rebuild").returncode == 0
    assert run(tmp_path, "check").returncode == 0


def test_killed_in_the_middle_the_old_state_stays_and_the_next_run_completes(tmp_path: Path) -> None:
    first = sorted((ROOT / "corpus/seed").glob("*.txt"))[0]
    assert run(tmp_path, "ingest", first).returncode == 0
    process = subprocess.Popen(
        [*SUWEN, "--home", str(tmp_path), "ingest", "corpus/seed"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert json.loads(run(tmp_path, "search", "公开", "--json").stdout)["total"] in (1, 5)
    assert run(tmp_path, "ingest", "corpus/seed").returncode == 0
    assert run(tmp_path, "check").returncode == 0


def test_a_changed_file_replaces_its_document(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("某县教育局通知\n关于甲事项。", encoding="utf-8")
    assert run(tmp_path / "home", "ingest", file).returncode == 0
    file.write_text("某县教育局通知\n关于乙事项。", encoding="utf-8")
    done = run(tmp_path / "home", "ingest", file)
    assert done.stdout.splitlines()[-1].split() == ["0", "1", "0", "0"]
    totals = [
        json.loads(run(tmp_path / "home", "search", f'"{word}事项"', "--json").stdout)["total"]
        for word in "甲乙"
    ]
    assert totals == [0, 1]


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("某县教育局通知\n关于甲事项。", encoding="utf-8")
    assert run(tmp_path / "home", "ingest", tmp_path / "a.txt", tmp_path / "b.txt").returncode == 0
    assert json.loads(run(tmp_path / "home", "search", '"甲事项"', "--json").stdout)["total"] == 1
    assert run(tmp_path / "home", "show", "b.txt", "--text").stdout.startswith("某县教育局通知")


def test_forget_drops_the_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("某县教育局通知\n关于甲事项。", encoding="utf-8")
    assert run(tmp_path / "home", "ingest", file).returncode == 0
    assert run(tmp_path / "home", "forget", "a").returncode == 0
    assert json.loads(run(tmp_path / "home", "search", '"甲事项"', "--json").stdout)["total"] == 0
