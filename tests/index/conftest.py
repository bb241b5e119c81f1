"""A small library made by hand, in which every answer can be told by looking."""

from pathlib import Path

import pytest

from corpus.read import read_document
from kb.model import Entity
from tests.index.support import Library, cited, document, publish, staged

LAW = Entity(
    "policy/中华人民共和国政府信息公开条例",
    "policy",
    "中华人民共和国政府信息公开条例",
    ("政府信息公开条例", "《条例》"),
)
AGENCY = Entity(
    "agency/青岛市文化和旅游局", "agency", "青岛市文化和旅游局", ("市文化和旅游局", "青岛市文旅局")
)

PLAN = """青岛市2019年政务公开工作实施方案
一、总体要求
坚持以公开为常态、不公开为例外，推进文化与旅游融合发展。
二、主动公开
（一）政务新媒体公开。办好“青岛文旅”微信公众号。
各单位应当及时回应社会关切！"""
REPORT = """山东省文化和旅游厅2020年度政府信息公开工作年度报告
一、总体情况
本报告根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。
全年主动公开政府信息785条，依申请公开12件，COVID-19信息34条。
二、依申请公开
收到申请12件；办结12件。联系电话0533-2306878。"""
NOTICE = """国务院办公厅关于印发2021年政务公开工作要点的通知
国办发〔2021〕12号
人人人有责。文化旅游、Wi-Fi与app建设。
主动公开是原则。信息要准确。"""
LETTER = """关于书籍的函
请寄书籍三册。"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Four documents: 方案 (2019, 青岛), 报告 (2020, 山东), 要点 (2021, central), 函 (nothing known)."""
    plan, report = document(PLAN, "plan.txt"), document(REPORT, "report.txt")
    notice, letter = document(NOTICE, "notice.txt"), document(LETTER, "letter.txt")
    documents = [
        staged(plan, title="方案", agency="青岛市文化和旅游局", region=("山东省", "青岛市"), year=2019,
               type="work_plan", date="2019-05-01"),
        staged(report, title="报告", agency="山东省文化和旅游厅", region=("山东省",), year=2020,
               type="annual_report", date="2021-01-20"),
        staged(notice, title="要点", agency="国务院办公厅、司法部", year=2021, type="key_points",
               number="国办发〔2021〕12号"),
        staged(letter, title="函"),
    ]  # fmt: skip
    return publish(
        tmp_path_factory.mktemp("small"),
        documents,
        [LAW, AGENCY],
        [cited(report, "《中华人民共和国政府信息公开条例》", LAW)],
    )


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> Library:
    """The five bundled documents, each of another year."""
    read = [
        staged(read_document(path), year=2018 + at, type="annual_report") for at, path in enumerate(seeds)
    ]
    return publish(tmp_path_factory.mktemp("five"), read)
