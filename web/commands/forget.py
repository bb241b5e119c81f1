"""`suwen forget ID`: drop a document on purpose, and clear away originals that no document needs."""

import click

from index.build.ingest import forget, forget_leftovers
from kb.home import Home
from web.commands.common import reading


@click.command("forget")
@click.argument("name", required=False)
@click.option(
    "--leftovers",
    is_flag=True,
    help="清除不再属于任何文档的原件，如文件改动之前的 (originals of no document)",
)
@click.pass_obj
def command(home: Home, /, name: str | None, *, leftovers: bool) -> None:
    """删除一篇文档、其全部来源和保存的原件；读入时的文件本身不动。

    Drops a document with all its sources and its kept original; the file that it was read from stays.
    """
    if bool(name) == leftovers:
        raise click.UsageError("请给出一篇文档，或 --leftovers (name a document, or say --leftovers)")
    if name is None:
        click.echo(f"已清除 {forget_leftovers(home)} 份原件")
        return
    with reading(home) as snapshot:
        record = snapshot.record(snapshot.find(name))
    forget(home, record.document.id)
    click.echo(f"已删除 {record.document.id} {record.profile.title or record.document.source}")
