"""`suwen search QUERY`: the same answers as the pages and the API give."""

import click
from rich.text import Text

from index.model import Request, Result, Snippet
from index.searcher import open_searcher
from kb.home import Home
from web import answers
from web.commands.common import as_json, console, reading


@click.command("search")
@click.argument("query")
@click.option("--agency", multiple=True, help="只看这些机关 (agencies)")
@click.option("--region", multiple=True, help="只看这些地区及其下级 (regions and what lies below)")
@click.option("--year", multiple=True, help="只看这些年份 (years)")
@click.option("--type", multiple=True, help="只看这些类型 (types)")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 10_000), help="最多几篇 (at most)"
)
@click.option("--strict", is_flag=True, help="连写的词必须全有 (all words of a run, however few have them)")
@click.option("--json", "json_", is_flag=True, help="输出 JSON")
@click.pass_obj
def command(
    home: Home, /, query: str, limit: int, *, strict: bool, json_: bool, **filters: tuple[str, ...]
) -> None:
    """检索；加引号为精确短语，可用 与/或/非、字段和年份范围。

    Searches; quotes make an exact phrase. 例：suwen search '“以公开为常态” 年份:2019-2021'
    """
    given = {name: values for name, values in filters.items() if values}
    with reading(home) as snapshot:
        asked = Request(query, given, per_page=limit, strict=strict)
        result = open_searcher(home, snapshot).search(snapshot, asked)
    if json_:
        click.echo(as_json(as_data(result)))
    else:
        _show(result)


def as_data(result: Result) -> dict[str, object]:
    """The answer as plain data, in the API's words."""
    results = [
        {**answers.hit(hit), "snippets": [{**answers.snippet(s), "text": s.text} for s in hit.snippets]}
        for hit in result.hits
    ]
    return {**answers.head(result), "results": results, **answers.facets(result)}


def _show(result: Result) -> None:
    out = console()
    out.print(f"{result.understood}  共 {result.total} 篇", markup=False)
    for hit in result.hits:
        document = hit.document
        out.print(Text(f"\n{document.label}", style="bold"), Text(f"  [{document.id}]", style="dim"))
        for snippet in hit.snippets:
            out.print(_marked(snippet), soft_wrap=True)


def _marked(snippet: Snippet) -> Text:
    text = Text(f"  …{snippet.text}…".replace("\n", " "))
    for mark in snippet.marks:
        start = mark.start - snippet.span.start + 3
        text.stylize("bold yellow", start, start + mark.end - mark.start)
    return text
