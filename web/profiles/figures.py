"""The figures of platforms, sentence by sentence, each with the characters that give it."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Span
from kb.model import Figure, PlatformMention
from kb.store.rows import Placed
from web import links
from web.library import Visit
from web.profiles.quotes import Quote, Quotes


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and the address of its own characters."""

    figure: Figure
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence says of a platform in figures; `quote` marks them all."""

    readings: tuple[Reading, ...]
    quote: Quote


def said(here: Visit, platform_id: str) -> tuple[Said, ...]:
    """The figures of a platform, newest document first, in the order of the text."""
    gathered: dict[tuple[str, Span], list[Figure]] = {}
    for place in here.snapshot.mentions_of(platform_id):
        for figure in _figures(place):
            gathered.setdefault((place.document_id, place.sentence), []).append(figure)
    quotes = Quotes(here, (document_id for document_id, _ in gathered))
    found = [_said(quotes, *where, figures) for where, figures in gathered.items()]
    return tuple(sorted(found, key=lambda item: -(item.quote.document.year or 0)))


def _figures(place: Placed) -> tuple[Figure, ...]:
    return place.mention.figures if isinstance(place.mention, PlatformMention) else ()


def _said(quotes: Quotes, document_id: str, sentence: Span, figures: Sequence[Figure]) -> Said:
    by_place = {Span(figure.start, figure.end): figure for figure in figures}
    spans = sorted(by_place)
    whole = Span(min(sentence.start, spans[0].start), max(sentence.end, spans[-1].end))
    readings = tuple(Reading(by_place[span], links.place(document_id, span)) for span in spans)
    return Said(readings, quotes.at(document_id, whole, *spans))
