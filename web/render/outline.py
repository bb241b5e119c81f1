"""The outline of a document: its sections as links, each with its depth as it is drawn."""

from dataclasses import dataclass

from corpus.model import Document
from web.links import anchor


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: `depth` from 1 without gaps, the heading as printed, its fragment."""

    depth: int
    heading: str
    anchor: str


def outline(document: Document) -> tuple[Entry, ...]:
    """The sections in the order of the text."""
    entries: list[Entry] = []
    above: list[int] = []
    for section in document.sections:
        above = [level for level in above if level < section.level]
        above.append(section.level)
        entries.append(Entry(len(above), section.heading.of(document.text), anchor(section.heading)))
    return tuple(entries)
