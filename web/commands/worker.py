"""`suwen worker`: read files for `suwen ingest` elsewhere, on as many machines as there are."""

import click

from corpus.errors import SuwenError
from kb.home import Home


@click.command("worker")
@click.pass_obj
def command(home: Home) -> None:
    """替 suwen ingest 读文件：数据库在 PostgreSQL 时，可在多台机器上运行；数据目录须共享。

    Reads files that `suwen ingest` queues in PostgreSQL. All machines share the home folder. Ctrl+C lets it
    finish the job at hand.
    """
    try:
        from index.build.worker import work
    except ImportError as error:
        raise SuwenError(
            "suwen worker 需要先安装 suwen[cluster]", "a worker needs the extra suwen[cluster]"
        ) from error
    work(home, lambda sentence: click.echo(sentence, err=True))
