"""Agencies and profiles against the annotated documents, all levels together."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from corpus.model import Document
from corpus.read import read_document
from kb.agencies import find_agencies
from kb.profile import profile


def annotated(shared: Path) -> Iterator[tuple[Document, dict[str, object]]]:
    """Each annotated document with its gold answers."""
    for gold in sorted((shared / "gold").glob("*.yaml")):
        files = [*(shared / "seeds").glob(f"{gold.stem}.*"), *(shared / "documents").glob(f"{gold.stem}.*")]
        yield read_document(files[0]), yaml.safe_load(gold.read_text(encoding="utf-8"))


def variants(entries: object) -> set[str]:
    return {part for entry in entries or [] for part in entry.split("|")}  # type: ignore[attr-defined]


def test_agencies_hold_on_the_gold(shared: Path) -> None:
    hits = wrong = missed = 0
    for document, gold in annotated(shared):
        found = find_agencies(document, profile(document))
        names = {m.name for m in found if m.name and m.group in ("organ", "institution", "commission")}
        wanted = gold.get("agencies") or []
        right = [entry for entry in wanted if names & set(entry.split("|"))]  # type: ignore[attr-defined]
        hits += len(right)
        missed += len(wanted) - len(right)  # type: ignore[arg-type]
        wrong += len(names - variants(wanted) - variants(gold.get("agencies_optional")))
    assert hits / (hits + wrong) >= 0.95
    assert hits / (hits + missed) >= 0.93


def test_issuers_and_regions_hold_on_the_gold(shared: Path) -> None:
    for document, gold in annotated(shared):
        told, wanted = profile(document), gold["document"]
        assert told.agency in wanted["agency"].split("|"), document.source  # type: ignore[index]
        assert list(told.region) == wanted["region"], document.source  # type: ignore[index]
