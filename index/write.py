"""Builds the index of a snapshot: beside, whole, then swapped in by a rename."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corpus.model import Document
from index import engine as engines
from index import fingerprint
from index.engine import Words
from index.exact.writer import ExactWriter
from index.words import Dictionary, Segmenter
from kb.model import Kind
from kb.store.reader import Snapshot

USER_WORD_KINDS: tuple[Kind, ...] = ("agency", "policy", "leader", "platform", "region")


def build_index(snapshot: Snapshot, folder: Path) -> None:
    """Write a complete index of all visible documents of `snapshot` into `folder`, replacing what is there.

    Until all is written nothing appears at `folder`.
    """
    beside = folder.with_name(folder.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "exact").mkdir(parents=True)
    (beside / "engine").mkdir()
    _write(snapshot, beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _write(snapshot: Snapshot, folder: Path) -> None:
    dictionary = Dictionary.of(_names(snapshot))
    exact, ids = ExactWriter(folder / "exact"), list[str]()
    engine = engines.engine()
    documents = _analysed(snapshot, Segmenter(dictionary), exact, ids)
    engine.build(folder / "engine", documents, snapshot.state().documents)
    exact.close()
    (folder / "documents.json").write_bytes(msgspec.json.encode(ids))
    (folder / "dictionary.txt").write_text("\n".join(dictionary.words), encoding="utf-8")
    fingerprint.current(engine, dictionary.version, len(ids)).write(folder)


def _names(snapshot: Snapshot) -> Iterator[str]:
    for kind in USER_WORD_KINDS:
        for listed in snapshot.entities(kind):
            yield listed.entity.name
            yield from listed.entity.aliases


def _analysed(
    snapshot: Snapshot, segmenter: Segmenter, exact: ExactWriter, ids: list[str]
) -> Iterator[Words]:
    """The words of each document; on the way its characters go to the exact layer."""
    for record in snapshot.records():
        exact.add(record.document)
        ids.append(record.document.id)
        yield _words(record.document, record.profile.title, segmenter)


def _words(document: Document, title: str | None, segmenter: Segmenter) -> Words:
    headings = "\n".join(section.heading.of(document.text) for section in document.sections)
    return Words(
        title=Counter(segmenter.with_parts(title or "")),
        headings=Counter(segmenter.with_parts(headings)),
        body=Counter(segmenter.with_parts(document.text)),
    )
