"""What a reference says of a document; `None` and () where the document does not say it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from corpus.model import Metadata, Span
from kb.model import Profile

# GB/T 7714-2015, GB 15616—1995, DB37/T 1234-2020, JR/T 0171—2020, Q/CR 9250-2020: code, number, year.
_STANDARD = re.compile(
    r"(?:GB|DB[0-9]{2}|[A-Z]{2,3}|Q/[A-Z]{2,6})(?:/[TZ])? ?[0-9]{1,6}(?:\.[0-9]{1,3})?[-—–][0-9]{4}"
)
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence cited: its characters, where they stand, the headings above, and its stable address."""

    text: str
    span: Span
    path: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as a reference names it.

    `type` is a code of `corpus/data/types.yaml`; `agencies` full names; `date` of issue, else of publication, in
    ISO form (never the year a report is about); `url` the address it was taken from, if it was printed or labelled;
    `accessed` an ISO date or `None`, which the formats write only beside an address; `sentence` the one cited.
    """

    id: str
    title: str
    type: str | None = None
    agencies: tuple[str, ...] = ()
    number: str | None = None
    date: str | None = None
    url: str | None = None
    accessed: str | None = None
    sentence: Sentence | None = None

    @property
    def kind(self) -> Mapping[str, str]:
        """What the formats call it."""
        table = kinds()
        if self.number and _STANDARD.fullmatch(self.number):
            return table["standard"]
        return table.get(self.type or "", table[""])

    @property
    def mark(self) -> str:
        """The mark of GB/T 7714: R, A/OL …"""
        kind = self.kind
        mark = kind.get("numbered", kind["gbt"]) if self.number else kind["gbt"]
        return f"{mark}/OL" if self.url else mark

    @property
    def key(self) -> str:
        """An identifier in ASCII that is the same for the same document and place."""
        place = f"-c{self.sentence.span.start}-{self.sentence.span.end}" if self.sentence else ""
        return f"suwen-{self.id}{place}"

    @property
    def day(self) -> tuple[str, ...]:
        """Year, month and day of the date, as far as it goes."""
        return tuple(self.date.split("-")) if self.date else ()


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """What the formats call each type; "" for all others."""
    table = yaml.safe_load(files("web").joinpath("data/citation.yaml").read_text(encoding="utf-8"))
    return {**table["types"], "": table["default"]}


def reference(document_id: str, source: str, profile: Profile, meta: Metadata) -> Reference:
    """The reference of a document from what is known of it; its file's name stands for an unknown title."""
    url = meta.url if meta.url and meta.url.startswith(("http://", "https://")) else None
    return Reference(
        id=document_id,
        title=" ".join((profile.title or source).split()),
        type=profile.type,
        agencies=profile.agencies or tuple(filter(None, (profile.agency or "").split("、"))),
        number=profile.number,
        date=next((d for d in (profile.date, meta.published) if d and _ISO.fullmatch(d)), None),
        url=url,
    )
