"""The rooms: `web → index → kb → corpus`, nothing upwards, and one home for each big library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("corpus", "kb", "index", "web")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

HOMES = {
    "whoosh": "index/",
    "tantivy": "index/",
    "opensearchpy": "index/opensearch/",
    "jieba": "index/words.py",
    "rjieba": "index/words.py",
    "networkx": "kb/graph.py",
    "sqlalchemy": "kb/store/",
    "alembic": "kb/store/",
    "psycopg": "kb/store/",
    "procrastinate": "index/build/",
    "flask": "web/",
    "werkzeug": "web/",
    "markdown": "web/",
    "nh3": "web/",
    "waitress": "web/",
    "prometheus_client": "web/ops/",
    "click": "web/",
    "rich": "web/",
    "mammoth": "corpus/",
    "doc2docx": "corpus/",
    "pdfplumber": "corpus/",
    "selectolax": "corpus/",
    "python_calamine": "corpus/",
    "charset_normalizer": "corpus/",
}


def imports(path: Path) -> Iterator[str]:
    """The names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_only_downwards_and_at_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    rank = ROOMS.index(place.split("/")[0])
    for name in imports(path):
        package = name.split(".")[0]
        assert package not in ROOMS[rank + 1 :], f"{place} imports {name} from above"
        assert place.startswith(HOMES.get(package, "")), f"{name} has its home in {HOMES[package]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_test_sees_what_it_forbids(tmp_path: Path) -> None:
    module = tmp_path / "bad.py"
    module.write_text("import web.app\ndef f():\n    from whoosh import index\n")
    assert list(imports(module)) == ["web.app", "whoosh"]
