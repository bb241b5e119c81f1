"""`suwen serve`: the pages and the API."""

import click

from kb.home import Home
from web.serve import serve


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
def command(home: Home, host: str, port: int) -> None:
    """启动网页服务；按 Ctrl+C 结束。"""
    serve(home, host, port)
