"""Conditions on what the catalogue has in columns: title, number, file, agency, region, type, year."""

from collections.abc import Callable

import numpy as np

from corpus.lexicon import type_names
from index.bound.context import Context, listed
from index.bound.texts import folded
from index.catalogue import Catalogue
from index.exact.grams import lower
from index.fields import UNKNOWN, Field
from index.glob import glob
from index.names import Names
from index.plan import Leaf
from index.query.tree import Condition, Range, Value
from kb.store.rows import Summary

UNSTATED = "（未注明）"

_BRACKETS = str.maketrans("〔［[【（(〕］]】）)", "〔" * 6 + "〕" * 6)
_TEXT_OF: dict[str, Callable[[Summary], str]] = {
    "title": lambda summary: summary.title or "",
    "number": lambda summary: _plain_number(summary.number or ""),
    "source": lambda summary: summary.source,
}


def in_column_text(condition: Condition, context: Context) -> Leaf:
    """Title, number or file name have the value in them: a phrase as it stands, words each for itself."""
    field, value = _field(condition), folded(condition.value, context)
    parts = _parts(field, value, context)
    text_of = _TEXT_OF[field.name]
    texts = (text_of(summary) for summary in context.catalogue.documents)
    cased = value.quoted and field.name == "title"
    found = np.array([all(fits(t if cased else lower(t)) for fits in parts) for t in texts], dtype=np.bool_)
    words = tuple(context.segmenter.words(value.text)) if field.name == "title" else ()
    return Leaf(
        f"{field.label}含“{value.text}”",
        f"{field.label}不含“{value.text}”",
        {"op": "field", "field": field.name, "text": value.text},
        documents=found,
        words=words,
        run=value.text if field.name == "title" else "",
    )


def _parts(field: Field, value: Value, context: Context) -> list[Callable[[str], bool]]:
    """Tests that a text must all pass."""
    if value.wild:
        small = (lower(p) if isinstance(p, str) and not value.quoted else p for p in value.pieces)
        return [glob(tuple(small))]
    if field.name == "number":
        return [glob((_plain_number(value.text),))]
    if field.name == "title" and value.quoted:
        return [glob((value.text,))]
    words = context.segmenter.parts(value.text) if field.name == "title" else []
    return [glob((word,)) for word in words or [lower(value.text)]]


def _plain_number(number: str) -> str:
    """A 文号 without blanks, its brackets all alike, letters small."""
    return lower("".join(number.split()).translate(_BRACKETS))


def agency(condition: Condition, context: Context) -> Leaf:
    """Issued by an agency of this name, alias or part of a name."""
    value = folded(condition.value, context)
    values = agencies(value, context.catalogue, context.names())
    names = listed(values) if values else f"名称含“{value.text}”的机关（没有这样的机关）"
    return _column_leaf("agency", values, f"由{names}发布", f"不由{names}发布", context)


def agencies(value: Value, catalogue: Catalogue, names: Names) -> list[str]:
    """The issuing agencies that a typed name means."""
    known = catalogue.columns["agency"].values
    if not value.wild and value.fuzzy is None and value.text in known:
        return [value.text]
    proper = {named.proper for named in names.fitting(value, "agency")}
    return [name for name in known if name in proper] or [
        name for name in known if value.text in name and not value.wild
    ]


def region(condition: Condition, context: Context) -> Leaf:
    """In a region or below it."""
    value = folded(condition.value, context)
    values = regions(value.text, context.catalogue, context.names())
    names = (
        listed(path.split("/")[-1] for path in values) if values else f"“{value.text}”（没有这个地区的文档）"
    )
    return _column_leaf("region", values, f"属于{names}", f"不属于{names}", context)


def regions(text: str, catalogue: Catalogue, names: Names) -> list[str]:
    """The paths that a typed region means: 青岛市, 青岛 or 山东省/青岛市."""
    known = [path for path in catalogue.columns["region"].values if path != UNKNOWN]
    if text in known:
        return [text]
    last = {path: path.split("/")[-1] for path in known}
    exact = [path for path in known if last[path] == text]
    aliases = {named.proper for named in names.exactly(text, "region")}
    return exact or [p for p in known if (len(text) > 1 and last[p].startswith(text)) or last[p] in aliases]


def type_of(condition: Condition, context: Context) -> Leaf:
    """Of a type, by its name, part of it, or its code."""
    value = folded(condition.value, context)
    codes = types(value.text)
    if not codes:
        kinds = "、".join(type_names().values())
        raise context.error(
            f"没有“{value.text}”这个类型；类型有：{kinds}", "no such type of document", value.place
        )
    names = listed(type_names()[code] for code in codes)
    return _column_leaf("type", codes, f"类型为{names}", f"类型不是{names}", context)


def types(text: str) -> list[str]:
    """The codes of the types that a typed name means."""
    names = type_names()
    exact = [code for code, name in names.items() if text in (code, name)]
    return exact or [code for code, name in names.items() if text and text in name]


def years(node: Range, context: Context) -> Leaf:
    """In a year or between two, both included."""
    column, low, high = context.catalogue.years, node.low, node.high
    found = (column >= (low or 1)) & (column <= (high or 9999))
    if low == high:
        said, denied = f"年份为{low}", f"年份不是{low}"
    elif low and high:
        said, denied = f"年份在{low}至{high}之间", f"年份不在{low}至{high}之间"
    else:
        said, denied = (
            (f"年份不早于{low}", f"年份早于{low}") if low else (f"年份不晚于{high}", f"年份晚于{high}")
        )
    return Leaf(said, denied, {"op": "range", "field": "year", "low": low, "high": high}, documents=found)


def _column_leaf(field: str, values: list[str], said: str, denied: str, context: Context) -> Leaf:
    found = context.catalogue.columns[field].having(values)
    return Leaf(said, denied, {"op": "field", "field": field, "values": values}, documents=found)


def _field(condition: Condition) -> Field:
    if condition.field is None:
        raise TypeError(condition)
    return condition.field
