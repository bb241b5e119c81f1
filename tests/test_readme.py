"""The README's examples run as they stand, in both languages."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kb.home import Home
from tests.conftest import ROOT

READMES = [ROOT / "README.md", ROOT / "docs" / "README.zh.md"]
PLACEHOLDERS = {"FOLDER…": "corpus/seed", "文件夹…": "corpus/seed"}
WRITES = {"ingest", "rebuild", "forget"}


def examples(readme: Path) -> list[str]:
    """The `suwen` lines of the README's shell blocks, comments taken off."""
    blocks = re.findall(r"^```sh\n(.*?)^```", readme.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("suwen ") and " serve " not in line]


@pytest.mark.parametrize(
    ("readme", "line"), [(readme.name, line) for readme in READMES for line in examples(readme)]
)
def test_example_runs(readme: str, line: str, seed_home: Home, tmp_path: Path) -> None:
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(line)[1:]]
    home = tmp_path / "home" if words[0] in WRITES else seed_home.root
    if words[0] == "rebuild":
        run(home, ["ingest", "corpus/seed"], tmp_path)
    words = [
        str(tmp_path / word) if word.endswith((".jsonl", ".gexf", ".xlsx", ".gz")) else word for word in words
    ]
    assert run(home, words, tmp_path).returncode == 0


def run(home: Path, words: list[str], _: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from web.cli import main; main()", "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, timeout=120)


def test_both_readmes_show_the_same_commands() -> None:
    assert [shlex.split(line)[1] for line in examples(READMES[0])] == [
        shlex.split(line)[1] for line in examples(READMES[1])
    ]
    assert len(examples(READMES[0])) >= 7


def test_the_query_language_table_is_understood(seed_home: Home) -> None:
    from index.model import Request
    from index.searcher import open_searcher
    from kb.store.session import reading

    cells = re.findall(r"^\| (`.+?) \|", READMES[0].read_text(encoding="utf-8"), re.MULTILINE)
    queries = [query for cell in cells for query in re.findall(r"`([^`]+)`", cell)]
    assert len(queries) >= 10
    with reading(seed_home) as store, store.snapshot() as snapshot:
        searcher = open_searcher(seed_home, snapshot)
        for query in queries:
            assert searcher.search(snapshot, Request(query)).understood
