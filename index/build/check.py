"""Whether store, graph and index agree, and every fact's evidence stands where it says."""

import hashlib
from collections.abc import Iterator

from corpus.errors import SuwenError
from index.searcher import open_searcher
from kb import graph
from kb.home import Home
from kb.store.reader import Snapshot
from kb.store.rows import Placed, Record


def problems(home: Home, snapshot: Snapshot) -> Iterator[str]:
    """A sentence for each thing that does not agree; nothing if all is well."""
    for record in snapshot.records():
        yield from _document(home, snapshot, record)
    yield from _relations(snapshot)
    yield from _graph(snapshot)
    yield from _index(home, snapshot)


def _document(home: Home, snapshot: Snapshot, record: Record) -> Iterator[str]:
    document = record.document
    if document.id != document.sha256[:16]:
        yield f"{document.id}：编号与内容不符"
    if not _original_is_whole(home, document.sha256):
        yield f"{document.id}：原件缺失或已损坏"
    for place in snapshot.mentions_in(document.id):
        if not _stands(place, document.text):
            yield f"{document.id} [{place.mention.start}:{place.mention.end}]：出处与文本不符"


def _stands(place: Placed, text: str) -> bool:
    mention, sentence = place.mention, place.sentence
    inside = sentence.start <= mention.start < mention.end <= sentence.end <= len(text)
    return inside and text[mention.start : mention.end] == mention.text


def _original_is_whole(home: Home, sha256: str) -> bool:
    folder = home.original(sha256, "").parent
    kept = next(iter(sorted(folder.glob(f"{sha256}*"))), None)
    return kept is not None and hashlib.sha256(kept.read_bytes()).hexdigest() == sha256


def _relations(snapshot: Snapshot) -> Iterator[str]:
    known = {listed.entity.id for listed in snapshot.entities()}
    lengths = {summary.id: summary.length for summary in snapshot.summaries()}
    for relation in snapshot.relations():
        evidence = relation.evidence
        if not {relation.source, relation.target} <= known:
            yield f"关系 {relation.source} → {relation.target}：有一端不存在"
        if not 0 <= evidence.start < evidence.end <= lengths.get(evidence.document_id, -1):
            yield f"关系 {relation.source} → {relation.target}：出处不在文档 {evidence.document_id} 之内"


def _graph(snapshot: Snapshot) -> Iterator[str]:
    loaded, state = graph.load(snapshot), snapshot.state()
    if loaded.number_of_nodes() != sum(state.entities.values()):
        yield f"关系图有 {loaded.number_of_nodes()} 个节点，数据库有 {sum(state.entities.values())} 个条目"
    if loaded.number_of_edges() != state.relations:
        yield f"关系图有 {loaded.number_of_edges()} 条边，数据库有 {state.relations} 条关系"


def _index(home: Home, snapshot: Snapshot) -> Iterator[str]:
    try:
        yield from open_searcher(home, snapshot).verify(snapshot)
    except SuwenError as error:
        yield str(error)
