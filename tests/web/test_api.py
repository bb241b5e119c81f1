"""The JSON API: shapes, evidence that is what the text says, tags, the same bytes for the same state."""

import html
import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

API = "/api/v1"
STATE = re.compile(r'"\d+-[0-9a-f]+"')


@pytest.fixture(scope="module")
def document(site: FlaskClient) -> dict:
    key = site.get(f'{API}/search?q="以公开为常态"').json["results"][0]["id"]
    return site.get(f"{API}/documents/{key}").json


def test_search_shape(site: FlaskClient) -> None:
    answer = site.get(f"{API}/search?q=政府信息公开&per_page=2&page=2").json
    assert list(answer) == [
        "query", "understood", "loosened", "total", "occurrences", "page", "per_page", "next", "results",
        "facets", "facet_sizes",
    ]  # fmt: skip
    assert (answer["query"], answer["page"], answer["per_page"]) == ("政府信息公开", 2, 2)
    assert set(answer["facets"]) == {"agency", "region", "year", "type", "cites", "platform"}
    assert len(answer["results"]) == 2
    for hit in answer["results"]:
        assert {"id", "source", "title", "url", "score", "snippets"} <= set(hit)
        assert hit["snippets"]


def test_pages_of_results_together_are_all_results(site: FlaskClient) -> None:
    whole = site.get(f"{API}/search?q=公开&per_page=100").json
    parts = [site.get(f"{API}/search?q=公开&per_page=2&page={page}").json["results"] for page in (1, 2, 3)]
    assert [hit["id"] for part in parts for hit in part] == [hit["id"] for hit in whole["results"]]
    assert whole["total"] == len(whole["results"])


def test_snippets_are_slices_of_the_text(site: FlaskClient) -> None:
    for hit in site.get(f"{API}/search?q=“政府信息公开”").json["results"]:
        text = site.get(f"{API}/documents/{hit['id']}").json["text"]
        for snippet in hit["snippets"]:
            said = html.unescape(re.sub(r"</?mark>", "", snippet["html"]))
            assert said == text[snippet["start"] : snippet["end"]]
            marked = [html.unescape(m) for m in re.findall(r"<mark>(.*?)</mark>", snippet["html"])]
            assert marked == [text[start:end] for start, end in snippet["marks"]]
            assert all("政府信息公开" in mark for mark in marked)


@pytest.mark.parametrize(
    "filters",
    ["year=2020", "type=work_plan", "region=山东省", "agency=青岛市文化和旅游局", "year=2019&year=2020"],
)
def test_filters_and_facets_agree(site: FlaskClient, filters: str) -> None:
    name = filters.partition("=")[0]
    values = re.findall(r"=([^&]+)", filters)
    every = site.get(f"{API}/search?q=公开").json
    some = site.get(f"{API}/search?q=公开&{filters}").json
    counts = {value["value"]: value["count"] for value in every["facets"][name]}
    assert some["total"] == sum(counts[value] for value in values) > 0


def test_document_slices(document: dict) -> None:
    text = document["text"]
    assert document["sections"]
    assert document["mentions"]
    for mention in document["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["sentence_start"] <= mention["start"] < mention["end"] <= mention["sentence_end"]
    for section in document["sections"]:
        assert section["title"] in text[section["heading"]["start"] : section["heading"]["end"]]


@pytest.mark.parametrize("kind", ["agency", "policy", "leader", "platform", "region"])
def test_entities_and_their_evidence(site: FlaskClient, kind: str) -> None:
    listed = site.get(f"{API}/entities/{kind}?per_page=3").json
    assert listed["total"] >= len(listed["results"]) > 0
    texts = {}
    for item in listed["results"]:
        assert unquote(item["url"]) == f"/{item['id']}"
        assert site.get(item["url"]).status_code == 200
        entity = site.get(f"{API}/entities{item['url']}").json
        assert entity["entity"]["id"] == item["id"]
        assert entity["documents"]
        for relation in entity["relations"]:
            assert item["id"] in (relation["source"], relation["target"])
            place = relation["evidence"]
            key = place["document_id"]
            text = texts.setdefault(key, site.get(f"{API}/documents/{key}").json["text"])
            assert place["sentence"] == text[place["sentence_start"] : place["sentence_end"]]


def test_graph(site: FlaskClient) -> None:
    focus = "agency/山东省文化和旅游厅"
    near = site.get(f"{API}/graph?focus={focus}").json
    far = site.get(f"{API}/graph?focus={focus}&depth=2").json
    names = {node["id"] for node in near["nodes"]}
    assert focus in names
    assert names < {node["id"] for node in far["nodes"]}
    assert all({edge["source"], edge["target"]} <= names for edge in near["edges"])
    assert all({"kind", "document", "char_start", "char_end"} <= set(edge) for edge in near["edges"])


@pytest.mark.parametrize("path", ["search?q=公开", "entities/agency", "graph?focus=region/山东省"])
def test_an_answer_is_tagged_with_the_state_and_not_sent_twice(site: FlaskClient, path: str) -> None:
    answer = site.get(f"{API}/{path}")
    tag = answer.headers["ETag"]
    assert STATE.fullmatch(tag)
    again = site.get(f"{API}/{path}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert site.get(f"{API}/{path}", headers={"If-None-Match": '"other"'}).data == answer.data


def test_chinese_is_readable_in_the_answer(site: FlaskClient) -> None:
    assert "山东省" in site.get(f"{API}/entities/region").get_data(as_text=True)


@pytest.mark.parametrize(
    ("given", "facets"),
    [
        ("", ["agency", "cites", "platform", "region", "type", "year"]),
        ("&facets=year", ["year"]),
        ("&facets=year&facets=type", ["type", "year"]),
        ("&facets=", []),
    ],
)
def test_facets_and_snippets_are_made_on_demand(site: FlaskClient, given: str, facets: list[str]) -> None:
    found = site.get(f"/api/v1/search?q=公开&snippets=1{given}").get_json()
    assert sorted(found["facets"]) == sorted(found["facet_sizes"]) == facets
    assert {len(hit["snippets"]) for hit in found["results"]} == {1}
    assert site.get(f"/api/v1/search?q=公开{given}").get_json()["total"] == found["total"]
    assert site.get("/api/v1/search?q=公开&facets=colour").status_code == 400


def test_a_loosened_run_is_told_and_can_be_refused(site: FlaskClient) -> None:
    run = "政府信息公开彩礼"
    found = site.get(f"/api/v1/search?q={run}").get_json()
    (loosened,) = found["loosened"]
    assert (loosened["text"], loosened["strict"]) == (run, 0)
    assert found["total"] > 0
    assert "已放宽" in found["understood"]
    strict = site.get(f"/api/v1/search?q={run}&strict=1").get_json()
    assert (strict["total"], strict["loosened"]) == (0, [])
    assert "strict=1" in site.get(f"/search?q={run}").get_data(as_text=True)
