"""`suwen rebuild`: everything anew from the kept originals."""

import sys

import click

from index.build.ingest import rebuild
from kb.home import Home
from web.commands.ingest import print_report


@click.command("rebuild")
@click.pass_obj
def command(home: Home) -> None:
    """从保存的原件重建文本、知识、关系图和索引。

    Repairs any damage of index, graph and derived tables from the documents alone.
    """
    report = rebuild(home)
    print_report(report)
    if report.failed:
        sys.exit(1)
