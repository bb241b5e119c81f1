"""The command line `suwen`, the one door: it may import every room, and does so only when a command needs it."""

import sys
from importlib import import_module, util
from pathlib import Path

import click

from corpus.errors import SuwenError
from kb.home import Home

ROOMS = ("corpus", "kb", "index", "web")
_commands = {
    "ingest": "读入文件和文件夹 (read files and folders)",
    "worker": "替 ingest 读文件，可在多台机器上运行 (read files for ingest, on any machine)",
    "search": "检索 (search)",
    "show": "显示一篇文档 (show a document)",
    "export": "导出知识和关系图 (export knowledge or graph)",
    "serve": "启动网页服务 (serve the pages)",
    "check": "核对数据库、关系图和索引 (check store, graph and index)",
    "rebuild": "从原件重建 (rebuild everything from the documents)",
    "backup": "把一切备份到一个文件 (back everything up to one file)",
    "restore": "从备份恢复 (restore from a backup)",
    "forget": "删除一篇文档 (forget a document)",
    "entities": "列出条目和待定之处 (list entities and what is open)",
    "relations": "一个条目的关系及出处 (an entity's relations with their evidence)",
    "audit": "列出文档中不相符之处 (list what does not add up)",
    "reuse": "列出也见于其他文档的句子 (sentences that stand elsewhere)",
}


class _Lazy(click.Group):
    """Commands live in modules of their own, imported when called, so that `suwen --help` is quick."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_commands)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _commands:
            return None
        command: click.Command = import_module(f"web.commands.{name}").command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 (commands)"):
            formatter.write_dl(list(_commands.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    envvar="SUWEN_HOME",
    default="var",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="数据目录 (the folder that holds everything)；环境变量 SUWEN_HOME",
)
@click.version_option(package_name="suwen", prog_name="suwen")
@click.pass_context
def group(context: click.Context, home: Path) -> None:
    """溯文 Suwen：中国政府文件全文检索与知识库。"""
    context.obj = Home(home)


def main() -> None:
    """Run the command line: exit code 2 and one sentence for what the user can mend, never a traceback."""
    _refuse_strangers()
    try:
        group(standalone_mode=True)
    except SuwenError as error:
        click.echo(f"suwen: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (suwen search … | head); that is its good right.
        sys.stderr.close()
        sys.exit(0)


def _refuse_strangers() -> None:
    """The rooms' import names are plain words; another installed package of the same name would be taken for ours."""
    own = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        spec = util.find_spec(room)
        place = Path(spec.origin).resolve() if spec and spec.origin else None
        if place is None or own not in place.parents:
            click.echo(
                f"suwen: 环境里另有一个名为 {room} 的包（{place}），请把溯文装在单独的环境里"
                f" (another package named {room} is in the way: give Suwen an environment of its own)",
                err=True,
            )
            sys.exit(2)
