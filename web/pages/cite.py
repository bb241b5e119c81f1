"""“Cite this”: a document, or a sentence in it, in the forms that papers and reference managers take."""

from dataclasses import replace
from datetime import date

from flask import Response, render_template, request

from corpus.errors import SuwenError
from corpus.model import Document, Span
from kb.store.rows import Record
from web import files, links, params
from web.citation import FORMATS
from web.citation.reference import Reference, Sentence, reference
from web.pages import blueprint
from web.texts import english, text
from web.visits import visit


@blueprint.get("/documents/<document_id>/cite")
def cite(document_id: str) -> str:
    """The reference in every form; `at` a place in the sentence cited, `accessed` the day of access."""
    found = wanted(document_id)
    return render_template(
        "cite.html",
        reference=found,
        forms=[(form, write([found])) for form, write in FORMATS.items()],
        place=found.sentence and links.place(document_id, found.sentence.span),
    )


@blueprint.get("/documents/<document_id>/cite.<form>")
def cite_file(document_id: str, form: str) -> Response:
    """The reference as a file."""
    if form not in FORMATS:
        raise files.unknown(form, tuple(FORMATS))
    found = wanted(document_id)
    return files.download(FORMATS[form]([found]), found.key, form)


def wanted(document_id: str) -> Reference:
    """The reference asked for."""
    record = visit().snapshot.record(document_id)
    at = params.place("at", len(record.document.text))
    return replace(
        referred(record), accessed=accessed(), sentence=sentence(record.document, at) if at else None
    )


def referred(record: Record) -> Reference:
    """The reference of a document."""
    document = record.document
    return reference(document.id, document.source, record.profile, document.meta)


def sentence(document: Document, at: Span) -> Sentence:
    """The sentence, or several, that hold a place; in a table the cells."""
    first, last = document.sentence_of(at), document.sentence_of(Span(at.end - 1, at.end))
    span = Span(min(first.start, at.start), max(last.end, at.end))
    section = document.section_of(span.start)
    link = request.host_url.rstrip("/") + links.place(document.id, span)
    return Sentence(" ".join(span.of(document.text).split()), span, section.path if section else (), link)


def accessed() -> str | None:
    """The day of access, as given; without one it is left out, so that the same address gives the same text."""
    given = request.args.get("accessed", "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise SuwenError(
            text("cite.wrong_day", value=given[:20]), english("cite.wrong_day", value=given[:20])
        ) from error
