"""The texts that the benchmarks run on: the seeds, the real documents and the statutes beside the project."""

import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from corpus.errors import SuwenError
from corpus.model import Document
from corpus.read import read_document
from index.write import build_index
from kb.home import Home
from kb.model import Extract, Profile
from kb.store.encoding import Source, Staged
from kb.store.session import writing

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def documents(statutes: int | None = None) -> Iterator[Document]:
    """All readable documents, each once; of the statutes the first `statutes` (None: all)."""
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(SHARED / "laws.tar.xz") as archive:
            archive.extractall(unpacked, filter="data")
        laws = sorted(p for p in Path(unpacked).rglob("*.md"))[:statutes]
        seen = set()
        for path in (
            *sorted((ROOT / "corpus" / "seed").glob("*.txt")),
            *sorted((SHARED / "documents").iterdir()),
            *laws,
        ):
            try:
                document = read_document(path)
            except SuwenError:
                continue
            if document.id not in seen:
                seen.add(document.id)
                yield document


def publish(root: Path, held: Iterable[Document]) -> Home:
    """The documents in a new home, indexed, with the profile that their metadata gives and no other knowledge."""
    home, sources = stage(root, held)
    make_visible(home, sources)
    return home


def stage(root: Path, held: Iterable[Document]) -> tuple[Home, list[Source]]:
    """The documents in a new home, not yet visible."""
    home, sources, rest = Home(root), list[Source](), iter(held)
    with writing(home, "bench") as store:
        while block := list(islice(rest, 200)):
            staged = [Staged(d, Extract(d.id, _profile(d)), (), None, "bench") for d in block]
            with store.transaction() as now:
                now.writer.stage(staged)
            sources += (Source(f"{d.id}/{d.source}", d.source, d.id, d.sha256) for d in block)
    return home, sources


def make_visible(home: Home, sources: list[Source], *, index: bool = True) -> None:
    """Publish what was staged, with its index or without; words are cut here, which an ingest does before."""
    with writing(home, "bench") as store, store.transaction() as now:
        generation = now.writer.adopt(sources)
        now.writer.finish(generation)
        if index:
            build_index(now.snapshot, home.index(generation), home=home)


def index_again(home: Home) -> None:
    """Write the index of a home once more, as this program writes it now, in this process alone."""
    with writing(home, "bench") as store, store.transaction() as now:
        build_index(now.snapshot, home.index(now.snapshot.generation))


def _profile(document: Document) -> Profile:
    meta = document.meta
    return Profile(meta.title, meta.issuer, (), meta.region, meta.year, meta.type, meta.number, meta.date)
