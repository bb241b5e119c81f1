"""What templates can say: texts, names of codes, addresses; formatting of figures."""

from typing import TYPE_CHECKING, Any

from flask import Flask, request
from markupsafe import Markup

from corpus.model import Span
from web import links
from web.language import TAGS
from web.render.weave import Annotation, weave
from web.statics import static
from web.texts import chinese, codes, english, language, name_of, text

if TYPE_CHECKING:
    from index.model import Snippet

KINDS = ("agency", "policy", "leader", "platform", "region")


def set_up_templates(app: Flask) -> None:
    """Give the templates their vocabulary."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        t=text, en=english, zh=chinese, gloss=gloss, static=static, language=language, language_tags=TAGS, field_text=field_text, name_of=name_of, codes=codes, links=links, KINDS=KINDS, canonical=canonical,
        changed=changed, type_name=type_name, span=lambda pair: Span(*pair),
    )  # fmt: skip
    app.jinja_env.filters.update(figure=figure, snippet=snippet_html, place=first_place)


def figure(value: int) -> str:
    """A count with its thousands parted by a thin space."""
    return f"{value:,}".replace(",", "\u202f") if value > 9999 else str(value)


def type_name(code: str | None) -> str:
    """The name of a type of document."""
    return name_of("type", code or "unknown")


def gloss(key: str, *, line: bool = False, **values: object) -> Markup:
    """The English beside a Chinese text, on a `line` of its own if wanted; nothing on English pages."""
    if language() == "en":
        return Markup()
    beside = Markup('<small lang="en">{}</small>').format(english(key, **values))
    return Markup("<br>") + beside if line else beside


def field_text(key: str, own: str) -> str:
    """A text about a field of the query language: its own in Chinese, the table's in English."""
    return own if language() == "zh" else text(key)


def canonical() -> str:
    """The address of this page without what only marks a place in it."""
    kept = {key: values for key, values in request.args.lists() if key not in ("at", "hide", "lang")}
    if request.endpoint == "pages.document":
        kept.pop("q", None)
    return links.with_query(request.base_url, kept)


def changed(**changes: object) -> str:
    """The address of this page with some parameters changed; `None` drops one."""
    given: dict[str, Any] = dict(request.args.lists())
    return links.with_query(request.path, {**given, **changes})


def snippet_html(snippet: "Snippet") -> Markup:
    """A snippet's text with its hits marked."""
    start = snippet.span.start
    marks = [Annotation(Span(m.start - start, m.end - start), "mark") for m in snippet.marks]
    inner = weave(snippet.text, Span(0, len(snippet.text)), marks)
    return Markup(inner)  # noqa: S704 - weave escapes


def first_place(snippet: "Snippet") -> Span:
    """Where a snippet leads: to its first hit, or to all of it."""
    return snippet.marks[0] if snippet.marks else snippet.span
