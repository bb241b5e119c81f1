"""“Did you mean”: a query with one word put right, offered and never searched in silence."""

from collections.abc import Iterator

from corpus.normalise import fold
from index.answer import answer
from index.model import Correction, Request
from index.opened import Opened
from index.query.parser import parse
from index.query.tree import And, Condition, Node, Or, Value
from kb.store.reader import Snapshot


def corrections(opened: Opened, snapshot: Snapshot, query: str) -> tuple[Correction, ...]:
    """Mended queries for the runs of a query that stand nowhere, each with what it finds; empty if all stand."""
    offered = {}
    for value in _runs(parse(query)):
        typed = value.place.of(query)
        for _, was, now in opened.mender.mended(fold(value.text), opened.exact):
            mended = query[: value.place.start] + typed.replace(was, now, 1) + query[value.place.end :]
            if was in typed and mended not in offered:
                total = answer(opened, snapshot, Request(mended)).total
                offered[mended] = Correction(mended, was, now, total)
    return tuple(offer for offer in offered.values() if offer.total)


def _runs(node: Node) -> Iterator[Value]:
    """The plain words and phrases of the text that a query wants."""
    if isinstance(node, And | Or):
        for child in node.children:
            yield from _runs(child)
    elif isinstance(node, Condition) and _is_plain(node):
        yield node.value


def _is_plain(node: Condition) -> bool:
    in_text = node.field is None or node.field.kind == "text"
    return in_text and not node.value.wild and node.value.fuzzy is None
