"""A document with everything told of it; the list of all; downloads."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request

from corpus.markdown import to_markdown
from corpus.model import Document, Span
from kb.model import Kind
from kb.reuse import reuse_of
from kb.store.rows import Record, Summary
from web import links, params
from web.pages import blueprint, lists
from web.pages.paging import paged
from web.profiles.documents import agencies, neighbours
from web.profiles.repeats import drawn
from web.render import flags
from web.render.document import render
from web.render.outline import outline
from web.templating import KINDS
from web.visits import visit

PER_PAGE = 50

FINDINGS = "findings"
"""How an address names the marks of what does not add up, beside the kinds of mentions."""

REUSE = "reuse"
"""How an address asks to mark the sentences that stand elsewhere; they cost time, so they wait to be asked for."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The places of a query in a document, and which of them the page is at (`None`: at none of them)."""

    query: str
    spans: tuple[Span, ...]
    number: int | None

    def other(self, step: int) -> Span | None:
        """The place `step` places away."""
        at = None if self.number is None else self.number + step
        return self.spans[at] if at is not None and 0 <= at < len(self.spans) else None


@blueprint.get("/documents")
def documents() -> str:
    """All documents, newest first; `q` narrows by title, `type`, `year`, `region` and `agency` too, `sort` orders."""
    found = lists.documents()
    return render_template(
        "documents.html",
        found=found,
        page=paged(found.items, PER_PAGE),
        orders=lists.DOCUMENT_ORDERS,
        contains=request.args.get("q", "").strip(),
    )


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """A document; `at` marks a place, `q` the places of a query, `hide` leaves kinds of mentions unmarked."""
    here = visit()
    record = here.snapshot.record(document_id)
    text = record.document.text
    at = params.place("at", len(text))
    hits = _hits(record.document, request.args.get("q", "").strip(), at)
    hidden = params.several("hide", (*KINDS, FINDINGS))
    shown = params.several("show", (REUSE,))
    findings = [finding for _, finding in here.snapshot.findings(document_id)]
    flagged = () if FINDINGS in hidden else flags.flags(findings)
    summary = _summary(document_id)
    mentions = here.snapshot.mentions_in(document_id)
    return render_template(
        "document.html",
        summary=summary,
        record=record,
        agencies=[(name, _entity("agency", name)) for name in agencies(summary)],
        text=render(
            record.document,
            [m for m in mentions if m.kind not in hidden],
            at,
            hits.spans,
            flagged=flagged,
            repeated=drawn(reuse_of(here.snapshot, document_id)) if shown else (),
        ),
        outline=outline(record.document),
        hits=hits,
        at=at,
        kinds=_kinds(record, [*(m.kind for m in mentions), *(FINDINGS for _ in findings)], hidden),
        findings=findings,
        repeated=bool(shown),
        sources=here.snapshot.sources(document_id),
        versions=here.snapshot.versions(document_id),
        neighbours=neighbours(here.summaries, summary),
        policies=[key for key in here.snapshot.lookup(summary.title or "") if key.startswith("policy/")],
    )


def _summary(document_id: str) -> Summary:
    return visit().snapshot.summaries([document_id])[0]


def _entity(kind: Kind, name: str) -> str | None:
    """The id of the one entity of this kind and name."""
    found = [key for key in visit().snapshot.lookup(name) if key.startswith(f"{kind}/")]
    return found[0] if len(found) == 1 else None


def _hits(document: Document, query: str, at: Span | None) -> Hits:
    if not query:
        return Hits("", (), None)
    spans = visit().searcher.occurrences(visit().snapshot, document.id, query)
    return Hits(query, spans, spans.index(at) if at in spans else None)


def _kinds(
    record: Record, present: Sequence[str], hidden: tuple[str, ...]
) -> list[tuple[str, int, bool, str]]:
    """Each kind with its number of mentions, whether it is shown, and the address of the other state."""
    kept = {key: values for key, values in request.args.lists() if key != "hide"}
    kinds = []
    for kind in (*KINDS, FINDINGS):
        changed = [k for k in hidden if k != kind] if kind in hidden else [*hidden, kind]
        url = links.document(record.document.id, **{**kept, "hide": changed})
        kinds.append((kind, present.count(kind), kind not in hidden, url))
    return kinds


@blueprint.get("/documents/<document_id>/text")
def document_text(document_id: str) -> Response:
    """The canonical text, in which all offsets count."""
    text = visit().snapshot.record(document_id).document.text
    return _download(text, document_id, "txt", "text/plain")


@blueprint.get("/documents/<document_id>/markdown")
def document_markdown(document_id: str) -> Response:
    """The document as Markdown with its front matter."""
    source = to_markdown(visit().snapshot.record(document_id).document)
    return _download(source, document_id, "md", "text/markdown")


def _download(text: str, document_id: str, suffix: str, kind: str) -> Response:
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{document_id}.{suffix}"'
    return response
