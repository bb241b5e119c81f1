"""Counts of a result by facet, and the filters that choose among the same values."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from corpus.errors import SuwenError
from corpus.lexicon import type_names
from corpus.model import Span
from index.bound.columns import UNSTATED, agencies, regions, types
from index.catalogue import Catalogue, Column
from index.exact.contract import Mask, Numbers
from index.fields import UNKNOWN, facets
from index.model import Facet, FacetValue
from index.names import Names
from index.query.tree import Value
from index.settings import limits

_KINDS = {field.name: field.entity for field in facets() if field.kind == "entity"}


def facet_values(catalogue: Catalogue, hits: Numbers, wanted: Iterable[str]) -> dict[str, Facet]:
    """For each facet wanted its values with labels and counts over all documents `hits`; years newest first, the
    rest by count, of these the first that `limits().facet_values` allows. A document counts under its region
    and under every region above it.
    """
    return {name: _facet(name, catalogue.columns[name], hits) for name in wanted}


def _facet(name: str, column: Column, hits: Numbers) -> Facet:
    codes, counts = column.counts(hits)
    first = _newest(codes) if name == "year" else _commonest(counts)
    values = [column.values[code] for code in codes[first].tolist()]
    said = [label(name, value) for value in values]
    return Facet(map(FacetValue, values, said, counts[first].tolist()), len(codes))


def _newest(codes: Numbers) -> Numbers:
    return np.arange(len(codes))[::-1][: limits().facet_values]


def _commonest(counts: Numbers) -> Numbers:
    """The places of the greatest, those of equal ones in order."""
    most = limits().facet_values
    among = np.arange(len(counts))
    if len(counts) > most:
        among = np.flatnonzero(counts >= np.partition(counts, -most)[-most])
    return among[np.argsort(-counts[among], kind="stable")][:most]


def label(facet: str, value: str) -> str:
    """What a facet's value is called."""
    if value == UNKNOWN:
        return UNSTATED
    if facet == "type":
        return type_names().get(value, value)
    return value[value.rfind("/") + 1 :] if facet in ("region", "platform") else value


def filtered(
    filters: Mapping[str, tuple[str, ...]], catalogue: Catalogue, names: Callable[[], Names]
) -> tuple[Mask, str]:
    """The documents that pass all filters, and the filters in Chinese ("" without any).

    Values of one facet are alternatives. A value is a facet's own or what a user may type for it; one that
    means nothing lets no document pass. Raises `SuwenError` for a facet that does not exist.
    """
    passing, said = np.ones(len(catalogue), dtype=np.bool_), []
    for facet, wanted in sorted(filters.items()):
        if facet not in catalogue.columns:
            raise SuwenError(
                f"不能按“{facet}”筛选；可以按 {'、'.join(catalogue.columns)} 筛选",
                f"there is no facet {facet}",
            )
        if wanted:
            values = [known for value in wanted for known in _known(facet, value.strip(), catalogue, names)]
            passing &= catalogue.columns[facet].having(values)
            name = next(field.label for field in facets() if field.name == facet)
            told = dict.fromkeys(label(facet, v) for v in values) or dict.fromkeys(wanted)
            said.append(f"{name}为{'或'.join(told)}")
    return passing, "，".join(said)


def _known(facet: str, value: str, catalogue: Catalogue, names: Callable[[], Names]) -> list[str]:
    """The values of the facet that a typed value means."""
    if value in catalogue.columns[facet] or value == UNKNOWN:
        return [value]
    if facet == "year":
        return [_year(value)]
    if facet in _KINDS:
        return sorted({named.entity_id.partition("/")[2] for named in names().exactly(value, _KINDS[facet])})
    if facet == "agency":
        return agencies(Value((value,), True, Span(0, len(value))), catalogue, names())
    return regions(value, catalogue, names()) if facet == "region" else types(value)


def _year(value: str) -> str:
    """A year as the facet has it; raises `SuwenError` for what is no year."""
    year = value.removesuffix("年")
    if len(year) == 4 and year.isdecimal():
        return year
    raise SuwenError(f"“{value}”不是年份，请写四位数字，如 2021", f"{value} is no year: write four digits")
