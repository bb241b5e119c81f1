"""Conditions on what a document names: policies it cites, agencies, leaders, platforms, regions it mentions."""

from index.bound.context import Context, listed
from index.bound.texts import folded
from index.names import Named
from index.plan import Leaf
from index.query.tree import Condition, Value
from kb.platforms.lexicon import lexicon

VERBS = {"cites": "引用", "mentions": "提到", "platform": "提到平台", "leader": "提到"}


def entity(condition: Condition, context: Context) -> Leaf:
    """Mentions any entity that the value names, under whatever name the document uses."""
    field, value = condition.field, folded(condition.value, context)
    if field is None:
        raise TypeError(condition)
    found = _channel(value, context) if field.entity == "platform" else []
    found = found or context.names().fitting(value, field.entity)
    ids = tuple(dict.fromkeys(named.entity_id for named in found))
    names = [f"《{named.proper}》" if named.kind == "policy" else named.proper for named in found]
    told = listed(names) if names else f"“{value.text}”（知识库中没有这个名称）"
    verb = VERBS[field.name]
    return Leaf(
        f"{verb}{told}",
        f"没有{verb}{told}",
        {"op": "field", "field": field.name, "text": value.text, "entities": list(ids)},
        documents=context.catalogue.mask(context.documents_with(ids)),
        shown=ids,
        words=tuple(context.segmenter.words(value.text)),
    )


def _channel(value: Value, context: Context) -> list[Named]:
    """All platforms of the channel that a word names (微博, 微信公众号), unless a platform has that very name."""
    if value.wild or value.text not in lexicon().words or context.names().exactly(value.text, "platform"):
        return []
    return context.names().on_channel(lexicon().words[value.text][1])
