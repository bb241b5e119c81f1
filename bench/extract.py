"""Characters a second of the whole extraction on the statutes, one core: by step, by length, by number.

`python bench/extract.py [--statutes N]` prints Markdown tables. Reading is not part of it; each step's seconds
are the sum over all documents.
"""

import time
from collections import Counter
from collections.abc import Callable

import click
from library import documents as read_all

from corpus.model import Document
from kb.agencies import find_agencies
from kb.agencies.find import candidates
from kb.audit import audit
from kb.extract import extract
from kb.forms import read_forms
from kb.leaders import find_leaders
from kb.platforms import find_platforms
from kb.policies import find_policies
from kb.profile import profile
from kb.regions import find_regions


def steps(document: Document, spent: Counter[str]) -> None:
    """Extract step by step, adding up the seconds of each."""

    def timed(name: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        found = work()
        spent[name] += time.process_time() - start  # type: ignore[assignment]
        return found

    getattr(candidates, "cache_clear", lambda: None)()
    fields = timed("profile", lambda: profile(document))
    agencies = timed("agencies", lambda: find_agencies(document, fields))  # type: ignore[arg-type]
    timed("policies", lambda: find_policies(document, fields))  # type: ignore[arg-type]
    timed("leaders", lambda: find_leaders(document, fields, agencies))  # type: ignore[arg-type]
    timed("platforms", lambda: find_platforms(document, fields, agencies))  # type: ignore[arg-type]
    timed("regions", lambda: find_regions(document, fields))  # type: ignore[arg-type]
    forms = timed("forms", lambda: read_forms(document))
    timed("audit", lambda: audit(document, fields, forms))  # type: ignore[arg-type]


@click.command()
@click.option("--statutes", "count", default=1000, help="how many statutes, evenly taken from all")
def main(count: int) -> None:
    """Print the tables."""
    every = [document for document in read_all() if document.source.endswith(".md")]
    documents = every[:: max(1, len(every) // count)]
    extract(documents[0])
    spent: Counter[str] = Counter()
    for document in documents:
        steps(document, spent)
    characters = sum(len(document.text) for document in documents)
    print(f"{len(documents)} statutes, {characters / 1e6:.1f} M characters, one core, processor time\n")
    print("| step | s | M characters/s |\n|---|---:|---:|")
    extraction = sum(spent[name] for name in spent if name not in {"forms", "audit"})
    for name, seconds in (*spent.items(), ("extraction (without forms and audit)", extraction)):
        print(f"| {name} | {seconds:.2f} | {characters / max(seconds, 1e-9) / 1e6:.1f} |")
    print("\n| documents | M characters | s | M characters/s |\n|---:|---:|---:|---:|")
    for share in (4, 2, 1):
        part = documents[: len(documents) // share]
        start = time.process_time()
        for document in part:
            getattr(candidates, "cache_clear", lambda: None)()
            extract(document)
        seconds, size = time.process_time() - start, sum(len(d.text) for d in part) / 1e6
        print(f"| {len(part)} | {size:.1f} | {seconds:.2f} | {size / seconds:.2f} |")


if __name__ == "__main__":
    main()
