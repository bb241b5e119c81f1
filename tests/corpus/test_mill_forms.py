"""Statutory forms gone through the mill, whole reports from the file to the export: figures right or null, never wrong."""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.forms import read_forms
from kb.forms.templates import templates
from tests.corpus.conftest import Make
from tests.kb.forms import generate
from tests.test_cli import run

Rows = list[list[tuple[str, int, int]]]
SEEDS = range(12)


def one_cell_a_line(rows: Rows) -> str:
    return "\n".join(text for row in rows for text, _, _ in row if text.strip())


def pipes(rows: Rows) -> str:
    """As wide as the table, empty where merged cells go on."""
    placed = generate._placed(rows)
    width = max(column + across for line in placed for column, _, _, across in line)
    printed = []
    for line in placed:
        cells = [""] * width
        for column, text, _, _ in line:
            cells[column] = text.strip()
        printed.append("| " + " | ".join(cells) + " |")
    return "\n".join(printed)


def ragged_pipes(rows: Rows) -> str:
    """Merged cells once."""
    return "\n".join("|".join(text.strip() for text, _, _ in row) for row in rows)


def blanks(rows: Rows) -> str:
    return "\n".join(" ".join(text.strip() for text, _, _ in row) for row in rows)


def glued(rows: Rows) -> str:
    return "\n".join("".join(text.strip() for text, _, _ in row) for row in rows)


def one_line(rows: Rows) -> str:
    return "".join(text.strip() for row in rows for text, _, _ in row)


def draft_of(seed: int) -> generate.Draft:
    chance = random.Random(seed)
    form = chance.choice(("2019", "2021"))
    draft = generate.Draft(chance, templates()[form], 2019 if form == "2019" else 2022, "临江市财政局")
    generate._fill(draft)
    return draft


def printed(draft: generate.Draft, shape: Callable[[Rows], str]) -> str:
    """The report; with everything below its title on one line where its tables are."""
    title, *parts = (part if isinstance(part, str) else shape(part) for part in generate._parts(draft))
    return f"{title}\n" + ("" if shape is one_line else "\n").join(parts) + "\n"


# The least share of figures that must be told, by table: digits that run together often have more than one cut.
TOLD = {
    one_cell_a_line: {"applications": 1.0, "review": 1.0, "litigation": 1.0, "disclosure": 1.0},
    pipes: {"applications": 1.0, "review": 1.0, "litigation": 1.0, "disclosure": 1.0},
    ragged_pipes: {"applications": 1.0, "review": 1.0, "litigation": 1.0, "disclosure": 1.0},
    blanks: {"applications": 1.0, "review": 1.0, "litigation": 1.0, "disclosure": 0.8},
    glued: {"applications": 0.8, "review": 0.5, "litigation": 0.5, "disclosure": 0.05},
    one_line: {"applications": 0.8, "review": 0.5, "litigation": 0.5, "disclosure": 0.05},
}


@pytest.mark.parametrize("shape", TOLD, ids=lambda shape: shape.__name__)
def test_figures_are_right_or_null(make: Make, shape: Callable[[Rows], str]) -> None:
    told: Counter[str] = Counter()
    printed_: Counter[str] = Counter()
    for seed in SEEDS:
        draft = draft_of(seed)
        forms = read_forms(make(printed(draft, shape)))
        assert forms is not None
        assert forms.template == draft.template.id
        for code, figure in draft.figures.items():
            table, row, _ = code.split("/")
            if row.startswith("3.6") and row not in draft.template.rows:
                continue
            value = forms.value(code)
            assert value in (figure, None), (seed, code)
            told[table] += value is not None
            printed_[table] += 1
            cell = forms.cell(code)
            assert cell is None or cell.status != "value" or cell.raw.strip()
    shares = {table: told[table] / printed_[table] for table in printed_}
    assert all(shares[table] >= least for table, least in TOLD[shape].items()), shares


def test_from_the_file_to_the_export(tmp_path: Path) -> None:
    """`suwen ingest` and `suwen export knowledge`: what is exported is what was printed, or null."""
    folder = tmp_path / "files"
    folder.mkdir()
    drafts = {}
    for seed, shape in enumerate(TOLD):
        drafts[f"{seed}.txt"] = draft_of(seed)
        (folder / f"{seed}.txt").write_text(printed(drafts[f"{seed}.txt"], shape), "utf-8")
    assert run(tmp_path / "home", "ingest", folder).returncode == 0
    exported = run(tmp_path / "home", "export", "knowledge")
    rows = [json.loads(line) for line in exported.stdout.splitlines()]
    assert {row["source"] for row in rows} == set(drafts)
    for row in rows:
        draft = drafts[row["source"]]
        sheet = next(sheet for sheet in draft.template.sheets if sheet.table == "applications")
        codes = {line.full: line.code for line in sheet.rows}
        told = row["tables"]["applications"]
        assert set(told) <= set(codes)
        for label, figures in told.items():
            wanted = [draft.figures[f"applications/{codes[label]}/{c.code}"] for c in sheet.columns]
            assert figures in (wanted, [None] * 7)
        assert sum(figures != [None] * 7 for figures in told.values()) >= 15
