"""Generated reports read and audited: is every cell right, every planted error found, nothing hard found falsely?

`python bench/forms.py [--reports 2000]` prints the counts and the milliseconds a report. The generator is that
of the tests: both forms, four serialisations, random agencies and years, one planted error in a tenth of them.
"""

import sys
import time
from collections import Counter
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kb.audit import audit
from kb.forms import read_forms
from tests.kb.forms.generate import generate


@click.command()
@click.option("--reports", default=2000, help="how many")
def main(reports: int) -> None:
    """Print what came of it; exit code 1 if anything is wrong."""
    count: Counter[str] = Counter()
    reading = auditing = 0.0
    for seed in range(reports):
        made = generate(seed)
        start = time.perf_counter()
        forms = read_forms(made.document)
        middle = time.perf_counter()
        findings = audit(made.document, made.profile, forms)
        auditing += time.perf_counter() - middle
        reading += middle - start
        told = {cell.code: cell.value for cell in forms.cells} if forms else {}
        count["cells"] += len(made.truth)
        count["cells wrong"] += sum(told.get(code) != value for code, value in made.truth.items())
        count["planted"] += bool(made.planted)
        count["planted and not found"] += bool(made.planted) and made.planted not in {
            f.rule for f in findings
        }
        count["false hard findings"] += 0 if made.planted else sum(f.severity == "hard" for f in findings)
    for name, number in count.items():
        print(f"{name}: {number}")
    print(
        f"reading: {reading / reports * 1000:.1f} ms a report; audit: {auditing / reports * 1000:.1f} ms a report"
    )
    sys.exit(any(count[key] for key in ("cells wrong", "planted and not found", "false hard findings")))


if __name__ == "__main__":
    main()
