"""Score the extraction against the gold answers, and say what was gained and lost since the last commit.

Reads ../shared/seeds and ../shared/documents into a home of its own, exports the knowledge, runs
../shared/gold/score.py, and compares its list of errors with the one committed in bench/gold-errors.txt,
which it then rewrites: commit it together with the change that caused the difference.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ERRORS = Path(__file__).with_name("gold-errors.txt")


def export(home: Path) -> Path:
    """Ingest everything that is annotated and export it; gives the file."""
    suwen = Path(sys.executable).with_name("suwen")
    target = home / "knowledge.jsonl"
    folders = [SHARED / "seeds", SHARED / "documents"]
    subprocess.run([suwen, "--home", home, "ingest", *folders], check=False)
    subprocess.run([suwen, "--home", home, "export", "knowledge", "-o", target], check=True)
    return target


def score(knowledge: Path) -> tuple[str, list[str]]:
    """The table, and the errors one a line."""
    command = [sys.executable, SHARED / "gold" / "score.py", knowledge, "--errors"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    errors = sorted(line for line in lines if line.startswith("["))
    return "\n".join(line for line in lines if not line.startswith("[")), errors


def committed() -> set[str]:
    """The errors as they were at the last commit."""
    shown = subprocess.run(
        ["git", "show", f"HEAD:bench/{ERRORS.name}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return set(shown.stdout.splitlines())


def main() -> None:
    if not SHARED.is_dir():
        sys.exit("没有 ../shared，无法评分 (the folder ../shared is not beside the project)")
    with tempfile.TemporaryDirectory() as home:
        table, errors = score(export(Path(home)))
    before = committed()
    print(table)
    for title, lines in (
        ("改正 gained", sorted(before - set(errors))),
        ("新错 lost", sorted(set(errors) - before)),
    ):
        print(f"\n{title}: {len(lines)}")
        print("\n".join(f"  {line}" for line in lines))
    ERRORS.write_text("\n".join(errors) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
