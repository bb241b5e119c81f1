"""`suwen export knowledge`, `graph`, `panel`: data for other tools, the same bytes for the same documents."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kb import export, graph
from kb.forms.frames import to_dta, to_parquet
from kb.forms.panel import Record, long, wide
from kb.forms.write import to_csv, to_xlsx
from kb.home import Home
from kb.panel import reports
from web.commands.common import deliver, reading

_shapes: dict[str, Callable[..., list[Record]]] = {"long": long, "wide": wide}
_files: dict[str, Callable[[Sequence[Record]], bytes]] = {
    "csv": to_csv,
    "xlsx": to_xlsx,
    "dta": to_dta,
    "parquet": to_parquet,
}

_output = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件")


@click.group("export")
def command() -> None:
    """导出知识、关系图和法定表格面板。"""


@command.command("knowledge")
@_output
@click.pass_obj
def knowledge(home: Home, output: Path | None) -> None:
    """每篇文档一行 JSON，每条事实带其出处 (JSON Lines, one object a document)。"""
    with reading(home) as snapshot:
        deliver("".join(export.knowledge(snapshot)).encode(), output)


@command.command("graph")
@click.option("--format", "form", type=click.Choice(["graphml", "gexf", "json", "csv"]), default="graphml")
@_output
@click.pass_obj
def graph_(home: Home, form: graph.Format, output: Path | None) -> None:
    """关系图，每条边带其出处 (every edge with its evidence)。"""
    with reading(home) as snapshot:
        deliver(graph.write(graph.load(snapshot), form).encode(), output)


@command.command("panel")
@click.option("--format", "form", type=click.Choice(list(_files)), default="csv", show_default=True)
@click.option("--shape", type=click.Choice(list(_shapes)), default="long", show_default=True)
@click.option("--agency", multiple=True, help="只看这些机关 (agencies)")
@click.option("--region", multiple=True, help="只看这些地区及其下级 (regions and what lies below)")
@click.option("--year", multiple=True, type=int, help="只看这些年份 (years)")
@click.option("--variable", multiple=True, help="只看这些变量，名称见代码本 (variables of the codebook)")
@_output
@click.pass_obj
def panel(home: Home, /, form: str, shape: str, output: Path | None, **wanted: tuple[str, ...]) -> None:
    """法定表格：每个机关、年份、单元格一行（long）或每份报告一行（wide），附出处、状态和不符之处。

    The statutory tables as a panel with sources, value status and findings.
    """
    variables = wanted["variable"] or None
    with reading(home) as snapshot:
        found = reports(
            snapshot,
            agencies=wanted["agency"],
            regions=wanted["region"],
            years=[int(y) for y in wanted["year"]],
        )
    deliver(_files[form](_shapes[shape](found, variables)), output)
