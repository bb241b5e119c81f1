"""`suwen relations NAME`: what is known of an entity, relation by relation, each with its sentence."""

from collections import defaultdict
from itertools import groupby
from typing import Any, get_args

import click
import msgspec

from corpus.errors import NotFoundError, SuwenError
from kb.home import Home
from kb.model import Kind, Mention, PolicyMention, Relation, RelationKind
from kb.store.reader import Snapshot
from web.commands.common import as_json, console, reading


@click.command("relations")
@click.argument("name")
@click.option("--kind", type=click.Choice(get_args(RelationKind)), help="只看这一种 (one kind of relation)")
@click.option("--direction", type=click.Choice(["out", "in", "both"]), default="both", show_default=True)
@click.option("--year", type=int, help="只看这一年的文档 (documents of one year)")
@click.option("--detail", help="只看说明含此词的，如 followers、basis、组长 (details that hold this word)")
@click.option("--json", "json_", is_flag=True, help="输出 JSON")
@click.pass_obj
def command(
    home: Home,
    /,
    name: str,
    kind: RelationKind | None,
    direction: str,
    year: int | None,
    detail: str | None,
    *,
    json_: bool,
) -> None:
    """一个条目的全部关系，每条附出处的句子；条目用名称、简称或编号指明。

    例：suwen relations 中华人民共和国政府信息公开条例 --kind cites --direction in

    suwen relations 淄博市文化和旅游局 --kind runs --detail followers
    """
    with reading(home) as snapshot:
        entity_id, others = named(snapshot, name)
        outgoing = {"out": True, "in": False, "both": None}[direction]
        found = [
            relation
            for relation in snapshot.relations(entity_id, kind=kind, outgoing=outgoing)
            if year in (None, relation.year) and (detail is None or detail in (relation.detail or ""))
        ]
        facts = _facts(snapshot, found)
    if json_:
        click.echo(as_json({"entity": entity_id, "others": others, "relations": facts}))
    else:
        _show(entity_id, facts)
        if others:
            click.echo(f"同名的还有：{'、'.join(others)}")


def named(snapshot: Snapshot, name: str) -> tuple[str, list[str]]:
    """The id of the entity with this id, name or alias, and the ids of others of the same name.

    An agency comes before the accounts named after it (`get_args(Kind)` is the order). Raises `SuwenError`
    if several of the first kind fit; it names them.
    """
    ids = sorted(snapshot.lookup(name), key=lambda key: get_args(Kind).index(key.split("/")[0]))
    if not ids:
        return _by_id(snapshot, name), []
    first = [key for key in ids if key.split("/")[0] == ids[0].split("/")[0]]
    if len(first) > 1:
        raise SuwenError(f"“{name}”可指：{'、'.join(first)}；请用其中一个编号", "the name is ambiguous")
    return ids[0], ids[1:]


def _by_id(snapshot: Snapshot, name: str) -> str:
    if "/" in name:
        return snapshot.entity(name).entity.id
    raise NotFoundError(f"没有名为“{name}”的条目；suwen entities 可以查找", "no entity has this name")


def _facts(snapshot: Snapshot, relations: list[Relation]) -> list[dict[str, Any]]:
    """The relations as data, in their order; each document is read once."""
    facts: dict[int, dict[str, Any]] = {}
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for place, relation in enumerate(relations):
        by_document[relation.evidence.document_id].append(place)
    for document_id, places in by_document.items():
        text = snapshot.texts([document_id])[document_id]
        mentions = {
            (placed.mention.start, placed.mention.end, placed.entity_id): placed.mention
            for placed in reversed(snapshot.mentions_in(document_id))
        }
        facts |= {place: _fact(text, mentions, relations[place]) for place in places}
    return [facts[place] for place in range(len(relations))]


def _fact(
    text: str, mentions: dict[tuple[int, int, str | None], Mention], relation: Relation
) -> dict[str, Any]:
    """The relation as data: both ends, the sentence, and all that the mention says."""
    evidence = relation.evidence
    ends = (mentions.get((evidence.start, evidence.end, end)) for end in (relation.target, relation.source))
    mention = next(filter(None, ends), None)
    return {
        "source": relation.source,
        "kind": relation.kind,
        "target": relation.target,
        "year": relation.year,
        "detail": relation.detail,
        "document": evidence.document_id,
        "start": evidence.start,
        "end": evidence.end,
        "text": text[evidence.start : evidence.end],
        "sentence": text[evidence.sentence_start : evidence.sentence_end],
        "short": mention.short if isinstance(mention, PolicyMention) else None,
        "mention": msgspec.to_builtins(mention) if mention else None,
    }


def _show(entity_id: str, facts: list[dict[str, Any]]) -> None:
    out = console()
    out.print(entity_id, style="bold", markup=False)
    ordered = sorted(facts, key=lambda fact: (str(fact["kind"]), fact["year"] or 0))
    for kind, group in groupby(ordered, key=lambda fact: fact["kind"]):
        members = list(group)
        out.print(f"\n{kind}：{len(members)} 条")
        for fact in members:
            other = fact["target"] if fact["source"] == entity_id else fact["source"]
            said = "  ".join(str(part) for part in (fact["year"], other, fact["detail"]) if part)
            out.print(f"  {said}", markup=False)
            short = f"（以下简称「{fact['short']}」）" if fact["short"] else ""
            out.print(
                f"      「{fact['text']}」{short} {fact['document']}[{fact['start']}:{fact['end']}]",
                markup=False,
            )
            out.print(f"      {fact['sentence']}", style="dim", markup=False, soft_wrap=True)
    out.print(f"\n共 {len(facts)} 条")
