"""A query in which every run of text is meant as it stands: what a concordance counts is a phrase."""

from collections.abc import Iterator

from index.query.parser import parse
from index.query.tree import And, Condition, Near, Node, Not, Or, Together, Value


def as_phrases(query: str) -> str:
    """The query with its unquoted runs of plain text in quotes; raises `QueryError`.

    Patterns, ~ and fields other than the text stay as they are.

    >>> as_phrases("主动公开 年份:2019")
    '“主动公开” 年份:2019'
    """
    for value in sorted(_runs(parse(query)), key=lambda value: value.place, reverse=True):
        start, end = value.place.start, value.place.end
        query = f"{query[:start]}“{query[start:end]}”{query[end:]}"
    return query


def _runs(node: Node) -> Iterator[Value]:
    if isinstance(node, And | Or):
        children = node.children
    elif isinstance(node, Near | Together):
        children = node.operands
    else:
        children = (node.child,) if isinstance(node, Not) else ()
    for child in children:
        yield from _runs(child)
    if isinstance(node, Condition) and _is_plain(node):
        yield node.value


def _is_plain(node: Condition) -> bool:
    in_text = node.field is None or node.field.kind == "text"
    return in_text and not (node.value.quoted or node.value.wild or node.value.fuzzy is not None)
