"""Agencies side by side, or years of one: figures, citations, platforms, each count with its list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.forms.codebook import Variable
from kb.model import Entity, RelationKind
from kb.panel import select
from web import links
from web.charts import Chart
from web.library import Visit
from web.profiles.matrix import Counted
from web.profiles.panel import Row, by_agency, panel_of, rows, variables

LISTED = 80
"""Policies and platforms listed; those that more columns share first."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands side by side: an agency, in one year or in all (`None`)."""

    agency: Entity
    year: int | None

    @property
    def label(self) -> str:
        """What to call it."""
        return f"{self.agency.name} {self.year}" if self.year else self.agency.name


@dataclass(frozen=True, slots=True)
class Line:
    """A policy or platform with its count in each column (`None`: not there)."""

    entity: Entity
    cells: tuple[Counted | None, ...]

    @property
    def columns(self) -> int:
        """In how many columns it stands."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines shown of `total`, of which `shared` stand in every column."""

    shown: tuple[Line, ...]
    total: int
    shared: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns; their reports with the variables, a chart each; what they cite and run."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    variables: tuple[Variable, ...]
    charts: tuple[tuple[Variable, Chart], ...]
    policies: Lines
    platforms: Lines


def comparison(
    here: Visit, agencies: Sequence[Entity], years: Sequence[int], chosen: Iterable[str]
) -> Comparison:
    """The comparison of these agencies, of each in these years; in all years together if there are none."""
    columns = tuple(Column(agency, year) for agency in agencies for year in (years or (None,)))
    found = select(panel_of(here), agencies=[agency.name for agency in agencies], years=years)
    wanted = variables(chosen)
    told = rows(found, wanted)
    charts = ((variable, by_agency(told, variable)) for variable in wanted)
    return Comparison(
        columns,
        tuple(told),
        wanted,
        tuple((variable, made) for variable, made in charts if made and len(made.years) > 1),
        _lines(here, columns, "cites"),
        _lines(here, columns, "runs"),
    )


def _lines(here: Visit, columns: Sequence[Column], kind: RelationKind) -> Lines:
    counts = [_counts(here, column, kind) for column in columns]
    keys = sorted({key for column in counts for key in column})
    found = [Line(here.entity(key), tuple(column.get(key) for column in counts)) for key in keys]
    found.sort(key=lambda line: (-line.columns, -sum(c.count for c in line.cells if c), line.entity.id))
    return Lines(tuple(found[:LISTED]), len(found), sum(line.columns == len(columns) for line in found))


def _counts(here: Visit, column: Column, kind: RelationKind) -> Mapping[str, Counted]:
    source = column.agency.id
    relations = here.snapshot.relations(source, kind=kind, outgoing=True)
    counts = Counter(r.target for r in relations if column.year in (None, r.year))
    ends: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for target in counts:
        ends[target] = {"source": source, "kind": kind, "target": target, "year": column.year}
    return {
        target: Counted(count, links.with_query("/relations", ends[target]))
        for target, count in counts.items()
    }
