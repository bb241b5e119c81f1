"""Files in, documents staged: what is new is read by workers, what is known is skipped by its hash."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus.errors import SuwenError, UnreadableError
from corpus.limits import limits
from index.build.apart import apart, furnish, is_sound, refuse_newer, take_over
from index.build.originals import CHANGED, clear, keep
from index.build.publish import healthy, publish, seal_if_open
from index.build.record import recorded
from index.build.recover import known_sources, whole_bytes
from index.build.report import Report
from index.build.stage import Failed, Outcome, Task, reader_version, stage
from index.build.walk import Found
from index.build.workers import spread
from kb import journal
from kb.home import Home
from kb.store.encoding import Source, Staged
from kb.store.file import is_own, is_sqlite
from kb.store.session import Store, told, writing

_BATCH = 64


Watcher = Callable[[Report], None]
"""Is told after each file how far things are."""


def ingest(home: Home, found: Iterable[Found], watch: Watcher = lambda _: None) -> Report:
    """Add these files to the home and publish the new state.

    A file that cannot be read is reported and never stops the others. What was staged before an interruption
    stays, and the next run goes on from there. Raises `BusyError` if another writer is at work.
    """
    with writing(home, "ingest") as store:
        run = _Run(store, home, watch)
        with recorded(home, "ingest", run.report, store):
            run.stage(found)
            if run.sources or not healthy(store, home):
                publish(store, home, run.sources)
            else:
                seal_if_open(store, home)
        return run.report


def rebuild(home: Home, watch: Watcher = lambda _: None) -> Report:
    """Read all kept originals anew and publish: index, graph and derived tables come from the documents alone.

    The new state is made apart and taken over whole. What was damaged is repaired; a store that does not even
    open is moved aside. A document whose original cannot be read stays as it was, and is reported.
    """
    if not is_own(home):
        return _rebuild_in_place(home, watch)
    with home.writing("rebuild"), told(home):
        refuse_newer(home)
        sound = is_sound(home)
        held = known_sources(home, sound=sound)
        with apart(home) as fresh:
            furnish(home, fresh, sound=sound)
            with writing(fresh, "rebuild") as store:
                run = _Run(store, fresh, watch)
                with recorded(home, "rebuild", run.report, store):
                    run.read(run.kept_tasks(held))
                    with store.transaction() as now:
                        known = now.writer.known()
                        now.writer.forget_sources()
                    publish(store, fresh, [source for source in held if source.document_id in known])
            take_over(home, fresh)
        journal.rewrite(home, held)
    return run.report


def _rebuild_in_place(home: Home, watch: Watcher) -> Report:
    """The same in a database server's store, of which no copy can be made."""
    with writing(home, "rebuild") as store:
        run = _Run(store, home, watch)
        held = sorted(run.held.values(), key=lambda source: source.path)
        run.read(run.kept_tasks(held), again=True)
        publish(store, home, run.sources, afresh=True)
    return run.report


def forget(home: Home, document_id: str) -> None:
    """Drop a document and all its sources, publish without it, and remove its original.

    So go the originals of all that was forgotten before, but stayed: it was cut short, or a backup was being made.
    """
    with writing(home, "forget") as store:
        publish(store, home, [], forgotten=[document_id])
        clear(home, store, journal.read(home).forgotten)


def forget_leftovers(home: Home) -> int:
    """Remove the originals of no document that is held, as of files that have changed since; gives how many went.

    Raises `SuwenError` while a backup is being made.
    """
    with writing(home, "forget") as store:
        gone = clear(home, store)
    if gone is None:
        raise SuwenError("正在备份，请等它结束后再试", "a backup is being made: try again when it is done")
    return gone


class _Run:
    """One run over files: what is known before, what comes of it."""

    def __init__(self, store: Store, home: Home, watch: Watcher) -> None:
        self.store, self.home, self.watch = store, home, watch
        self.report = Report()
        self.sources: list[Source] = []
        with store.transaction() as now:
            self.known, self.held = now.writer.known(), now.writer.sources()
        self._batch: dict[str, Staged] = {}

    def stage(self, found: Iterable[Found]) -> None:
        """Stage what is new among these files."""
        self.read(self._tasks(found))

    def read(self, tasks: Iterable[Task], *, again: bool = False) -> None:
        """Have these files read and staged: by workers elsewhere where the store is a server's."""
        if is_sqlite(self.home):
            self._read_here(tasks)
        else:
            self._read_elsewhere(tasks, again=again)

    def _read_here(self, tasks: Iterable[Task]) -> None:
        """Read in processes of this machine; what they give is staged in small commits."""
        for task, outcome in spread(stage, tasks, Failed, seconds=limits().seconds, memory=limits().memory):
            self._take(task, outcome)
            self.watch(self.report)
        self._commit()

    def _read_elsewhere(self, tasks: Iterable[Task], *, again: bool) -> None:
        from index.build.queued import read_by_workers

        for task, answer in read_by_workers(self.home, self.store, tasks, again=again):
            if isinstance(answer, Failed):
                self.report.failed.append((task.source, answer.reason))
            else:
                self._note(_source(task, answer.sha256))
            self.watch(self.report)

    def kept_tasks(self, held: Iterable[Source]) -> Iterator[Task]:
        """Reading again what is held; what has no bytes any more is reported."""
        for source in held:
            path = whole_bytes(self.home, source)
            if path:
                yield Task(path, source.name, Path(source.path), source.sha256)
            else:
                self.report.failed.append(
                    (source.name, "原件缺失或已损坏 (its original is missing or damaged)")
                )

    def _tasks(self, found: Iterable[Found]) -> Iterator[Task]:
        for file in found:
            if not file.readable:
                self.report.skipped.append(file.source)
                continue
            try:
                digest = fingerprint(file.path)
            except (OSError, UnreadableError) as error:
                self.report.failed.append((file.source, _reason(error)))
                continue
            if self.known.get(digest[:16]) == reader_version():
                self._again(file, digest)
            else:
                yield Task(file.path, file.source, file.path.resolve(), digest)

    def _again(self, file: Found, digest: str) -> None:
        """A file whose bytes are known: nothing to do if it is where it was, else one more source of them."""
        source = Source(str(file.path.resolve()), file.source, digest[:16], digest)
        if self.held.get(source.path) == source:
            self.report.unchanged += 1
        else:
            self._note(source)
        self.watch(self.report)

    def _take(self, task: Task, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            self.report.failed.append((task.source, outcome.reason))
            return
        document = outcome.document
        if not keep(self.home, task.path, document.sha256):
            self.report.failed.append((task.source, CHANGED))
            return
        self._batch[document.id] = outcome
        self._note(_source(task, document.sha256))
        if len(self._batch) >= _BATCH:
            self._commit()

    def _note(self, source: Source) -> None:
        if source.path in self.held:
            self.report.updated += 1
        else:
            self.report.read += 1
        self.sources.append(source)

    def _commit(self) -> None:
        with self.store.transaction() as now:
            now.writer.stage(list(self._batch.values()))
        self._batch.clear()


def _source(task: Task, sha256: str) -> Source:
    return Source(str(task.found), task.source, sha256[:16], sha256)


def fingerprint(path: Path) -> str:
    """The sha256 of a regular file's bytes; raises `UnreadableError` for pipes, devices and what is gone, or `OSError`."""
    if not path.exists():
        is_link = path.is_symlink()
        raise UnreadableError(
            "无法读取：链接指向自己或不存在的文件" if is_link else "无法读取：文件已不在",
            "the link leads nowhere" if is_link else "the file is gone",
        )
    if not path.is_file():
        raise UnreadableError("不是普通文件", "not a regular file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: Exception) -> str:
    return f"无法读取：{error.strerror}" if isinstance(error, OSError) else str(error)
