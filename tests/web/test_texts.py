"""The table of texts: complete in two languages, used, and nothing used that is not there."""

import re
from string import Formatter

import pytest

from kb.model import Channel, CitationKind, Kind, RelationKind
from tests.conftest import ROOT
from web.texts import codes, english, name_of, text

ROWS = [
    line.split("\t")
    for table in sorted((ROOT / "web/data").glob("texts*.tsv"))
    for line in table.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "web").rglob("*"))
    if path.suffix in (".py", ".html", ".svg", ".xml") and "node_modules" not in path.parts
]
LITERAL = re.compile(r"""["']([a-z]+\.[a-z_0-9]+)["']""")
BUILT = re.compile(r"""["']([a-z]+\.)["'] ?~|name_of\(["']([a-z]+)["']|f["']([a-z]+\.)\{""")


def fields(template: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(template) if name}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_both_languages_say_something_with_no_unknown_field(row: list[str]) -> None:
    key, zh, en = row
    assert zh
    assert en
    assert fields(en) <= fields(zh)
    assert (
        re.search(r"[\u4e00-\u9fff]", zh)
        or fields(zh)
        or key == "document.as_json"
        or zh.isascii()
        or not any(map(str.isalnum, zh))
    )


def test_keys_are_unique() -> None:
    keys = [key for key, *_ in ROWS]
    assert len(keys) == len(set(keys))


def test_no_text_is_left_over() -> None:
    literal = {key for source in SOURCES for key in LITERAL.findall(source)}
    groups = {next(filter(None, found)).rstrip(".") for source in SOURCES for found in BUILT.findall(source)}
    unused = [key for key, *_ in ROWS if key not in literal and key.partition(".")[0] not in groups]
    assert not unused


@pytest.mark.parametrize(
    ("group", "kinds"),
    [("kind", Kind), ("relation", RelationKind), ("citation", CitationKind), ("channel", Channel)],
)
def test_every_code_has_a_name(group: str, kinds: object) -> None:
    assert set(codes(group)) == set(kinds.__args__)


def test_filling_in() -> None:
    assert text("home.count", count=3) == "3 篇"
    assert english("home.count", count=3) == "3 documents"
    assert name_of("kind", "nothing") == "nothing"
    with pytest.raises(KeyError):
        text("no.such")
