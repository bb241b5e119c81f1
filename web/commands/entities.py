"""`suwen entities`: what is known by name; with `--review`, what is unsure and worth a person's hour."""

import sys
from itertools import groupby
from typing import get_args

import click

from kb.home import Home
from kb.model import Kind
from kb.review import Question, questions
from kb.store.reader import Snapshot
from web.commands.common import as_json, console, reading, table


@click.command("entities")
@click.argument("contains", default="")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="只看这一类 (one kind)")
@click.option("--review", is_flag=True, help="列出待定之处及其出处 (what is unsure, with evidence)")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="最多几条 (at most)")
@click.option("--json", "json_", is_flag=True, help="输出 JSON")
@click.pass_obj
def command(
    home: Home, /, contains: str, kind: Kind | None, limit: int, *, review: bool, json_: bool
) -> None:
    """列出条目；--review 列出待定的指称、拟合并的名称和重名，供人工更正 (corrections.toml)。"""
    with reading(home) as snapshot:
        if review:
            asked = [q for q in questions(snapshot) if kind is None or q.kind == kind]
            _ask(asked, limit, json_=json_)
        else:
            _list(snapshot, contains, kind, limit, json_=json_)


def _list(snapshot: Snapshot, contains: str, kind: Kind | None, limit: int, *, json_: bool) -> None:
    found = snapshot.entities(kind, contains=contains, limit=limit)
    if json_:
        rows = [{"id": e.entity.id, "documents": e.documents, "mentions": e.mentions} for e in found]
        sys.stdout.write(as_json(rows) + "\n")
        return
    shown = table("条目 entity", "文档 documents", "提及 mentions")
    for listed in found:
        shown.add_row(listed.entity.id, str(listed.documents), str(listed.mentions))
    console().print(shown)


def _ask(asked: list[Question], limit: int, *, json_: bool) -> None:
    if json_:
        sys.stdout.write(as_json([question.as_data() for question in asked]) + "\n")
        return
    out = console()
    for reason, group in groupby(asked, key=lambda question: question.reason):
        members = list(group)
        out.print(f"\n{reason}：{len(members)} 处", style="bold")
        for question in members[:limit]:
            out.print(f"  {question.what}  ({question.times} 次)", markup=False, soft_wrap=True)
            for place in question.places[:2]:
                out.print(
                    f"      {place.document_id}[{place.start}:{place.end}] {place.sentence.strip()}",
                    markup=False,
                    soft_wrap=True,
                )
        if len(members) > limit:
            out.print(f"  …… 其余 {len(members) - limit} 处见 --limit 或 --json")
