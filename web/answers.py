"""The answer to a search as data: the one shape in which the API and the command line tell it."""

from index.model import Hit, Result, Snippet
from web import records
from web.api.data import counted, plain


def head(result: Result) -> dict[str, object]:
    """What was asked, how it was understood, and how much was found."""
    return {
        "query": result.request.query,
        "understood": result.understood,
        "loosened": plain(result.loosened),
        "total": result.total,
        "occurrences": result.occurrences,
    }


def facets(result: Result) -> dict[str, object]:
    """The values of each facet, and how many it has where not all are told."""
    return {
        "facets": {name: counted(values) for name, values in result.facets.items()},
        "facet_sizes": {name: values.size for name, values in result.facets.items()},
    }


def hit(found: Hit) -> dict[str, object]:
    """A document of the answer, without its sentences."""
    return {
        "id": found.document.id,
        **records.fields(found.document),
        "score": round(found.score, 6),
        "occurrences": found.occurrences,
    }


def snippet(found: Snippet) -> dict[str, object]:
    """A sentence: its place and those of its marks in the document, and the headings above it."""
    return {
        "start": found.span.start,
        "end": found.span.end,
        "marks": [[mark.start, mark.end] for mark in found.marks],
        "path": list(found.path),
    }
