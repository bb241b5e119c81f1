"""`suwen backup FILE`: the whole home in one file, while servers and even an ingest run."""

import sys
from pathlib import Path

import click

from kb.backup import pack
from kb.home import Home


@click.command("backup")
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def command(home: Home, output: Path) -> None:
    """把一切备份到一个文件：数据库、原件、更正和记录；服务和读入可以照常进行。

    Backs everything up to one file as of one moment. Exit code 1 if an original is missing or damaged.
    """
    manifest, missing = pack(home, output)
    for sentence in missing:
        click.echo(sentence)
    size = output.stat().st_size / 2**20
    click.echo(
        f"已备份到 {output}：第 {manifest.generation} 次发布，{len(manifest.files)} 个文件，{size:.1f} MB (backed up)"
    )
    if missing:
        sys.exit(1)
