"""BibTeX: agencies in braces, so that no one takes them for persons; urldate for the day of access."""

from collections.abc import Iterable, Iterator

from web.citation.reference import Reference

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip


def bibtex(references: Iterable[Reference]) -> str:
    """The references as entries."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference))
    return f"@{reference.kind['bibtex']}{{{reference.key},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    agencies = [_escaped(name) for name in reference.agencies]
    yield "title", f"{{{_escaped(reference.title)}}}"
    if agencies:
        yield "author", " and ".join(f"{{{name}}}" for name in agencies)
        yield (
            ("institution" if reference.kind["bibtex"] == "techreport" else "publisher"),
            f"{{{agencies[0]}}}",
        )
    if reference.number:
        yield "number", _escaped(reference.number)
    if reference.date:
        yield "year", reference.day[0]
        yield "date", reference.date
    if reference.url:
        yield "url", reference.url.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
    if reference.url and reference.accessed:
        yield "urldate", reference.accessed
    yield "langid", "chinese"
    if sentence := reference.sentence:
        yield "annote", _escaped(f"“{sentence.text}”") + f" {sentence.link}"


def _escaped(text: str) -> str:
    return " ".join("".join(_ESCAPES.get(char, char) for char in text).split())
