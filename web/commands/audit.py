"""`suwen audit`: what does not add up, document by document."""

import click
import msgspec
from rich.text import Text

from kb.home import Home
from kb.model import Finding
from kb.store.reader import Snapshot
from web.commands.common import as_json, console, reading

_COLOURS = {"hard": "bold red", "soft": "yellow", "note": "dim"}
_NAMES = {"hard": "不符", "soft": "存疑", "note": "提示"}


@click.command("audit")
@click.argument("names", nargs=-1)
@click.option("--rule", "rules", multiple=True, help="只看这些规则，如 T3-C (rules)")
@click.option("--severity", "severities", multiple=True, type=click.Choice(list(_NAMES)), help="只看这些轻重")
@click.option("--json", "json_", is_flag=True, help="输出 JSON")
@click.pass_obj
def command(
    home: Home, /, names: tuple[str, ...], rules: tuple[str, ...], severities: tuple[str, ...], *, json_: bool
) -> None:
    """列出文档中不相符之处；只报告，不改动。可用编号或文件名限定文档。

    Lists what does not add up in all documents, or in those named. It reports and never repairs.
    """
    with reading(home) as snapshot:
        wanted = {snapshot.find(name) for name in names}
        found = [
            (document_id, finding)
            for document_id, finding in snapshot.findings()
            if (not wanted or document_id in wanted)
            and (not rules or finding.rule in rules)
            and (not severities or finding.severity in severities)
        ]
        if json_:
            click.echo(as_json([{"document": key, **msgspec.to_builtins(finding)} for key, finding in found]))
        else:
            _show(snapshot, found)


def _show(snapshot: Snapshot, found: list[tuple[str, Finding]]) -> None:
    out = console()
    labels = {summary.id: summary.label for summary in snapshot.summaries()}
    before = ""
    for document_id, finding in found:
        if document_id != before:
            out.print(Text(f"\n{labels[document_id]}  [{document_id}]", style="bold"))
        before = document_id
        mark = Text(f"  {_NAMES[finding.severity]} {finding.rule:5} ", style=_COLOURS[finding.severity])
        reading_ = f"（唯一相符的读法：{finding.reading}）" if finding.reading else ""
        out.print(mark, Text(finding.message + reading_), sep="", soft_wrap=True)
    out.print(f"\n共 {len(found)} 处")
