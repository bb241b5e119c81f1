"""`suwen forget ID`: drop a document on purpose."""

import click

from index.build.ingest import forget
from kb.home import Home
from web.commands.common import reading


@click.command("forget")
@click.argument("name")
@click.pass_obj
def command(home: Home, name: str) -> None:
    """删除一篇文档及其全部来源；文件本身不动。"""
    with reading(home) as snapshot:
        record = snapshot.record(snapshot.find(name))
    forget(home, record.document.id)
    click.echo(f"已删除 {record.document.id} {record.profile.title or record.document.source}")
