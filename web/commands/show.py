"""`suwen show ID-or-source`: a document, as Markdown, as text, or as data."""

import click
import msgspec

from corpus.markdown import to_markdown
from kb.home import Home
from kb.store.rows import Record
from web.commands.common import as_json, reading


@click.command("show")
@click.argument("name")
@click.option("--text", "form", flag_value="text", help="规范化文本，一切位置都按它计算 (the canonical text)")
@click.option("--json", "form", flag_value="json", help="输出 JSON")
@click.pass_obj
def command(home: Home, name: str, form: str | None) -> None:
    """显示一篇文档；用编号、文件名或文件名主干指明。"""
    with reading(home) as snapshot:
        record = snapshot.record(snapshot.find(name))
    click.echo(_forms[form](record), nl=form != "text")


def _data(record: Record) -> str:
    document, profile = record.document, record.profile
    fields = {key: value for key, value in msgspec.to_builtins(profile).items() if key != "basis"}
    return as_json(
        {
            "id": document.id,
            "source": document.source,
            "sha256": document.sha256,
            "document": fields,
            "contact": msgspec.to_builtins(document.meta.contact),
            "sections": msgspec.to_builtins(document.sections),
            "tables": msgspec.to_builtins(document.tables),
            "text": document.text,
        }
    )


_forms = {
    None: lambda record: to_markdown(record.document),
    "text": lambda record: record.document.text,
    "json": _data,
}
