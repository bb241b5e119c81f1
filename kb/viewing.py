"""Mentions that were found in a view of the text (simplified script, no glosses), put back where they stand."""

from dataclasses import replace
from typing import TypeVar

from corpus.model import Span
from corpus.script import View
from kb.model import AgencyMention, PolicyMention

M = TypeVar("M", AgencyMention, PolicyMention)


def printed(text: str, view: View, mention: M) -> M:
    """The mention, found in `view`, where it stands in the document's `text` itself."""
    if view.text == text:
        return mention
    place = view.outward(Span(mention.start, mention.end))
    return replace(mention, start=place.start, end=place.end, text=place.of(text))
