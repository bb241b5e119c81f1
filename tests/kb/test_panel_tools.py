"""The panel's files open where researchers work: R's readr and LibreOffice, where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kb.forms.panel import long, wide
from kb.forms.write import to_csv, to_xlsx
from kb.home import Home
from kb.panel import reports
from kb.store.session import reading

READR = """
suppressMessages(library(readr))
d <- read_csv("panel.csv", show_col_types = FALSE)
cat(nrow(d), ncol(d), nrow(problems(d)), names(d)[1], d$agency[1], sum(d$value, na.rm = TRUE), sep = "\\n")
"""


def tool(*names: str) -> str:
    """The first of these programs that is installed; skips loudly without one."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"LOUD SKIP: {' or '.join(names)} is not installed, this test did not run")
    return found


def test_readr_reads_the_csv(seed_home: Home, tmp_path: Path) -> None:
    rscript = tool("Rscript")
    check = subprocess.run([rscript, "-e", "library(readr)"], capture_output=True, check=False)
    if check.returncode:
        pytest.skip("LOUD SKIP: R is here without readr, this test did not run")
    with reading(seed_home) as store, store.snapshot() as snapshot:
        records = long(reports(snapshot))
    (tmp_path / "panel.csv").write_bytes(to_csv(records))
    (tmp_path / "read.R").write_text(READR, encoding="utf-8")
    done = subprocess.run(
        [rscript, "--vanilla", "read.R"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    rows, columns, problems, first, agency, total = done.stdout.split()
    assert (int(rows), int(columns), int(problems), first) == (
        len(records),
        len(records[0]),
        0,
        "document_id",
    )
    assert agency == records[0]["agency"]
    assert float(total) == pytest.approx(sum(r["value"] or 0 for r in records))  # type: ignore[misc]


def test_libreoffice_shows_panel_and_codebook(seed_home: Home, tmp_path: Path) -> None:
    soffice = tool("soffice", "libreoffice")
    with reading(seed_home) as store, store.snapshot() as snapshot:
        records = wide(reports(snapshot))
    (tmp_path / "panel.xlsx").write_bytes(to_xlsx(records))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, "--headless", profile, "--convert-to", every_sheet, "panel.xlsx", "--outdir", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=180)
    if not (tmp_path / "out").is_dir():
        pytest.skip(f"LOUD SKIP: this LibreOffice has no spreadsheets: {done.stderr[-200:]}")
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.csv")}
    assert set(sheets) == {"panel-panel", "panel-codebook"}
    assert sheets["panel-codebook"].startswith("变量名,名称,种类")
    assert len(sheets["panel-panel"].splitlines()) == len(records) + 1
