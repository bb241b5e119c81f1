"""What a concordance or a chart is asked for: queries whose runs of text are phrases, unless words are wanted."""

from flask import request

from index.fields import facets
from index.model import Request
from index.phrasing import as_phrases
from web import links, params
from web.pages import blueprint
from web.pages.search import given_filters

MATCHES = ("phrase", "words")
"""How unquoted text is meant: as it stands, or as the words that search looks for."""


def match() -> str:
    """How the request means unquoted text."""
    return params.choice("match", MATCHES, "phrase")


def meant(query: str) -> str:
    """The query as search must be asked so that it finds the same; raises `QueryError`."""
    return as_phrases(query) if match() == "phrase" else query


def asked(query: str) -> Request:
    """The request of a query with the filters given."""
    return Request(meant(query), given_filters())


def typed() -> str:
    """The query as typed."""
    return request.args.get("q", "").strip()


@blueprint.app_template_global()
def view(path: str, query: object) -> str:
    """The address of another view of the same question: this query with the filters given."""
    names = [field.name for field in facets()]
    given: dict[str, object] = {name: request.args.getlist(name) for name in (*names, "match")}
    return links.with_query(
        path, {"q": query, **given, "match": given["match"] if path != "/search" else None}
    )


@blueprint.app_template_global()
def file_of(form: str) -> str:
    """The address of what this page shows, as a file."""
    kept = {name: values for name, values in request.args.lists() if name not in ("page", "per_page")}
    return links.with_query(f"{request.path}.{form}", kept)
