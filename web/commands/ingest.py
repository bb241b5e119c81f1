"""`suwen ingest PATH…`: read files and folders, add and update."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.errors import SuwenError
from index.build.ingest import Watcher, ingest
from index.build.report import Report
from index.build.walk import Found, walk
from index.build.watch import changes
from kb.home import Home
from web.commands.common import console, table


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--watch", is_flag=True, help="随后监视这些文件夹，新增和改动的文件随到随读 (then watch the folders)"
)
@click.pass_obj
def command(home: Home, /, paths: Sequence[Path], *, watch: bool) -> None:
    """读入文件和文件夹，新增或更新；内容未变的文件跳过。

    Reads files and folders; a bad file is reported and never stops the others. Exit code 1 if any failed.
    """
    report = _read(home, walk(paths))
    if watch:
        _follow(home, [path for path in paths if path.is_dir()])
    if report.failed:
        sys.exit(1)


def _read(home: Home, found: Iterable[Found]) -> Report:
    with _progress() as progress:
        report = ingest(home, found, _watcher(progress))
    print_report(report)
    return report


def _follow(home: Home, folders: Sequence[Path]) -> None:
    """Read what comes until the user ends it; what is removed is only reported."""
    if not folders:
        raise SuwenError("--watch 需要至少一个文件夹", "--watch needs a folder")
    out = console()
    out.print(f"正在监视 {'、'.join(map(str, folders))}，按 Ctrl+C 结束")
    for change in changes(folders):
        for source in change.removed:
            out.print(f"文件已不在：{source}；文档保留，如要删除请用 suwen forget", markup=False)
        if change.found:
            _read(home, change.found)


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, disable=not sys.stderr.isatty(), console=console(), transient=True)


def _watcher(progress: Progress) -> Watcher:
    task = progress.add_task("读入", total=None, rate="")

    def watch(report: Report) -> None:
        speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
        rate = f"{speed:.0f} 篇/秒" if speed else ""
        progress.update(task, completed=report.total, rate=rate)

    return watch


def print_report(report: Report) -> None:
    """The closing table, and each failure with its reason."""
    out = console()
    for source, reason in report.failed:
        out.print(f"[red]失败[/red] {source}：{reason}", markup=True, soft_wrap=True)
    if report.skipped:
        kinds = sorted({Path(source).suffix or "无后缀" for source in report.skipped})
        out.print(f"略过 {len(report.skipped)} 个没有阅读器的文件（{'、'.join(kinds)}）")
    summary = table("读入 read", "更新 updated", "未变 unchanged", "失败 failed")
    summary.add_row(*map(str, (report.read, report.updated, report.unchanged, len(report.failed))))
    out.print(summary)
