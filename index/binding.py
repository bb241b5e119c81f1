"""A parsed query → a plan: words cut, names resolved, every leaf knowing what it says."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from index.bound.columns import agency, in_column_text, region, type_of, years
from index.bound.context import Context
from index.bound.entities import entity
from index.bound.texts import anywhere, close, headings, together
from index.fields import FieldKind
from index.plan import Every, Leaf, Plan, Some, Without
from index.query.tree import And, Condition, Everything, Near, Node, Not, Or, Range, Together

_BINDERS: Mapping[FieldKind, Callable[[Condition, Context], Leaf]] = {
    "text": anywhere,
    "heading": headings,
    "title": in_column_text,
    "number": in_column_text,
    "source": in_column_text,
    "agency": agency,
    "region": region,
    "type": type_of,
    "entity": entity,
}


def bind(node: Node, context: Context) -> Plan:
    """The plan of a tree; raises `QueryError` where a value means nothing."""
    if isinstance(node, And):
        return Every(tuple(bind(child, context) for child in node.children))
    if isinstance(node, Or):
        return Some(tuple(bind(child, context) for child in node.children))
    if isinstance(node, Not):
        return Without(bind(node.child, replace(context, strict=True)))
    return _leaf(node, context)


def _leaf(node: Condition | Range | Near | Together | Everything, context: Context) -> Leaf:
    if isinstance(node, Near):
        return close(node, context)
    if isinstance(node, Together):
        return together(node, context)
    if isinstance(node, Range):
        return years(node, context)
    if isinstance(node, Everything):
        return Leaf("属于本库", "不属于本库", {"op": "all"})
    return _BINDERS[node.field.kind if node.field else "text"](node, context)
