"""`suwen export knowledge` and `suwen export graph`: data for other tools, the same bytes for the same documents."""

from pathlib import Path

import click

from kb import export, graph
from kb.home import Home
from web.commands.common import deliver, reading

_output = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件")


@click.group("export")
def command() -> None:
    """导出知识和关系图。"""


@command.command("knowledge")
@_output
@click.pass_obj
def knowledge(home: Home, output: Path | None) -> None:
    """每篇文档一行 JSON，每条事实带其出处 (JSON Lines, one object a document)。"""
    with reading(home) as snapshot:
        deliver("".join(export.knowledge(snapshot)), output)


@command.command("graph")
@click.option("--format", "form", type=click.Choice(["graphml", "gexf", "json", "csv"]), default="graphml")
@_output
@click.pass_obj
def graph_(home: Home, form: graph.Format, output: Path | None) -> None:
    """关系图，每条边带其出处 (every edge with its evidence)。"""
    with reading(home) as snapshot:
        deliver(graph.write(graph.load(snapshot), form), output)
