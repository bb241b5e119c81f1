"""What HTTP asks of the server: hosts, rate, weight, static files, other origins."""

import gzip
import os
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from corpus.errors import SuwenError
from kb.home import Home
from web.app import create_app
from web.hosts import trusted
from web.rate import ROWS, WAYS, Rate
from web.render.cache import Cache
from web.settings import Settings, from_environment
from web.statics import FOREVER, static

GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("host", "fine"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("suwen.localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("192.0.2.7", True),
        ("[::1]:8000", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("suwen.example.org:80", True),
        ("a.below.example.org", True),
        ("below.example.orgs", False),
    ],
)
def test_hosts(host: str, fine: bool) -> None:
    assert trusted(host, ("suwen.example.org", ".below.example.org")) is fine


@pytest.mark.parametrize("host", ["evil.example", "a b", "<script>", "x" * 300])
@pytest.mark.parametrize("path", ["/", "/search?q=公开", "/api/v1/state", "/static/suwen.css"])
def test_a_foreign_host_is_refused_and_not_repeated(site: FlaskClient, host: str, path: str) -> None:
    answer = site.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.get_data(as_text=True)
    assert "SUWEN_HOSTS" in answer.get_data(as_text=True) or "api" in path


def test_a_rate_is_kept_by_client_and_recovers() -> None:
    now = [0.0]
    rate = Rate(3, lambda: now[0])
    assert [rate.wait("a") for _ in range(4)] == [0, 0, 0, 20]
    assert rate.wait("b") == 0
    now[0] = 20
    assert [rate.wait("a"), rate.wait("a")] == [0, 20]


def test_of_many_clients_those_that_asked_last_are_remembered() -> None:
    now = [0.0]
    rate = Rate(1, lambda: now[0])
    for number in range(2 * ROWS * WAYS):
        now[0] += 1e-6
        assert rate.wait(str(number)) == 0
    assert rate.wait(str(number)) > 0
    assert rate.wait("0") == 0


def test_processes_forked_from_one_count_together() -> None:
    rate = Rate(3, lambda: 0.0)
    assert rate.wait("a") == 0
    child = os.fork()
    if not child:
        os._exit(rate.wait("a"))
    assert os.waitpid(child, 0)[1] == 0
    assert [rate.wait("a"), rate.wait("a")] == [0, 20]


def test_too_many_requests_are_told_when_to_come_back(home: Home) -> None:
    site = create_app(home, Settings(rate=2)).test_client()
    statuses = [site.get("/api/v1/state").status_code for _ in range(3)]
    answer = site.get("/about")
    assert statuses == [200, 200, 429]
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "太频繁" in answer.get_data(as_text=True)


def test_settings() -> None:
    given = {"SUWEN_HOSTS": "a.example, b.example", "SUWEN_CORS": "*", "SUWEN_RATE": "60"}
    assert from_environment(given) == Settings(("a.example", "b.example"), ("*",), 60)
    assert from_environment({}) == Settings()
    with pytest.raises(SuwenError, match="SUWEN_RATE"):
        from_environment({"SUWEN_RATE": "many"})


@pytest.mark.parametrize(
    "path", ["/", "/search?q=公开", "/api/v1/search?q=公开", "/graph.graphml", "/static/suwen.css"]
)
def test_texts_are_packed_where_the_client_takes_it(site: FlaskClient, path: str) -> None:
    plain, packed = site.get(path), site.get(path, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.data == site.get(path, headers=GZIP).data
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
    refused = site.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_a_packed_answer_is_not_sent_twice(site: FlaskClient) -> None:
    tag = site.get("/api/v1/state", headers=GZIP).headers["ETag"]
    packed = site.get("/api/v1/search?q=公开", headers=GZIP)
    assert packed.headers["ETag"] == f"W/{tag}"
    again = site.get("/api/v1/search?q=公开", headers={**GZIP, "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_static_files_are_named_by_content_and_kept(site: FlaskClient) -> None:
    found = static("suwen.css")
    assert found is not None
    assert f"/static/suwen.css?v={found.tag}" in site.get("/").get_data(as_text=True)
    for headers in ({}, GZIP):
        answer = site.get(f"/static/suwen.css?v={found.tag}", headers=headers)
        assert answer.headers["Cache-Control"] == FOREVER
        again = site.get("/static/suwen.css", headers={**headers, "If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert site.get("/static/suwen.css?v=old").headers["Cache-Control"] == "no-cache"
    assert site.get("/static/suwen.css").data == found.plain


@pytest.mark.parametrize("name", ["nothing.css", "../app.py", "..%2fapp.py", "%2e%2e/app.py", "", "vendor"])
def test_static_files_outside_or_missing(site: FlaskClient, name: str) -> None:
    assert site.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        ((), "https://a.example", None),
        (("*",), "https://a.example", "*"),
        (("https://a.example",), "https://a.example", "https://a.example"),
        (("https://a.example",), "https://b.example", None),
        (("https://a.example",), None, None),
    ],
)
def test_other_origins(home: Home, origins: tuple[str, ...], origin: str | None, allowed: str | None) -> None:
    site = create_app(home, replace(Settings(), origins=origins)).test_client()
    headers = {"Origin": origin} if origin else {}
    for answer in (
        site.get("/api/v1/state", headers=headers),
        site.options("/api/v1/state", headers=headers),
    ):
        assert answer.status_code == 200
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert ("Origin" in answer.headers.get("Vary", "")) == (bool(origins) and "*" not in origins)
    assert "Access-Control-Allow-Origin" not in site.get("/", headers=headers).headers


def test_the_cache_keeps_to_its_size_and_drops_the_oldest() -> None:
    cache, made = Cache(10), []

    def make(source: str) -> str:
        made.append(source)
        return source * 2

    assert [cache.get(source, make) for source in ("a", "b", "a", "c", "d", "a", "b")] == [
        "aa", "bb", "aa", "cc", "dd", "aa", "bb",
    ]  # fmt: skip
    assert made == ["a", "b", "c", "d", "b"]
    assert cache.size <= 10
    cache.get("x" * 50, make)
    assert cache.size <= 10
