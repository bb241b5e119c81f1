"""Alive, ready, measured, logged: what whoever runs the server can see, and what is not in it."""

import json
import logging
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.errors import SuwenError
from index.build.ingest import ingest, rebuild
from index.build.walk import walk
from kb.home import Home
from web.app import create_app
from web.ops.logs import LOGGER, JsonLines
from web.settings import Settings, from_environment

SECRET = "某人的秘密查询"


def site_of(home: Home, **settings: object) -> FlaskClient:
    return create_app(home, replace(Settings(), **settings)).test_client()


def test_alive_and_ready(good: Home) -> None:
    site = site_of(good)
    assert site.get("/healthz").json == {"alive": True}
    answer = site.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"ready": True, "generation": 2, "documents": 3})


def test_alive_but_not_ready(home: Home, tmp_path: Path) -> None:
    shutil.rmtree(home.index(2))
    for site in (site_of(home), site_of(Home(tmp_path / "nothing"))):
        assert site.get("/healthz").status_code == 200
        answer = site.get("/readyz")
        assert (answer.status_code, answer.json["ready"]) == (503, False)
        assert "suwen" in answer.json["error"]
        assert "suwen_ready 0.0" in site.get("/metrics").get_data(as_text=True)


def metrics(site: FlaskClient) -> dict[str, float]:
    answer = site.get("/metrics")
    assert answer.status_code == 200
    lines = answer.get_data(as_text=True).splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_metrics_count_by_route_and_hold_no_query(good: Home) -> None:
    site = site_of(good)
    for url in (
        f"/search?q={SECRET}",
        f"/search?q={SECRET}2",
        "/documents/nothing",
        "/api/v1/state",
        "/nowhere",
    ):
        site.get(url)
    found = metrics(site)
    assert found['suwen_requests_total{method="GET",route="/search",status="200"}'] == 2
    assert found['suwen_requests_total{method="GET",route="/documents/<document_id>",status="404"}'] == 1
    assert found['suwen_requests_total{method="GET",route="none",status="404"}'] == 1
    assert found['suwen_queries_total{route="/search"}'] == 2
    assert found['suwen_request_seconds_count{route="/search"}'] == 2
    assert (found["suwen_generation"], found["suwen_documents"], found["suwen_ready"]) == (2, 3, 1)
    assert found["suwen_open_snapshots"] == 0
    assert not any(SECRET in name or "nowhere" in name for name in found)


def test_open_snapshots_and_faults_are_counted(good: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(good)
    with app.test_request_context("/"):
        from web.visits import visit

        assert visit().snapshot.generation == 2
        assert metrics(app.test_client())["suwen_open_snapshots"] == 1
    monkeypatch.setattr("web.pages.info.FIELDS", None)
    app.test_client().get("/help")
    assert metrics(app.test_client())['suwen_errors_total{route="/help"}'] == 1


def test_probes_are_not_limited(good: Home) -> None:
    site = site_of(good, rate=1)
    assert {site.get("/healthz").status_code for _ in range(5)} == {200}


def lines_of(site: FlaskClient, caplog: pytest.LogCaptureFixture, *urls: str) -> list[dict]:
    LOGGER.propagate = True
    with caplog.at_level(logging.INFO, "suwen"):
        for url in urls:
            site.get(url, headers={"X-Request-ID": "abc-1"})
    return [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "suwen"]


def test_a_request_is_a_line_without_query_and_address(good: Home, caplog: pytest.LogCaptureFixture) -> None:
    (line,) = lines_of(site_of(good), caplog, f"/search?q={SECRET}")
    assert line["event"] == "request"
    assert (line["id"], line["method"], line["route"], line["status"]) == ("abc-1", "GET", "/search", 200)
    assert line["ms"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert SECRET not in str(line)
    assert "127.0.0.1" not in str(line)


@pytest.mark.parametrize(("slow_ms", "events"), [(0, 1), (1_000_000, 1), (1, 2)])
def test_slow_requests_are_told_with_their_address(
    good: Home, caplog: pytest.LogCaptureFixture, slow_ms: int, events: int
) -> None:
    found = lines_of(site_of(good, slow_ms=slow_ms), caplog, "/search?q=slow")
    assert len(found) == events
    if events == 2:
        assert (found[1]["level"], found[1]["address"]) == ("warning", "/search?q=slow")


@pytest.mark.parametrize(
    ("given", "kept"), [("a-b_1", True), ("x" * 65, False), ("a b", False), ("<b>", False)]
)
def test_request_ids(good: Home, given: str, kept: bool) -> None:
    answer = site_of(good).get("/healthz", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is kept
    assert answer.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("SUWEN_LOG", "xml"), ("SUWEN_SLOW_MS", "soon"), ("SUWEN_RATE", "-1"), ("SUWEN_ADMIN_TOKEN", "short")],
)
def test_settings_that_cannot_be_understood(name: str, value: str) -> None:
    with pytest.raises(SuwenError, match=name):
        from_environment({name: value})


def test_a_token_is_never_shown() -> None:
    assert "a-long-enough-token" not in repr(from_environment({"SUWEN_ADMIN_TOKEN": "a-long-enough-token"}))


def test_builds_are_a_page(home: Home, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "<b>bad.txt").write_bytes(b"")
    (files / "picture.png").write_bytes(b"")
    ingest(home, walk([files]))
    rebuild(home)
    page = site_of(home).get("/builds").get_data(as_text=True)
    assert "&lt;b&gt;bad.txt 是空文件" in page
    assert ".png 1" in page
    assert page.index("<td>rebuild</td>") < page.index("<td>ingest</td>")
    with home.builds.open("ab") as log:
        log.write(b"{torn")
    page = site_of(home).get("/builds").get_data(as_text=True)
    assert "1 行记录已损坏" in page
    home.builds.unlink()
    assert "还没有记录" in site_of(home).get("/builds").get_data(as_text=True)
