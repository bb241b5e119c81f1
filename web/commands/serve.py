"""`suwen serve`: the pages and the API."""

import contextlib
from dataclasses import replace

import click

from kb.home import Home
from web.serving.metering import together
from web.serving.processes import usual
from web.settings import from_environment


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="几个进程，默认每核一个；小机器用 1 (how many processes; one a core)；环境变量 SUWEN_PROCESSES",
)
@click.pass_obj
def command(home: Home, host: str, port: int, processes: int | None) -> None:
    """启动网页服务；按 Ctrl+C 结束。"""
    settings = from_environment()
    settings = replace(settings, processes=processes or settings.processes or usual())
    with together() if settings.processes > 1 else contextlib.nullcontext():
        # Only now: what counts requests decides at its import whether several processes count together.
        from web.serving.start import serve

        serve(home, host, port, settings)
