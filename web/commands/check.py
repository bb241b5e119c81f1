"""`suwen check`: do store, graph and index agree, and does every evidence slice equal its text?"""

import sys

import click

from index.build.check import problems
from kb.home import Home
from web.commands.common import reading


@click.command("check")
@click.pass_obj
def command(home: Home) -> None:
    """核对数据库、关系图和索引；有不符之处则退出码为 1。"""
    with reading(home) as snapshot:
        found = list(problems(home, snapshot))
        state = snapshot.state()
    for problem in found:
        click.echo(problem)
    if found:
        click.echo(f"共 {len(found)} 处不符；suwen rebuild 可从原件重建 ({len(found)} problems)")
        sys.exit(1)
    entities = sum(state.entities.values())
    click.echo(
        f"一切相符：{state.documents} 篇文档，{entities} 个条目，{state.relations} 条关系 (all in order)"
    )
