"""The description of the API: every route, every parameter that is read, and the answers as they are."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict

from kb.home import Home
from tests.web.homes import home_with
from tests.web.schemas import Checker
from web.app import create_app
from web.templating import KINDS

API = "/api/v1"
READ: dict[str, set[str]] = {}


class Recorded(ImmutableMultiDict):
    """Arguments that remember which of them were asked for."""

    asked: set[str]

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.__dict__.setdefault("asked", set()).add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.__dict__.setdefault("asked", set()).add(key)
        return super().getlist(key, *args, **kwargs)


class Recording(Request):
    """A request with such arguments."""

    parameter_storage_class = Recorded


@pytest.fixture(scope="module")
def app(home: Home) -> Flask:
    return create_app(home)


@pytest.fixture(scope="module")
def described(site: FlaskClient) -> dict:
    answer = site.get(f"{API}/openapi.json")
    assert answer.status_code == 200
    assert answer.json["openapi"] == "3.1.0"
    return answer.json


@pytest.fixture(scope="module")
def fill(site: FlaskClient) -> Callable[[str], str]:
    """Puts the ids of two documents in where a call names them."""
    one, two = (item["id"] for item in site.get(f"{API}/search?q=公开").json["results"][:2])
    return lambda url: API + url.replace("{document}", one).replace("{other}", two)


CALLS = [
    ("/openapi.json", "/openapi.json"),
    ("/state", "/state"),
    ("/search", "/search?q=公开&per_page=2"),
    ("/search", "/search?q=“没有这样一句话”"),
    ("/concordance", "/concordance?q=公开&per_page=2&sort=left&left=政务"),
    ("/concordance", "/concordance?q=没有这样一句话"),
    ("/trend", "/trend?q=公开&q=微博&by=region&level=2"),
    ("/trend", "/trend"),
    ("/documents", "/documents?per_page=2"),
    ("/documents/{document_id}", "/documents/{document}"),
    ("/documents/{document_id}/cite", "/documents/{document}/cite?at=10-20&accessed=2024-01-02"),
    ("/documents/{document_id}/cite", "/documents/{document}/cite"),
    ("/documents/{document_id}/reuse", "/documents/{document}/reuse"),
    *(("/entities/{kind}", f"/entities/{kind}?per_page=3") for kind in KINDS),
    ("/entities/{kind}/{name}", "/entities/agency/山东省文化和旅游厅"),
    ("/entities/{kind}/{name}", "/entities/platform/weibo/文旅山东"),
    ("/mentions", "/mentions?entity=agency/山东省文化和旅游厅&per_page=2"),
    ("/citing", "/citing?policy=policy/中华人民共和国政府信息公开条例"),
    ("/citing", "/citing?policy=policy/中华人民共和国政府信息公开条例&show=silent"),
    ("/path", "/path?focus=agency/山东省文化和旅游厅&to=agency/淄博市文化和旅游局"),
    ("/compare", "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局"),
    ("/compare", "/compare?id={document}&id={other}&only=all"),
    ("/codebook", "/codebook?find=申请"),
    ("/rules", "/rules"),
    ("/suggest", "/suggest?q=sd&limit=3"),
    ("/relations", "/relations"),
    ("/relations", "/relations?target=policy/中华人民共和国政府信息公开条例"),
    ("/findings", "/findings"),
    ("/unresolved", "/unresolved"),
    ("/graph", "/graph?focus=region/山东省&depth=2"),
    ("/panel", "/panel?per_page=2"),
]
"""A call of each path; every path has one, so that every answer is held against its schema."""


def paths_of(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(API):
            yield re.sub(r"<(?:[^:>]*:)?(\w+)>", r"{\1}", rule.rule.removeprefix(API))


def test_every_route_is_described_and_called_here(app: Flask, described: dict) -> None:
    assert set(described["paths"]) == set(paths_of(app)) == {path for path, _ in CALLS}


@pytest.mark.parametrize(("path", "url"), CALLS)
def test_answers_are_as_described(
    site: FlaskClient, described: dict, fill: Callable[[str], str], path: str, url: str
) -> None:
    answer = site.get(fill(url))
    assert answer.status_code == 200
    (schema,) = (
        kind["schema"] for kind in described["paths"][path]["get"]["responses"]["200"]["content"].values()
    )
    assert list(Checker(described).faults(answer.json, schema)) == []


@pytest.mark.parametrize("path", sorted({path for path, _ in CALLS}))
def test_every_parameter_that_is_read_is_described(
    home: Home, described: dict, fill: Callable[[str], str], path: str
) -> None:
    app = create_app(home)
    app.request_class = Recording
    read: set[str] = set()

    @app.after_request
    def remember(response: Any) -> Any:
        from flask import request

        read.update(request.args.__dict__.get("asked", set()))
        return response

    for own, url in CALLS:
        if own == path:
            app.test_client().get(fill(url))
    checker = Checker(described)
    given = [checker.resolve(p) for p in described["paths"][path]["get"].get("parameters", ())]
    assert {p["name"] for p in given if p["in"] == "query"} == read - {"lang"}
    assert {p["name"] for p in given if p["in"] == "path"} == set(re.findall(r"\{(\w+)\}", path))


@pytest.mark.parametrize(
    "url", ["/search?q=((((", "/documents/0000000000000000", "/graph", "/entities/person"]
)
def test_errors_are_as_described(site: FlaskClient, described: dict, url: str) -> None:
    schema = described["components"]["schemas"]["Error"]
    assert list(Checker(described).faults(site.get(API + url).json, schema)) == []


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (1, {"type": "string"}),
        ({"a": 1}, {"properties": {"a": {"type": ["string", "null"]}}}),
        ({"b": 1}, {"properties": {"a": {}}, "additionalProperties": False}),
        ({}, {"required": ["a"]}),
        ([1, "x"], {"items": {"type": "integer"}}),
        ("c", {"enum": ["a", "b"]}),
        (None, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ("x", {"allOf": [{"type": "string"}, {"pattern": "^y"}]}),
    ],
)
def test_the_checker_sees_faults(value: Any, schema: dict) -> None:
    assert list(Checker({}).faults(value, schema))


WALKS = [
    "search?q=公开",
    "concordance?q=公开&sort=right",
    "documents",
    "entities/agency",
    "relations?source=agency/山东省文化和旅游厅",
    "relations",
    "mentions?entity=agency/山东省文化和旅游厅",
    "citing?policy=policy/中华人民共和国政府信息公开条例",
    "codebook",
    "rules",
    "panel",
    "findings",
    "unresolved",
]


@pytest.mark.parametrize("url", WALKS)
def test_a_walk_by_cursor_gives_every_item_once_and_in_order(site: FlaskClient, url: str) -> None:
    join = "&" if "?" in url else "?"
    whole = site.get(f"{API}/{url}{join}per_page=100").json
    step, walked = f"{API}/{url}{join}per_page=3", []
    while step:
        answer = site.get(step).json
        assert answer["total"] == whole["total"]
        walked += answer["results"]
        step = answer["next"]
        if len(walked) >= 30:
            break
    assert walked == whole["results"][: len(walked)]
    assert len(walked) >= min(30, whole["total"])


@pytest.mark.parametrize(
    "cursor", ["x", "!!", "W10", "bnVsbA", "W1tdLDEsMl0", "公开", "A" * 3000, "WyJhIiwiYiIsMV0"]
)
def test_a_cursor_that_is_none(site: FlaskClient, cursor: str) -> None:
    answer = site.get(f"{API}/documents", query_string={"cursor": cursor})
    assert answer.status_code == 400
    assert "cursor" in answer.json["error"]


def test_a_cursor_of_another_question_or_with_a_page(site: FlaskClient) -> None:
    step = site.get(f"{API}/search?q=公开&per_page=2").json["next"]
    assert site.get(step).status_code == 200
    assert site.get(step.replace("per_page=2", "per_page=3")).status_code == 400
    assert site.get(step.replace("/search", "/documents")).status_code == 400
    assert site.get(step + "&page=2").status_code == 400


def test_a_walk_ends_when_the_state_changes(tmp_path: Path) -> None:
    report = (
        "{}教育局2020年政府信息公开工作年度报告\n一、总体情况\n认真贯彻《中华人民共和国政府信息公开条例》。\n"
    )
    first = {f"{name}.txt": report.format(f"{name}市") for name in "甲乙丙"}
    site = create_app(home_with(tmp_path, first)).test_client()
    step = site.get(f"{API}/documents?per_page=2").json["next"]
    home_with(tmp_path, {"丁.txt": report.format("丁市")})
    answer = site.get(step)
    assert answer.status_code == 410
    assert "从头" in answer.json["error"]
