"""`suwen restore FILE`: a home from a backup."""

from pathlib import Path

import click

from index.build.restore import restore
from kb.home import Home


@click.command("restore")
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="替换数据目录中已有的内容 (in place of what is there)")
@click.pass_obj
def command(home: Home, archive: Path, *, replace: bool) -> None:
    """从备份恢复：先逐个核对哈希，再整体换上；正在运行的服务随即看到。

    Verifies every hash first, then swaps all in; a server at work on the home sees it without a restart.
    """
    manifest, state = restore(home, archive, replace=replace)
    click.echo(f"已恢复 {state.documents} 篇文档（备份于 {manifest.made}）(restored)")
