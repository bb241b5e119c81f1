"""Corrections and uploads through the web: only with the token, only from near, never from another site; audited."""

import re
import tomllib
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.errors import SuwenError
from index.build.correct import correct
from kb import lines
from kb.home import Home
from tests.ops.homes import filled, found, wrong
from web.app import create_app
from web.settings import Settings

TOKEN = "correct-horse-battery"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ONE, OTHER = "agency/济南市教育局", "agency/烟台市教育局"
MERGE = {"kind": "merge", "from": [OTHER], "into": ONE, "why": "试", "by": "甲"}


def site_of(home: Home, **settings: object) -> FlaskClient:
    return create_app(home, replace(Settings(), **{"admin_token": TOKEN, **settings})).test_client()


def state(site: FlaskClient) -> int:
    return site.get("/api/v1/state").json["generation"]


def audited(home: Home) -> list[tuple[str, str]]:
    return [(entry["action"], entry["state"]) for entry in lines.entries(home.audit) if entry]


def test_a_correction_by_a_program(home: Home) -> None:
    home.corrections.write_text(
        '# 人写的注释\n[[alias]]\nentity = "agency/济南市教育局"\nname = "济教"\n', encoding="utf-8"
    )
    site = site_of(home)
    answer = site.post("/api/admin/corrections", json=MERGE, headers=BEARER)
    assert (answer.status_code, answer.json) == (201, {"generation": 3})
    assert state(site) == 3
    assert site.get(f"/{OTHER}").status_code == 404
    text = home.corrections.read_text(encoding="utf-8")
    assert text.startswith("# 人写的注释")
    assert tomllib.loads(text)["merge"] == [{"from": [OTHER], "into": ONE, "why": "试", "by": "甲"}]
    assert audited(home) == [("merge", "asked"), ("merge", "done")]
    assert wrong(home) == []


SHUT = [
    ({}, {}, 401),
    ({}, {"Authorization": "Bearer wrong"}, 401),
    ({}, {"Authorization": f"Basic {TOKEN}"}, 401),
    ({}, {"Authorization": f"Bearer {TOKEN}x"}, 401),
    ({"admin_token": ""}, BEARER, 403),
    ({"admin_token": ""}, {"Authorization": "Bearer "}, 403),
]


@pytest.mark.parametrize(("settings", "headers", "status"), SHUT)
@pytest.mark.parametrize("path", ["/api/admin/corrections", "/api/admin/documents?name=a.txt"])
def test_without_the_token_all_is_shut(
    good: Home, settings: dict, headers: dict, status: int, path: str
) -> None:
    site = site_of(good, **settings)
    answer = site.post(path, json=MERGE, headers=headers)
    assert (answer.status_code, set(answer.json)) == (status, {"error", "error_en"})
    assert TOKEN not in answer.get_data(as_text=True)
    assert state(site) == 2
    assert not good.audit.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 400),
        ("::1", 400),
        ("::ffff:127.0.0.1", 400),
        ("192.0.2.9", 403),
        ("198.51.100.7", 400),
        ("", 403),
    ],
)
def test_the_token_is_taken_from_near_only(good: Home, address: str, status: int) -> None:
    site = site_of(good, proxies=(ip_network("198.51.100.0/24"),))
    answer = site.post(
        "/api/admin/corrections", data=b"{", headers=BEARER, environ_overrides={"REMOTE_ADDR": address}
    )
    assert answer.status_code == status


BAD = [
    b"", b"{", b"[]", b'{"kind":"merge"}', b'{"kind":"relation","source":"a"}', b'{"kind":"reject","entity":1}',
    b'{"kind":"rename","entity":"agency/nobody","name":"x"}',
    '{"kind":"rename","entity":"agency/济南市教育局","name":"a\\nb"}'.encode(),
    '{"kind":"rename","entity":"agency/济南市教育局","name":""}'.encode(),
    '{"kind":"reject","entity":"agency/济南市教育局","start":"1"}'.encode(),
    '{"kind":"merge","from":["agency/济南市教育局"],"into":"person/x"}'.encode(),
    '{"kind":"rename","entity":"agency/济南市教育局","name":"x\\"\\n[[reject]]"}'.encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", BAD)
def test_a_correction_that_cannot_be_changes_nothing(home: Home, body: bytes) -> None:
    site = site_of(home)
    answer = site.post("/api/admin/corrections", data=body, headers=BEARER)
    assert answer.status_code in (400, 404)
    assert answer.json["error"]
    assert state(site) == 2
    assert not home.corrections.exists() or home.corrections.read_bytes() == b""


@pytest.mark.parametrize("name", ['引号"和\\反斜杠', "]] #", "'''", "𠀀"])
def test_names_are_texts_whatever_they_hold(home: Home, name: str) -> None:
    correct(home, "rename", {"entity": ONE, "name": name})
    assert tomllib.loads(home.corrections.read_text(encoding="utf-8"))["rename"] == [
        {"entity": ONE, "name": name}
    ]


def test_a_publication_that_fails_takes_the_correction_back(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise SuwenError("磁盘已满")

    monkeypatch.setattr("index.build.correct.publish", fail)
    site = site_of(home)
    assert site.post("/api/admin/corrections", json=MERGE, headers=BEARER).status_code == 400
    assert home.corrections.read_bytes() == b""
    assert audited(home) == [("merge", "asked"), ("merge", "failed")]


def test_an_upload(home: Home) -> None:
    site = site_of(home)
    body = "威海市教育局2021年政府信息公开工作年度报告\n一、总体情况\n新的一篇。\n".encode()
    answer = site.post("/api/admin/documents?name=新的.txt", data=body, headers=BEARER)
    assert (answer.status_code, answer.json) == (201, {"source": "新的.txt"})
    assert found(home, "“新的一篇”") == {"新的.txt"}
    assert audited(home) == [("upload", "asked"), ("upload", "done")]
    again = site.post("/api/admin/documents?name=新的.txt", data="换了一篇".encode(), headers=BEARER)
    assert again.status_code == 201
    assert (found(home, "“新的一篇”"), found(home, "“换了一篇”")) == (set(), {"新的.txt"})
    assert wrong(home) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        ".hidden.txt",
        "../a.txt",
        "a/b.txt",
        "a\\b.txt",
        "a.exe",
        "a",
        "a\n.txt",
        "/etc/a.txt",
        "x" * 300 + ".txt",
    ],
)
def test_upload_names_that_lead_elsewhere(home: Home, name: str) -> None:
    site = site_of(home)
    answer = site.post("/api/admin/documents", query_string={"name": name}, data=b"x", headers=BEARER)
    assert answer.status_code == 400
    assert not home.uploads.exists()


def test_a_file_that_cannot_be_read_leaves_nothing(home: Home) -> None:
    site = site_of(home)
    answer = site.post("/api/admin/documents?name=a.pdf", data=b"no pdf", headers=BEARER)
    assert answer.status_code == 400
    assert list(home.uploads.iterdir()) == []
    assert audited(home)[-1] == ("upload", "failed")


def test_a_body_that_is_too_large(good: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(good)
    assert site.post("/api/admin/corrections", data=b"x" * 70_000, headers=BEARER).status_code == 413


def entered(site: FlaskClient) -> str:
    """Lets the client in; gives the mark of its forms."""
    assert site.post("/review/pass", data={"token": TOKEN}).status_code == 303
    found = re.search(r'name="mark" value="([0-9a-f]{64})"', site.get("/review").get_data(as_text=True))
    assert found
    return found[1]


def test_by_the_forms_of_the_page(home: Home) -> None:
    site = site_of(home)
    mark = entered(site)
    done = site.post("/review", data={"mark": mark, "kind": "merge", "from": [ONE, OTHER], "into": ONE})
    assert (done.status_code, done.location) == (303, "/review?done=1")
    assert site.get(f"/{OTHER}").status_code == 404
    name = site.post("/review", data={"mark": mark, "kind": "rename", "entity": ONE, "name": "济南教育"})
    assert name.status_code == 303
    assert "济南教育" in site.get(f"/{ONE}").get_data(as_text=True)
    assert site.post("/review", data={"mark": mark, "kind": "reject", "entity": ONE}).status_code == 303
    assert site.get(f"/{ONE}").status_code == 404


def test_told_apart_is_asked_no_more(home: Home, tmp_path: Path) -> None:
    files = tmp_path / "alike"
    files.mkdir()
    for number, school in enumerate(("中央音乐艺术职业技术学院", "中央音乐艺术职业技木学院")):
        text = f"国务院关于规范政务公开事项第{school}的管理办法若干意见的实施"
        (files / f"{number}.txt").write_text(
            f"济南市教育局文件\n根据《{text}》，开展工作。\n", encoding="utf-8"
        )
    filled(home, files)
    site = site_of(home)
    mark = entered(site)
    page = site.get("/review").get_data(as_text=True)
    (pair,) = set(
        re.findall(r'value="apart">((?:<input type="hidden" name="entities" value="[^"]+">)+)', page)
    )
    two = re.findall(r'value="([^"]+)"', pair)
    assert site.post("/review", data={"mark": mark, "kind": "apart", "entities": two}).status_code == 303
    assert "apart" not in site.get("/review").get_data(as_text=True)
    assert wrong(home) == []


CROSS = [
    ({"Origin": "https://evil.example"}, True, 403),
    ({"Origin": "null"}, True, 403),
    ({"Sec-Fetch-Site": "cross-site"}, True, 403),
    ({"Sec-Fetch-Site": "same-site"}, True, 403),
    ({}, False, 403),
    ({"Origin": "http://localhost"}, True, 303),
]


@pytest.mark.parametrize(("headers", "marked", "status"), CROSS)
def test_forms_of_other_sites(home: Home, headers: dict[str, str], marked: bool, status: int) -> None:
    site = site_of(home)
    mark = entered(site)
    form = {"mark": mark if marked else "0" * 64, "kind": "reject", "entity": ONE}
    assert site.post("/review", data=form, headers=headers).status_code == status
    assert (site.get(f"/{ONE}").status_code == 404) is (status == 303)


def test_a_pass_is_no_token_and_ends(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(home)
    mark = entered(site)
    cookie = site.get_cookie("pass")
    assert cookie is not None
    assert TOKEN not in cookie.value
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert site.post("/api/admin/corrections", json=MERGE).status_code == 401
    until, sign = cookie.value.split(".")
    for forged in (
        f"{int(until) + 1}.{sign}",
        f"{until}.{'0' * 64}",
        "",
        ".",
        f"{until}.",
        "9" * 30 + f".{sign}",
    ):
        site.set_cookie("pass", forged)
        assert site.post("/review", data={"mark": mark, "kind": "reject", "entity": ONE}).status_code == 401
    site.set_cookie("pass", cookie.value)
    monkeypatch.setattr("web.admin.access.time.time", lambda: int(until) + 1.0)
    assert site.post("/review", data={"mark": mark, "kind": "reject", "entity": ONE}).status_code == 401
    assert state(site) == 2


def test_a_wrong_token_lets_nobody_in(good: Home) -> None:
    site = site_of(good)
    assert site.post("/review/pass", data={"token": "wrong"}).status_code == 401
    assert site.get_cookie("pass") is None
    assert "review/pass" not in site_of(good, admin_token="").get("/review").get_data(as_text=True)
    assert site.get("/review/pass").headers["Allow"] == "OPTIONS, POST"
