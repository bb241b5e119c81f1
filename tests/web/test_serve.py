"""The server as people reach it: raw addresses from a shell, a port that is taken, an empty home, a new state."""

import json
import re
import shutil
import socket
from pathlib import Path

import pytest

from corpus.errors import SuwenError
from kb.home import Home
from tests.web.homes import home_with
from web.app import create_app
from web.serving.sockets import listen

REPORT = (
    "{name}2020年政府信息公开工作年度报告\n一、总体情况\n{name}认真贯彻《中华人民共和国政府信息公开条例》。\n"
)


def ask(server: str, target: bytes) -> tuple[int, bytes]:
    """The status and body of a request with exactly these bytes as its target."""
    host, port = re.fullmatch(r"http://([\d.]+):(\d+)", server).groups()
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(b"GET " + target + b" HTTP/1.0\r\nHost: localhost\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "「{}」", "%22{}%22"])
def test_chinese_and_quotes_as_raw_bytes(server: str, quotes: str) -> None:
    status, body = ask(server, f"/api/v1/search?q={quotes.format('以公开为常态')}".encode())
    answer = json.loads(body)
    assert (status, answer["total"], len(answer["results"])) == (200, 1, 1)
    assert answer["results"][0]["source"] == "003_45249e441e5ccb47.txt"


def test_chinese_paths_as_raw_bytes(server: str) -> None:
    assert ask(server, "/agency/山东省文化和旅游厅".encode())[0] == 200
    assert ask(server, "/agency/没有这个机关".encode())[0] == 404


@pytest.mark.parametrize("target", [b"/search?q=\xff\xfe", b"/\xff", b"/agency/\xc3\x28", b"/search?q=%"])
def test_bytes_that_are_no_text_are_answered(server: str, target: bytes) -> None:
    assert ask(server, target)[0] in (200, 400, 404)


def test_a_port_that_is_taken(server: str) -> None:
    port = int(server.rpartition(":")[2])
    with pytest.raises(SuwenError, match=f"端口 {port} 已被占用"):
        listen("127.0.0.1", port)


def test_a_host_that_is_not_ours() -> None:
    with pytest.raises(SuwenError, match=r"203\.0\.113\.7"):
        listen("203.0.113.7", 0)


def test_before_the_first_ingest(tmp_path: Path) -> None:
    site = create_app(Home(tmp_path / "nothing")).test_client()
    for path in ("/", "/search?q=公开", "/agency"):
        answer = site.get(path)
        assert answer.status_code == 503
        assert "suwen ingest" in answer.get_data(as_text=True)
    assert site.get("/api/v1/search?q=公开").json["error"]
    assert site.get("/static/suwen.css").status_code == 200
    assert not (tmp_path / "nothing").exists()


def test_a_home_made_while_serving_and_then_changed(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    app = create_app(home)
    site = app.test_client()
    assert site.get("/").status_code == 503
    home_with(tmp_path, {"a.txt": REPORT.format(name="甲市教育局")})
    assert site.get("/api/v1/search?q=条例").json["total"] == 1
    tag = site.get("/api/v1/search?q=条例").headers["ETag"]
    with app.extensions["library"].visit() as visit:
        before = visit.summaries
        home_with(tmp_path, {"b.txt": REPORT.format(name="乙市教育局")})
        assert visit.snapshot.summaries() == before
        assert len(before) == 1
    answer = site.get("/api/v1/search?q=条例", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json["total"]) == (200, 2)
    assert "2" in site.get("/").get_data(as_text=True)


def test_hostile_documents_from_file_to_page(tmp_path: Path) -> None:
    payload = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))"
    home = home_with(tmp_path, {"a<b>&\"'.txt": REPORT.format(name="甲市教育局") + payload + "\n"})
    site = create_app(home).test_client()
    key = site.get("/api/v1/search?q=alert").json["results"][0]["id"]
    for url in ("/", "/search?q=alert", f"/documents/{key}", "/documents", f"/search?q={payload}"):
        page = site.get(url).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site.get(f"/documents/{key}").get_data(as_text=True)


def test_a_damaged_index_stops_searching_but_not_reading(tmp_path: Path) -> None:
    home = home_with(tmp_path, {"a.txt": REPORT.format(name="甲市教育局")})
    shutil.rmtree(home.index(1))
    site = create_app(home).test_client()
    answer = site.get("/search?q=条例")
    assert answer.status_code == 503
    assert "暂时不能提供服务" in answer.get_data(as_text=True)
    assert site.get("/api/v1/search?q=条例").status_code == 503
    for path in ("/", "/documents", "/agency", "/policy", "/graph"):
        assert site.get(path).status_code == 200
