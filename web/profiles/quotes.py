"""Evidence as readers see it: the sentence, the characters marked, the way to the place."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus.model import Span
from kb.model import Evidence
from kb.store.rows import Placed, Summary
from web import links
from web.library import Visit
from web.render.weave import Annotation, weave

_CONTEXT = 90
"""Code points shown on either side of the mark in a long sentence."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that says it: `html` with the evidence marked, `url` the place in `document`."""

    document: Summary
    span: Span
    html: Markup
    url: str


class Quotes:
    """Makes quotes; the texts of all documents concerned are read in one go."""

    def __init__(self, here: Visit, documents: Iterable[str]) -> None:
        self._texts = here.texts(documents)
        self._summaries = here.documents

    def of(self, evidence: Evidence) -> Quote:
        """The quote of a relation's evidence."""
        sentence = Span(evidence.sentence_start, evidence.sentence_end)
        return self.at(evidence.document_id, sentence, Span(evidence.start, evidence.end))

    def mention(self, place: Placed) -> Quote:
        """The quote of a mention."""
        return self.at(place.document_id, place.sentence, Span(place.mention.start, place.mention.end))

    def at(self, document_id: str, sentence: Span, *spans: Span) -> Quote:
        """The quote of any characters with the sentence around them."""
        html = marked(self._texts[document_id], sentence, *spans)
        return Quote(self._summaries[document_id], spans[0], html, links.place(document_id, spans[0]))


def marked(text: str, sentence: Span, *spans: Span) -> Markup:
    """The sentence, cut to the surroundings of the spans if it is long, with them marked."""
    start = max(sentence.start, min(span.start for span in spans) - _CONTEXT)
    end = min(sentence.end, max(span.end for span in spans) + _CONTEXT)
    inner = weave(text, Span(start, end), [Annotation(span, "mark") for span in spans])
    before, after = "…" if start > sentence.start else "", "…" if end < sentence.end else ""
    return Markup(before + inner + after)  # noqa: S704 - weave escapes
