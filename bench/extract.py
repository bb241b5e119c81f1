"""What extraction and resolution cost on the statutes, one core: by step, by documents, by known names.

`python bench/extract.py [--statutes N]` prints Markdown tables in processor time, which other work on the machine
changes little. Reading is not part of it; each step's seconds are the sum over all documents. The known names
are made up from the divisions and a number: they are of no document, only known beside those that are resolved.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import click
from library import documents as read_all

from corpus.model import Document
from kb.agencies import find_agencies
from kb.agencies.find import candidates
from kb.audit import audit
from kb.extract import extract
from kb.forms import read_forms
from kb.leaders import find_leaders
from kb.model import AgencyMention, Extract, PolicyMention, Profile
from kb.platforms import find_platforms
from kb.policies import find_policies
from kb.profile import profile
from kb.regions import divisions, find_regions
from kb.resolve.knowledge import Resolver
from kb.store.rows import Record

NAMES = (10_000, 50_000, 100_000)
SHARES = (4, 2, 1)


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


def by_step(documents: list[Document], characters: int) -> None:
    """The seconds of each step over all documents."""
    spent: Counter[str] = Counter()
    for document in documents:
        steps(document, spent)
    print("| step | s | M characters/s |\n|---|---:|---:|")
    extraction = sum(spent[name] for name in spent if name not in {"forms", "audit"})
    for name, seconds in (*spent.items(), ("extraction (without forms and audit)", extraction)):
        print(f"| {name} | {seconds:.2f} | {characters / max(seconds, 1e-9) / 1e6:.1f} |")


def by_documents(documents: list[Document]) -> list[Record]:
    """The seconds of extracting a part and all of the documents, evenly taken; the records of all."""
    print("\n| documents | M characters | s | M characters/s |\n|---:|---:|---:|---:|")
    records: list[Record] = []
    for share in SHARES:
        part = documents[::share]
        start = time.process_time()
        records = []
        for document in part:
            getattr(candidates, "cache_clear", lambda: None)()
            records.append(Record(document, extract(document)))
        seconds, size = time.process_time() - start, sum(len(d.text) for d in part) / 1e6
        print(f"| {len(part)} | {size:.1f} | {seconds:.2f} | {size / seconds:.2f} |")
    return records


def known(count: int) -> Iterator[Extract]:
    """Documents that make `count` names known, an agency's and a policy's in each."""
    for number in range(count // 2):
        division = divisions()[number % len(divisions())]
        agency, policy = f"{division.name}第{number}研究院", f"{division.name}第{number}号管理办法"
        yield Extract(
            f"{number:016x}",
            Profile(),
            agencies=(AgencyMention(0, len(agency), agency, "made", agency),),
            policies=(PolicyMention(0, len(policy), policy, "made", policy, issuer=agency),),
        )


def by_names(records: list[Record]) -> None:
    """The seconds of gathering names and of resolving the documents beside ever more known names."""
    print("\n| known names | s to gather | s to resolve | documents |\n|---:|---:|---:|---:|")
    extracts = [record.extract for record in records]
    for count in NAMES:
        made = list(known(count))
        start = time.process_time()
        resolver = Resolver([*made, *extracts])
        gathered = time.process_time()
        for record in records:
            resolver.resolve(record)
        done = time.process_time()
        print(f"| {count} | {gathered - start:.2f} | {done - gathered:.2f} | {len(records)} |")


@click.command()
@click.option("--statutes", "count", default=2000, help="how many statutes, evenly taken from all")
def main(count: int) -> None:
    """Print the tables."""
    every = (document for document in read_all() if document.source.endswith(".md"))
    documents = list(every)
    documents = list(islice(documents[:: max(1, len(documents) // count)], count))
    extract(documents[0])
    characters = sum(len(document.text) for document in documents)
    print(f"{len(documents)} statutes, {characters / 1e6:.1f} M characters, one core, processor time\n")
    by_step(documents, characters)
    by_names(by_documents(documents))


if __name__ == "__main__":
    main()
