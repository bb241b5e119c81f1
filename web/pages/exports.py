"""The list of results as files: tables, references, and an Atom feed that tells what is new."""

from collections.abc import Iterator

from flask import Response, render_template, request

from index.model import Request
from kb.store.rows import Summary
from web import files, links, records
from web.citation import FORMATS
from web.pages import blueprint
from web.pages.cite import referred
from web.pages.search import given_filters, given_sort, given_strict
from web.visits import visit

TABLES = ("csv", "xlsx", "jsonl")
REFERENCES = ("bib", "ris", "txt")
FORMS = (*TABLES, *REFERENCES, "atom")
ENTRIES = 100
"""Of a feed: the newest documents by their dates."""

UNDATED = "1970-01-01"
"""Atom wants a day for each entry; this one says that the document has none."""

COLUMNS = ("document_id", *records.FIELDS, "occurrences", "score", "link")


@blueprint.get("/search.<form>")
def search_file(form: str) -> Response:
    """All results of a search, not only those of a page."""
    if form == "atom":
        return _feed()
    if form not in FORMS:
        raise files.unknown(form, FORMS)
    if form in REFERENCES:
        return files.download(_references(form), "suwen-search", form)
    rows = _rows()
    if form == "xlsx":
        return files.download(files.workbook({"search": (COLUMNS, rows)}), "suwen-search", form)
    text = files.csv_text(COLUMNS, rows) if form == "csv" else files.json_lines(rows)
    return files.download(text, "suwen-search", form)


def _asked() -> Request:
    return Request(
        request.args.get("q", "").strip(), given_filters(), sort=given_sort(), strict=given_strict()
    )


def _rows() -> list[files.Row]:
    found = visit().searcher.answer(visit().snapshot, _asked())
    documents = visit().searcher.catalogue.documents
    scores = dict(zip(found.hits.tolist(), found.scores.tolist(), strict=True))
    return [
        _row(documents[number], int(found.occurrences[number]), scores[number])
        for number in found.order.tolist()
    ]


def _row(document: Summary, occurrences: int, score: float) -> files.Row:
    told = {"document_id": document.id, **records.fields(document), "occurrences": occurrences}
    return records.row({**told, "score": round(score, 6)}, links.document(document.id))


def _references(form: str) -> Iterator[str]:
    """The references one by one, each read when it is sent; raises before the first what cannot be understood."""
    here = visit()
    order = here.searcher.answer(here.snapshot, _asked()).order.tolist()
    documents = here.searcher.catalogue.documents
    return (FORMATS[form]([referred(here.snapshot.record(documents[number].id))]) for number in order)


def _feed() -> Response:
    """The newest results as Atom 1.0 (RFC 4287)."""
    query, filters = request.args.get("q", "").strip(), given_filters()
    asked = Request(query, filters, per_page=ENTRIES, sort="date")
    found = visit().searcher.search(visit().snapshot, asked)
    days = [(hit, f"{_day(hit.document.date)}T00:00:00Z") for hit in found.hits]
    kept = {name: values for name, values in request.args.lists() if name not in ("page", "sort", "lang")}
    feed = render_template(
        "feed.xml",
        query=query,
        found=found,
        days=days,
        updated=max((day for _, day in days), default=f"{UNDATED}T00:00:00Z"),
        page=request.host_url.rstrip("/") + links.with_query("/search", kept),
        itself=request.host_url.rstrip("/") + links.with_query(request.path, kept),
        host=request.host_url.rstrip("/"),
    )
    return Response(feed, content_type="application/atom+xml; charset=utf-8")


def _day(date: str | None) -> str:
    """A whole date, of a month or year its first day."""
    return f"{date}-01-01"[:10] if date else UNDATED
