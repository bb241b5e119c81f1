"""`suwen reuse NAME`: which sentences of a document stand elsewhere."""

import click
import msgspec
from rich.text import Text

from kb.home import Home
from kb.reuse import Pair, Reuse, Source, reuse_of
from kb.store.reader import Snapshot
from web.commands.common import as_json, console, reading

_KINDS = {"formula": "格式语句", "statute": "法条原文", "common": "通用套话"}
_AGENCIES = {True: "同一机关", False: "其他机关", None: "机关未定"}


@click.command("reuse")
@click.argument("name")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="最多几篇来源 (sources)")
@click.option("--boilerplate", is_flag=True, help="也列出套话 (boilerplate too)")
@click.option("--json", "json_", is_flag=True, help="输出 JSON")
@click.pass_obj
def command(home: Home, /, name: str, limit: int, *, boilerplate: bool, json_: bool) -> None:
    """列出一篇文档中也见于其他文档的句子：与哪篇、哪一句、是否逐字相同；套话另计。

    Lists the sentences of a document that stand in others, aligned with theirs; boilerplate is set aside.
    """
    with reading(home) as snapshot:
        reuse = reuse_of(snapshot, snapshot.find(name))
        if json_:
            click.echo(as_json(_data(reuse)))
        else:
            _show(snapshot, reuse, limit, boilerplate=boilerplate)


def _data(reuse: Reuse) -> dict[str, object]:
    sources = [
        {
            "document": source.document.id,
            "label": source.document.label,
            "agency": source.document.agency,
            "year": source.document.year,
            "same_agency": source.same_agency,
            "share": source.share,
            "characters": source.characters,
            "pairs": msgspec.to_builtins(source.pairs),
        }
        for source in reuse.sources
    ]
    plain = {key: getattr(reuse, key) for key in ("counted", "reused", "exact", "share")}
    aside = msgspec.to_builtins(reuse.set_aside)
    return {"document": reuse.document_id, **plain, "sources": sources, "set_aside": aside}


def _show(snapshot: Snapshot, reuse: Reuse, limit: int, *, boilerplate: bool) -> None:
    out = console()
    shown = reuse.sources[:limit]
    texts = snapshot.texts({reuse.document_id, *(source.document.id for source in shown)})
    out.print(Text(_summary(reuse), style="bold"))
    for source in shown:
        out.print(Text(f"\n{source.share:.1%}  {_named(source)}", style="bold"), soft_wrap=True)
        for pair in source.pairs:
            if boilerplate or not pair.boilerplate:
                for line in _lines(pair, texts[reuse.document_id], texts[source.document.id]):
                    out.print(line, soft_wrap=True)
    if len(reuse.sources) > limit:
        out.print(f"\n…… 其余 {len(reuse.sources) - limit} 篇见 --limit 或 --json")
    if boilerplate:
        out.print(Text("\n套话", style="bold"))
        for aside in reuse.set_aside:
            out.print(
                Text(f"  {_KINDS[aside.kind]} {aside.span.of(texts[reuse.document_id])}"), soft_wrap=True
            )


def _summary(reuse: Reuse) -> str:
    if reuse.share is None:
        return f"没有可比的句子（12字以上，表格、标题除外）；套话 {len(reuse.set_aside)} 句不计"
    return (
        f"见于其他文档的文字 {reuse.share:.1%}（{reuse.counted} 字中 {reuse.reused} 字，逐字相同 {reuse.exact} 字），"
        f"来源 {len(reuse.sources)} 篇；套话 {len(reuse.set_aside)} 句不计"
    )


def _named(source: Source) -> str:
    same = _AGENCIES[source.same_agency]
    return f"{source.document.label}  [{source.document.id}]  {same}，{source.characters} 字"


def _lines(pair: Pair, own: str, other: str) -> list[Text]:
    """The sentence; where only names or figures differ, theirs below it."""
    mark = f"（{_KINDS[pair.kind]}）" if pair.boilerplate else ""
    here = f"[{pair.own.start}:{pair.own.end}]", f"[{pair.other.start}:{pair.other.end}]"
    if pair.exact:
        return [Text(f"  = {here[0]} = {here[1]} {mark}{pair.own.of(own)}")]
    return [Text(f"  ≈ {here[0]} {mark}{pair.own.of(own)}"), Text(f"    {here[1]} {pair.other.of(other)}")]
