"""References, form by form, against what the standards and the programs that read them ask for."""

import json
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpus.lexicon import type_names
from corpus.model import Metadata, Span
from kb.model import Profile
from web.citation import FORMATS
from web.citation.bibtex import bibtex
from web.citation.csl import csl
from web.citation.gbt import gbt
from web.citation.reference import Reference, Sentence, kinds, reference
from web.citation.ris import ris

NOTICE = Reference(
    "00ff",
    "关于印发2021年政务公开工作要点的通知",
    "notice",
    ("国务院办公厅",),
    "国办发〔2021〕12号",
    "2021-04-13",
)
ONLINE = replace(NOTICE, url="https://www.gov.cn/a_b?c=1", accessed="2026-11-21")
REPORT = Reference("11ee", "某市2020年政府信息公开工作年度报告", "annual_report", ("某市教育局",))
CITED = replace(
    REPORT, sentence=Sentence("全年公开785条。", Span(12, 21), ("总体情况", "主动公开"), "http://x/documents/11ee?at=12-21#c12-21")
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (NOTICE, "国务院办公厅. 关于印发2021年政务公开工作要点的通知: 国办发〔2021〕12号[A]. 2021-04-13."),
        (
            ONLINE,
            "国务院办公厅. 关于印发2021年政务公开工作要点的通知: 国办发〔2021〕12号[A/OL]. (2021-04-13)[2026-11-21]. https://www.gov.cn/a_b?c=1.",
        ),
        (replace(ONLINE, accessed=None, date=None), "国务院办公厅. 关于印发2021年政务公开工作要点的通知: 国办发〔2021〕12号[A/OL]. https://www.gov.cn/a_b?c=1."),
        (replace(NOTICE, number=None), "国务院办公厅. 关于印发2021年政务公开工作要点的通知[Z]. 2021-04-13."),
        (REPORT, "某市教育局. 某市2020年政府信息公开工作年度报告[R]."),
        (replace(REPORT, agencies=()), "某市2020年政府信息公开工作年度报告[R]."),
        (replace(REPORT, agencies=("甲", "乙", "丙")), "甲, 乙, 丙. 某市2020年政府信息公开工作年度报告[R]."),
        (replace(REPORT, agencies=("甲", "乙", "丙", "丁")), "甲, 乙, 丙, 等. 某市2020年政府信息公开工作年度报告[R]."),
        (replace(REPORT, accessed="2026-11-21"), "某市教育局. 某市2020年政府信息公开工作年度报告[R]."),
        (
            Reference("2", "政务公开标准", "measures", ("某局",), "GB/T 7714-2015", "2015-05-15"),
            "某局. 政务公开标准: GB/T 7714-2015[S]. 2015-05-15.",
        ),
        (Reference("3", "中华人民共和国某法", "law", (), None, "2021-04"), "中华人民共和国某法[Z]. 2021-04."),
        (Reference("4", "名单。", None), "名单[Z]."),
    ],
)  # fmt: skip
def test_gbt(given: Reference, expected: str) -> None:
    assert gbt([given]) == f"{expected}\n"


def test_gbt_of_a_sentence() -> None:
    assert gbt([CITED]).splitlines()[1:] == [
        "    引文：“全年公开785条。”",
        "    位置：总体情况 › 主动公开，第 12–21 字，http://x/documents/11ee?at=12-21#c12-21",
    ]


def test_bibtex() -> None:
    assert bibtex([ONLINE]) == (
        "@misc{suwen-00ff,\n"
        "  title = {{关于印发2021年政务公开工作要点的通知}},\n"
        "  author = {{国务院办公厅}},\n"
        "  publisher = {{国务院办公厅}},\n"
        "  number = {国办发〔2021〕12号},\n"
        "  year = {2021},\n"
        "  date = {2021-04-13},\n"
        "  url = {https://www.gov.cn/a_b?c=1},\n"
        "  urldate = {2026-11-21},\n"
        "  langid = {chinese},\n"
        "}\n"
    )
    assert bibtex([replace(REPORT, agencies=("甲", "乙"))]).splitlines()[2] == "  author = {{甲} and {乙}},"
    assert bibtex([CITED]).startswith("@techreport{suwen-11ee-c12-21,\n")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_bibtex_braces_balance_and_nothing_breaks_out(title: str) -> None:
    written = bibtex([replace(REPORT, title=f"甲{title}")])
    bare = re.sub(r"\\[{}]", "", written)
    assert bare.count("{") == bare.count("}")
    assert written.count("\n@") == 0


def test_ris() -> None:
    assert ris([ONLINE]).split("\r\n") == [
        "TY  - GOVDOC", "ID  - suwen-00ff", "AU  - 国务院办公厅,", "TI  - 关于印发2021年政务公开工作要点的通知",
        "M1  - 国办发〔2021〕12号", "PY  - 2021", "DA  - 2021/04/13", "PB  - 国务院办公厅",
        "UR  - https://www.gov.cn/a_b?c=1", "Y2  - 2026/11/21", "LA  - zh-CN", "ER  - ", "",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_ris_is_a_tag_a_line(title: str) -> None:
    lines = ris([replace(REPORT, title=f"甲{title}")]).removesuffix("\r\n").split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[-1] == "ER  - "


def test_csl() -> None:
    assert json.loads(csl([ONLINE, CITED])) == [
        {
            "id": "suwen-00ff", "type": "document", "title": "关于印发2021年政务公开工作要点的通知",
            "author": [{"literal": "国务院办公厅"}], "number": "国办发〔2021〕12号",
            "issued": {"date-parts": [[2021, 4, 13]]}, "accessed": {"date-parts": [[2026, 11, 21]]},
            "URL": "https://www.gov.cn/a_b?c=1", "language": "zh-CN",
        },
        {
            "id": "suwen-11ee-c12-21", "type": "report", "title": "某市2020年政府信息公开工作年度报告",
            "author": [{"literal": "某市教育局"}], "language": "zh-CN",
            "note": "“全年公开785条。” http://x/documents/11ee?at=12-21#c12-21",
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "meta", "expected"),
    [
        (Profile("题", "甲、乙", ("甲", "乙"), year=2020), Metadata(), ("题", ("甲", "乙"), None, None)),
        (Profile(None), Metadata(), ("f.txt", (), None, None)),
        (Profile("题", date="2020-01-02"), Metadata(published="2020-02-03"), ("题", (), "2020-01-02", None)),
        (
            Profile("题"),
            Metadata(published="2020-02-03", url="http://a"),
            ("题", (), "2020-02-03", "http://a"),
        ),
        (Profile("题"), Metadata(url="file:///etc"), ("题", (), None, None)),
        (Profile("题\n目", date="2020年"), Metadata(), ("题 目", (), None, None)),
    ],
)
def test_what_a_document_says_and_nothing_more(profile: Profile, meta: Metadata, expected: tuple) -> None:
    found = reference("0", "f.txt", profile, meta)
    assert (found.title, found.agencies, found.date, found.url) == expected


def test_the_table_names_types_that_exist() -> None:
    assert set(kinds()) - {"", "standard"} <= set(type_names())


def cited(site: FlaskClient, phrase: str) -> tuple[str, str]:
    """The document and place of a phrase."""
    hit = site.get(f"/api/v1/search?q=“{phrase}”").json["results"][0]
    start, end = hit["snippets"][0]["marks"][0]
    return hit["id"], f"{start}-{end}"


@pytest.mark.parametrize("phrase", ["以公开为常态", "主动公开"])
def test_the_page_cites_the_sentence_that_holds_the_place(site: FlaskClient, phrase: str) -> None:
    key, place = cited(site, phrase)
    answer = site.get(f"/documents/{key}/cite?at={place}")
    tree = LexborHTMLParser(answer.get_data(as_text=True))
    quote = tree.css_first(".quote p:last-of-type").text().strip()
    link = tree.css_first(".quote a").attributes["href"]
    start, end = map(int, re.search(r"#c(\d+)-(\d+)$", link).groups())
    text = site.get(f"/documents/{key}/text").get_data(as_text=True)
    assert phrase in quote
    assert " ".join(text[start:end].split()) == quote
    shown = [node.text() for node in tree.css("pre")]
    assert len(shown) == len(FORMATS)
    for form, text_shown in zip(FORMATS, shown, strict=True):
        file = site.get(f"/documents/{key}/cite.{form}?at={place}").get_data(as_text=True)
        assert file.split() == text_shown.split()
    marked = LexborHTMLParser(site.get(link.partition("#")[0]).get_data(as_text=True))
    assert "".join("".join(m.text() for m in marked.css("mark.at")).split()) == "".join(quote.split())


@pytest.mark.parametrize(
    ("tail", "status"),
    [("cite?at=1-2&accessed=2026-11-21", 200), ("cite", 200), ("cite?accessed=gestern", 400),
     ("cite?accessed=2026-02-30", 400), ("cite?at=9-1", 400), ("cite.doc", 404), ("cite.txt?at=0-99999999", 400)],
)  # fmt: skip
def test_what_can_be_asked(site: FlaskClient, tail: str, status: int) -> None:
    key, _ = cited(site, "主动公开")
    assert site.get(f"/documents/{key}/{tail}").status_code == status


def test_every_document_leads_to_its_reference(site: FlaskClient) -> None:
    key, place = cited(site, "主动公开")
    tree = LexborHTMLParser(site.get(f"/documents/{key}?at={place}").get_data(as_text=True))
    assert tree.css_first("a.cite").attributes["href"] == f"/documents/{key}/cite?at={place}"
