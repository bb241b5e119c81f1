"""The panel builder: variables, agencies, regions and years to choose; table, chart and files; the codebook."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby

from flask import Response, render_template, request

from corpus.errors import NotFoundError, SuwenError
from kb.forms.codebook import Variable, codebook
from kb.forms.frames import to_dta, to_parquet
from kb.forms.panel import Record, Report, long, wide
from kb.forms.write import to_csv, to_xlsx
from kb.panel import select
from web import params
from web.charts import Chart
from web.pages import blueprint
from web.pages.paging import paged
from web.profiles.panel import Breaks, Row, breaks, by_agency, panel_of, rows, variables
from web.texts import codes, english, text
from web.visits import visit

PER_PAGE = 100
LISTED = 60
"""Agencies and regions offered at once; the others are found by the filter field."""

CHARTS = 8
FILES: dict[str, tuple[Callable[[Sequence[Record]], bytes], str]] = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "dta": (to_dta, "application/x-stata-dta"),
    "parquet": (to_parquet, "application/vnd.apache.parquet"),
}
SHAPES: dict[str, Callable[..., list[Record]]] = {"long": long, "wide": wide}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks of the panel; nothing given keeps all."""

    variables: tuple[str, ...]
    agencies: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]

    def of(self, everything: Sequence[Report]) -> list[Report]:
        """The reports asked for."""
        return select(everything, agencies=self.agencies, regions=self.regions, years=self.years)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: its value, its name, how many reports it has, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


def wanted() -> Wanted:
    """What the request asks for; raises `SuwenError` for a variable, agency, region or year that is not there."""
    everything = panel_of(visit())
    return Wanted(
        variables=_known("variable", {v.name for v in codebook()}),
        agencies=_known("agency", {r.profile.agency for r in everything}),
        regions=_known("region", {name for r in everything for name in _regions(r)}),
        years=tuple(map(int, _known("year", {str(r.profile.year) for r in everything if r.profile.year}))),
    )


def _known(name: str, there: set[str] | set[str | None]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(value for value in request.args.getlist(name) if value))
    for value in given:
        if value not in there:
            said = {"what": text(f"panel.{name}"), "value": value[:60]}
            raise SuwenError(text("panel.unknown", **said), english("panel.unknown", **said))
    return given


def _regions(report: Report) -> tuple[str, ...]:
    """The names and paths by which a report's region can be asked for."""
    path = report.profile.region
    return (*path, *("/".join(path[: depth + 1]) for depth in range(len(path))))


@blueprint.get("/panel")
def panel() -> str:
    """The panel builder with what is chosen."""
    asked, everything = wanted(), panel_of(visit())
    found, chosen = asked.of(everything), variables(asked.variables)
    filled = rows(found, chosen) if len(found) <= PER_PAGE else []
    page = paged(found, PER_PAGE)
    return render_template(
        "panel.html",
        page=page,
        rows=filled or rows(page.items, chosen),
        chosen=chosen,
        charts=_charts(filled, chosen),
        total=len(everything),
        find=_needle("find"),
        who=_needle("who"),
        groups=_groups(asked, _needle("find")),
        offers=_offers(asked, everything, _needle("who")),
        asked=asked,
        framed=bool(find_spec("pandas") and find_spec("pyarrow")),
        most=PER_PAGE,
        years=sorted({r.profile.year for r in everything if r.profile.year}),
    )


def _needle(name: str) -> str:
    return request.args.get(name, "").strip()[:50]


def _charts(filled: Sequence[Row], chosen: Sequence[Variable]) -> list[tuple[Variable, Chart, Breaks]]:
    drawn = ((v, by_agency(filled, v), breaks(v)) for v in chosen[:CHARTS])
    return [(v, chart, why) for v, chart, why in drawn if chart]


def _groups(asked: Wanted, find: str) -> list[tuple[str, list[Offer]]]:
    """The variables by kind and table; `find` narrows, what is chosen stays."""
    offers = [
        (_group(v), Offer(v.name, v.label, len(v.forms), v.name in asked.variables))
        for v in codebook()
        if find in v.label or find in v.name or v.name in asked.variables
    ]
    order = codes("sheet")
    offers.sort(key=lambda pair: order.index(pair[0]))
    return [(name, [o for _, o in some]) for name, some in groupby(offers, key=lambda pair: pair[0])]


def _group(variable: Variable) -> str:
    return variable.kind if variable.kind != "cell" else variable.code.partition("/")[0]


def _offers(asked: Wanted, everything: Sequence[Report], who: str) -> dict[str, tuple[list[Offer], int]]:
    """Agencies, regions and years to choose, each with how many more there are."""
    regions = Counter(path for r in everything for path in _regions(r)[len(r.profile.region) :])
    return {
        "agency": _some(Counter(r.profile.agency or "" for r in everything), asked.agencies, who),
        "region": _some(regions, asked.regions, who),
    }


def _some(counts: Counter[str], chosen: Sequence[str], who: str) -> tuple[list[Offer], int]:
    fitting = [v for v in counts if v and (who in v) and v not in chosen]
    fitting.sort(key=lambda v: (v.count("/"), -counts[v], v))
    offers = [Offer(v, v, counts[v], True) for v in chosen] + [
        Offer(v, v, counts[v], False) for v in fitting[:LISTED]
    ]
    return offers, max(0, len(fitting) - LISTED)


@blueprint.get("/panel.<suffix>")
def panel_file(suffix: str) -> Response:
    """What is chosen as a file, `shape` long or wide; all variables if none is chosen."""
    if suffix not in FILES:
        said = {"value": suffix[:20], "choices": "、".join(FILES)}
        raise NotFoundError(text("panel.no_format", **said), english("panel.no_format", **said))
    asked, shape = wanted(), params.choice("shape", tuple(SHAPES), "long")
    write, kind = FILES[suffix]
    content = write(SHAPES[shape](asked.of(panel_of(visit())), asked.variables or None))
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="suwen-panel-{shape}.{suffix}"'
    return response


@blueprint.get("/panel/codebook")
def panel_codebook() -> str:
    """Every variable: what it is, which forms have it, where it breaks; `find` narrows."""
    find = _needle("find")
    found = [v for v in codebook() if find in v.label or find in v.name or find in v.code]
    found.sort(key=lambda v: ("series", "rate", "cell").index(v.kind))
    return render_template("codebook.html", variables=found, find=find, total=len(codebook()))
