"""Whether store, graph and index agree, and every fact's evidence stands where it says."""

from collections.abc import Iterator

from corpus.errors import SuwenError
from index.build.publish import applied
from index.build.seal import broken
from index.searcher import open_searcher
from kb import graph, journal
from kb.durable import hashed
from kb.home import Home
from kb.store.file import faults
from kb.store.reader import Snapshot
from kb.store.rows import Placed, Record


def problems(home: Home, snapshot: Snapshot) -> Iterator[str]:
    """A sentence for each thing that does not agree; nothing if all is well."""
    yield from (f"数据库文件有误：{fault}" for fault in faults(home))
    for look in (_documents, _relations, _graph, _index, _files, broken):
        try:
            yield from look(home, snapshot)
        except SuwenError as error:
            yield str(error)


def _documents(home: Home, snapshot: Snapshot) -> Iterator[str]:
    for record in snapshot.records():
        yield from _document(home, snapshot, record)


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
    kept = home.kept(sha256)
    return kept is not None and hashed(kept) == sha256


def _relations(_home: Home, snapshot: Snapshot) -> Iterator[str]:
    known = {listed.entity.id for listed in snapshot.entities()}
    lengths = {summary.id: summary.length for summary in snapshot.summaries()}
    for relation in snapshot.relations():
        evidence = relation.evidence
        if not {relation.source, relation.target} <= known:
            yield f"关系 {relation.source} → {relation.target}：有一端不存在"
        if not 0 <= evidence.start < evidence.end <= lengths.get(evidence.document_id, -1):
            yield f"关系 {relation.source} → {relation.target}：出处不在文档 {evidence.document_id} 之内"


def _graph(_home: Home, snapshot: Snapshot) -> Iterator[str]:
    loaded, state = graph.load(snapshot), snapshot.state()
    if loaded.number_of_nodes() != sum(state.entities.values()):
        yield f"关系图有 {loaded.number_of_nodes()} 个节点，数据库有 {sum(state.entities.values())} 个条目"
    if loaded.number_of_edges() != state.relations:
        yield f"关系图有 {loaded.number_of_edges()} 条边，数据库有 {state.relations} 条关系"


def _index(home: Home, snapshot: Snapshot) -> Iterator[str]:
    yield from open_searcher(home, snapshot).verify(snapshot)


def _files(home: Home, snapshot: Snapshot) -> Iterator[str]:
    """The journal must know all that the store knows; corrections must be those that were applied."""
    noted = journal.read(home)
    if noted.damaged:
        yield f"来源记录有 {noted.damaged} 行已损坏 ({noted.damaged} lines of the journal are damaged)"
    for source in snapshot.held():
        if noted.sources.get(source.path) != source:
            yield f"来源记录与数据库不符：{source.name} (the journal does not know this file as the store does)"
    if snapshot.value("corrections") != applied(home):
        yield "更正文件在上次发布后有改动；请运行 suwen ingest (corrections changed since the last publication)"
