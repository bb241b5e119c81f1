"""RIS (2011): a tag a line, closed by ER; lines end as Windows has them, as the format asks."""

from collections.abc import Iterable, Iterator

from web.citation.reference import Reference

END = "\r\n"


def ris(references: Iterable[Reference]) -> str:
    """The references as records."""
    return "".join(
        f"{tag}  - {' '.join(value.split())}{END}" for each in references for tag, value in _tags(each)
    )


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", reference.kind["ris"]
    yield "ID", reference.key
    yield from (("AU", f"{name},") for name in reference.agencies)
    yield "TI", reference.title
    if reference.number:
        yield reference.kind["number"], reference.number
    if reference.date:
        yield "PY", reference.day[0]
        yield "DA", "/".join(reference.day)
    if reference.agencies:
        yield "PB", reference.agencies[0]
    if reference.url:
        yield "UR", reference.url
    if reference.url and reference.accessed:
        yield "Y2", reference.accessed.replace("-", "/")
    yield "LA", "zh-CN"
    if sentence := reference.sentence:
        yield "N1", f"“{sentence.text}” {sentence.link}"
    yield "ER", ""
