"""A query made ready to run: every leaf knows what to look for, what to say, and what to highlight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.exact.contract import Mask
from index.exact.probes import Probe
from index.model import Loosened


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One condition.

    `said` and `denied`, it and its opposite in Chinese; `data`, the same for machines; `probes`, all of which
    a document must have, or if `loosened` so many as that says; `documents`, the only ones that answer (`None`:
    any); `shown`, entities whose mentions are the places to show; `words` and `run`, what to rank by; `whole`, a
    run whose places raise the rank.
    """

    said: str
    denied: str
    data: Mapping[str, object]
    probes: tuple[Probe, ...] = ()
    documents: Mask | None = None
    shown: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    run: str = ""
    whole: Probe | None = None
    loosened: Loosened | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """All of the children."""

    children: tuple["Plan", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """At least one of the children."""

    children: tuple["Plan", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Without:
    """Every document that the child does not have."""

    child: "Plan"


Plan = Leaf | Every | Some | Without


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the wanted (not the excluded) leaves look for, each once, in the order of the query."""

    probes: tuple[Probe, ...]
    shown: tuple[str, ...]
    words: tuple[str, ...]
    runs: tuple[str, ...]
    wholes: tuple[Probe, ...] = field(default=())


def wanted(plan: Plan) -> Wanted:
    """The wanted things of a plan."""
    leaves = list(leaves_of(plan))
    return Wanted(
        probes=tuple(dict.fromkeys(probe for leaf in leaves for probe in leaf.probes)),
        shown=tuple(dict.fromkeys(key for leaf in leaves for key in leaf.shown)),
        words=tuple(word for leaf in leaves for word in leaf.words),
        runs=tuple(dict.fromkeys(leaf.run for leaf in leaves if leaf.run)),
        wholes=tuple(dict.fromkeys(leaf.whole for leaf in leaves if leaf.whole is not None)),
    )


def leaves_of(plan: Plan) -> Iterator[Leaf]:
    """The leaves outside every `Without`."""
    if isinstance(plan, Leaf):
        yield plan
    elif not isinstance(plan, Without):
        for child in plan.children:
            yield from leaves_of(child)


def say(plan: Plan) -> str:
    """The plan in Chinese, brackets where they are needed."""
    if isinstance(plan, Leaf):
        return plan.said
    if isinstance(plan, Without):
        return plan.child.denied if isinstance(plan.child, Leaf) else f"不符合（{say(plan.child)}）"
    if isinstance(plan, Every):
        return "，且".join(f"（{say(c)}）" if isinstance(c, Some) else say(c) for c in plan.children)
    return "，或".join(f"（{say(c)}）" if isinstance(c, Every) else say(c) for c in plan.children)


def sentence(plan: Plan, filters: str) -> str:
    """What is searched, in one Chinese sentence; `filters` is what they say, or empty."""
    whole = isinstance(plan, Leaf) and plan.data["op"] == "all"
    found = "全部文档" if whole else f"{say(plan)}的文档"
    return f"查找{found}{f'，限于{filters}' if filters else ''}。"


def as_data(plan: Plan) -> dict[str, object]:
    """The plan as a tree of plain data."""
    if isinstance(plan, Leaf):
        return dict(plan.data)
    if isinstance(plan, Without):
        return {"op": "not", "children": [as_data(plan.child)]}
    op = "and" if isinstance(plan, Every) else "or"
    return {"op": op, "children": [as_data(child) for child in plan.children]}
