"""The home page: what is here, and queries that find some of it."""

from collections import Counter
from collections.abc import Iterator

from flask import render_template

from corpus.errors import SuwenError
from index.model import Request
from kb.store.rows import Summary
from web.library import Visit
from web.pages import blueprint
from web.profiles.documents import agencies, newest_first
from web.visits import visit

EXAMPLES = 6
LISTED = 8


@blueprint.get("/")
def home() -> str:
    """The home page."""
    here = visit()
    summaries = here.summaries
    return render_template(
        "home.html",
        state=here.state,
        findings=len(here.findings),
        years=sorted(Counter(s.year for s in summaries if s.year).items(), reverse=True),
        types=Counter(s.type for s in summaries).most_common(),
        agencies=Counter(name for s in summaries for name in agencies(s)).most_common(LISTED),
        policies=here.snapshot.entities("policy", limit=LISTED),
        latest=newest_first(summaries)[:LISTED],
        examples=here.kept("examples", lambda: tuple(_working(here, summaries))),
    )


def _working(here: Visit, summaries: tuple[Summary, ...]) -> Iterator[tuple[str, int]]:
    """Queries made from what is here, with the number of documents that answer; those without are left out."""
    given = 0
    for query in dict.fromkeys(_candidates(here, summaries)):
        try:
            total = here.searcher.search(here.snapshot, Request(query, per_page=1)).total
        except SuwenError:
            continue
        if total and given < EXAMPLES:
            given += 1
            yield query, total


def _candidates(here: Visit, summaries: tuple[Summary, ...]) -> Iterator[str]:
    policies = here.snapshot.entities("policy", limit=3)
    years = sorted({s.year for s in summaries if s.year})
    issuers = Counter(name for s in summaries for name in agencies(s)).most_common(1)
    for listed in policies[:2]:
        yield f"“{listed.entity.name}”"
    for name, _ in issuers:
        yield f"机关:{name}"
    for listed in policies[:1]:
        yield f"引用:{listed.entity.name}"
    if len(years) > 1:
        yield f"公开 年份:{years[0]}-{years[-1]}"
    for listed in here.snapshot.entities("leader", limit=1):
        yield f"“{listed.entity.name}”"
    for listed in here.snapshot.entities("platform", limit=1):
        yield f"“{listed.entity.name}”"
