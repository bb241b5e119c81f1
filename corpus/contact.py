"""The contact block of a document: its issuer's address, postcode, telephone, fax, e-mail and web address."""

import re
from collections.abc import Sequence
from dataclasses import fields

from corpus.model import Contact, Span

GAP = r"(?:[:：]|为|是)?\s?"
PHONE_NUMBER = r"[（(]?\d{3,4}[）)]?\s?[-—－–\s]{0,2}\d{5,8}(?:[-—－转]\d{1,6})?|1\d{10}|\d{3,8}(?:[-—－]\d{3,8}){0,2}|\d{7,8}"
# The value of each kind, as written, behind its label.
PATTERNS = {
    "address": re.compile(
        r"(?:联系地址|通[讯信]地址|办公地址|单位地址|受理地址|邮寄地址|地址|地点)(?:[:：]\s?)(?P<value>[^；;，,。\n\t（()）：:]{4,80}(?:（[^（）\n]{1,30}）)?)"
    ),
    "postcode": re.compile(rf"(?:邮政编码|邮编){GAP}(?P<value>\d{{6}})(?!\d)"),
    "phone": re.compile(
        rf"(?:联系电话|咨询电话|办公电话|服务电话|联系方式|电话号码|电\s?话|TEL|Tel)(?:[/／]传真)?{GAP}(?P<value>{PHONE_NUMBER})"
    ),
    "fax": re.compile(rf"(?:传真号码|传真电话|传\s?真|FAX|Fax){GAP}(?P<value>{PHONE_NUMBER})"),
    "email": re.compile(
        r"(?P<value>[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})"
    ),
    "url": re.compile(
        r"(?P<value>https?://[A-Za-z0-9.\-_~:/?#@!$&'*+,;=%]{4,300}|www\.[A-Za-z0-9.\-]{3,100}(?:/[A-Za-z0-9.\-_~/?=&%#]{0,200})?)"
    ),
}
LABELLED = ("address", "postcode", "phone", "fax")
NEAR = 400  # code points around the labels in which a URL still belongs to the block
# What marks the block as the document's own: whom to ask about this report.
OWN = re.compile("联系|疑问|咨询|下载|查[阅询]|反馈|受理")
CLOSED = re.compile(r"（[^（）]+）\Z|\([^()]+\)\Z")
TRAILING = ".,;:、，。；：)）]】"


def read_contact(text: str, paragraphs: Sequence[Span]) -> tuple[Contact, dict[str, Span]]:
    """The contact block and the span of each of its values; an empty `Contact` if the document has none.

    The block is one paragraph, or neighbouring lines, with at least two of address, postcode, telephone and
    fax (or one of them and an e-mail), and an invitation to ask, or labels that begin the lines.
    """
    for first, last in _blocks(text, paragraphs):
        span = Span(paragraphs[first].start, paragraphs[last].end)
        values = _values(text, span)
        if len(values.keys() & {*LABELLED, "email"}) > 1 and _is_own(text, span, values):
            return Contact(**{name: place.of(text) for name, place in values.items()}), {
                f"contact.{name}": place for name, place in values.items()
            }
    return Contact(), {}


def _blocks(text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int]]:
    """Runs of neighbouring paragraphs with labelled values, as (first, last) indices."""
    runs: list[tuple[int, int]] = []
    for n, span in enumerate(paragraphs):
        if any(PATTERNS[name].search(text, span.start, span.end) for name in LABELLED):
            is_next = bool(runs) and runs[-1][1] >= n - 2 and span.end - span.start < NEAR
            runs[-1:] = [(runs[-1][0], n)] if is_next else [*runs[-1:], (n, n)]
    return runs


def _values(text: str, span: Span) -> dict[str, Span]:
    values: dict[str, Span] = {}
    for field in fields(Contact):
        if match := PATTERNS[field.name].search(text, span.start, span.end):
            start, end = match.span("value")
            while end > start and text[end - 1] in TRAILING and not CLOSED.search(text, start, end):
                end -= 1
            values[field.name] = Span(start, end)
    labelled = [place for name, place in values.items() if name in LABELLED]
    if labelled and "url" in values and abs(values["url"].start - labelled[0].start) > NEAR:
        del values["url"]
    return values


def _is_own(text: str, span: Span, values: dict[str, Span]) -> bool:
    first = min(place.start for place in values.values())
    is_list = text.rfind("\n", 0, first) + 1 >= first - 12
    return is_list or OWN.search(text, max(span.start, first - NEAR), span.end) is not None
