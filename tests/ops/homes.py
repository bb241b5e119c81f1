"""Small homes to break and mend, and what they hold as bytes to compare."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from index.build.check import problems
from index.build.ingest import Report, ingest
from index.build.walk import walk
from index.model import Request
from index.searcher import open_searcher
from kb import export, graph
from kb.home import Home
from kb.store.session import reading
from tests.conftest import ROOT

REPORT = """{name}2020年政府信息公开工作年度报告
一、总体情况
{name}认真贯彻《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。
全年主动公开政府信息{count}条。局长王小明主持政务公开工作。
"""


CITIES = dict(zip("甲乙丙丁戊己庚", ("济南", "烟台", "威海", "德州", "临沂", "菏泽", "滨州"), strict=True))


def write_reports(folder: Path, names: str, count: int = 12) -> Path:
    """A folder with a report of the education bureau of each city, a file named by one character a city."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        text = REPORT.format(name=f"{CITIES[name]}市教育局", count=count)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def filled(home: Home, files: Path) -> Report:
    """Ingest the files of a folder."""
    return ingest(home, walk([files]))


def exported(home: Home) -> Mapping[str, str]:
    """All that the home knows, as its exports say it."""
    with reading(home) as store, store.snapshot() as snapshot:
        return {
            "knowledge": "".join(export.knowledge(snapshot)),
            "graph": graph.write(graph.load(snapshot), "json"),
            "sources": repr(snapshot.held()),
        }


def found(home: Home, query: str) -> set[str]:
    """The sources of the documents that answer a query."""
    with reading(home) as store, store.snapshot() as snapshot:
        result = open_searcher(home, snapshot).search(snapshot, Request(query, per_page=1000))
        return {hit.document.source for hit in result.hits}


def wrong(home: Home) -> list[str]:
    """What `suwen check` finds."""
    with reading(home) as store, store.snapshot() as snapshot:
        return list(problems(home, snapshot))


def suwen(home: Home, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line, run to its end."""
    program = [sys.executable, "-c", "from web.cli import main; main()", "--home", str(home.root)]
    return subprocess.run(
        [*program, *map(str, words)], capture_output=True, text=True, check=False, cwd=ROOT, timeout=300
    )
