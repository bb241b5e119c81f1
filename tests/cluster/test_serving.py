"""Pages on a store in PostgreSQL: they say what SQLite's say, and a server that is away is a clear 503."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.errors import SuwenError
from index.build.ingest import ingest
from index.build.restore import restore
from index.build.walk import walk
from kb.backup import pack
from kb.home import Home
from tests.cluster.postgres import Server
from tests.conftest import ROOT
from web.app import create_app

pytest.importorskip(
    "procrastinate", reason="LOUD SKIP: no procrastinate (suwen[cluster]): nothing was served"
)

PAGES = [
    "/",
    "/search?q=“公开为常态”",
    "/documents",
    "/policy",
    "/agency?q=局",
    "/graph?focus=政府信息公开条例",
    "/findings",
    "/api/v1/search?q=公开 年份:2019-2021",
    "/api/v1/graph?focus=policy/中华人民共和国政府信息公开条例&depth=2",
    "/api/v1/citing?policy=policy/中华人民共和国政府信息公开条例",
]


@pytest.fixture
def site(tmp_path: Path, database: str) -> FlaskClient:
    """The bundled documents, served from PostgreSQL."""
    home = Home(tmp_path / "home")
    assert ingest(home, walk([ROOT / "corpus" / "seed"])).failed == []
    return create_app(home).test_client()


def test_every_page_is_what_it_is_on_sqlite(
    site: FlaskClient, seed_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [site.get(page) for page in PAGES]
    monkeypatch.delenv("SUWEN_STORE")
    other = create_app(seed_home).test_client()
    for page, answer in zip(PAGES, said, strict=True):
        expected = other.get(page)
        assert (page, answer.status_code) == (page, 200)
        assert answer.text == expected.text, page


def test_pages_say_503_while_the_server_is_away_and_go_on_after(site: FlaskClient, postgres: Server) -> None:
    page, api = PAGES[1], PAGES[7]
    total = site.get(api).json["total"]  # type: ignore[index]
    postgres.stop("immediate")
    try:
        for address in (page, api, "/readyz"):
            answer = site.get(address)
            assert answer.status_code == 503
            said = json.dumps(answer.json, ensure_ascii=False) if answer.is_json else answer.text
            assert "数据库没有应答" in said
        assert site.get("/healthz").status_code == 200
    finally:
        postgres.start()
    assert site.get(page).status_code == 200
    assert site.get(api).json["total"] == total  # type: ignore[index]
    assert site.get("/readyz").status_code == 200


def test_backup_and_restore_leave_a_servers_database_to_its_own_tools(tmp_path: Path, database: str) -> None:
    home, archive = Home(tmp_path / "home"), tmp_path / "a.tar.gz"
    ingest(home, walk([]))
    with pytest.raises(SuwenError, match="SUWEN_STORE"):
        pack(home, archive)
    with pytest.raises(SuwenError, match="SUWEN_STORE"):
        restore(home, archive, replace=True)
