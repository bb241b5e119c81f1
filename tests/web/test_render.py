"""A document's page says what the document says: every character, nothing more, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpus.model import Cell, Document, Metadata, Section, Span, Table
from kb.model import AgencyMention, PolicyMention
from kb.store.rows import Placed
from web.render.document import render

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<b>粗</b> &lt; &amp; &#60; &nbsp;",
    "[点我](javascript:alert(1)) ![图](x) <javascript:alert(1)>",
    "**重** _斜_ `码` ~~删~~ # 号 ## 号",
    "# 不是标题",
    "1. 不是列表",
    "- 不是列表",
    "> 不是引文",
    "    不是代码",
    "---",
    "| a | b |",
    "=====",
    "{: #id .class onclick=x } {#a}",
    "<svg onload=alert(1)><math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "</p></div></main><h1>",
    "<!-- c --> <![CDATA[ x ]]> <?php ?>",
    "&amp;lt;script&amp;gt;",
    "http://a.b/c_d_e <http://a.b> www.a.b a@b.c",
    "\\*  两个空格  \u3000全角\u00a0不断",
    "[ref]: http://a.b 'x'",
    "*[HTML]: x",
    "a\tb",
    "𠮷野家 👨‍👩‍👧 e\u0301",
]  # fmt: skip


def document(text: str, sections=(), tables=()) -> Document:
    return Document("d", "s", "0", text, Metadata(), tuple(sections), tuple(tables), (), ())


def check(page: str, text: str) -> LexborHTMLParser:
    """The page's text stands at the offsets it names, and all of the document's is there."""
    tree = LexborHTMLParser(f"<main>{page}</main>")
    at = 0
    for node in tree.css("[data-start]"):
        start, said = int(node.attributes["data-start"]), node.text(deep=True)
        assert said == text[start : start + len(said)]
        assert not text[at:start].strip()
        at = start + len(said)
    assert not text[at:].strip()
    return tree


def place(kind: str, span: Span, text: str, entity: str | None) -> Placed:
    made = AgencyMention if kind == "agency" else PolicyMention
    return Placed("d", kind, entity, made(span.start, span.end, span.of(text), "r", None), span)


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_text_is_shown_as_it_stands(line: str) -> None:
    text = f"前\n{line}\n后"
    tree = check(render(document(text)), text)
    assert {node.tag for node in tree.css("main *")} == {"p"}


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_headings_and_cells_too(line: str) -> None:
    line = line.replace("\t", " ")
    text = f"{line}\n{line}\t2"
    heading = Span(0, len(line))
    start = len(line) + 1
    cells = (Cell(0, 0, 1, 1, start, start + len(line)), Cell(0, 1, 1, 1, len(text) - 1, len(text)))
    section = Section(1, "", line, heading, heading, (line,))
    tree = check(render(document(text, [section], [Table(Span(start, len(text)), cells)])), text)
    assert {node.tag for node in tree.css("main *")} <= {"h2", "div", "table", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("name", ['x"><script>alert(1)</script>', "a' onmouseover='b", "javascript:alert(1)"])
def test_hostile_entity_ids_stay_in_their_address(name: str) -> None:
    text = "某机关说"
    tree = check(render(document(text), [place("agency", Span(0, 3), text, f"agency/{name}")]), text)
    (link,) = tree.css("a")
    assert link.attributes["href"].startswith("/agency/")
    assert set(link.attributes) == {"id", "class", "href", "title"}
    assert not tree.css("script")


lines = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("*_#<>&[](){}`|~!-+.:\\ 政府信息公开"),
    max_size=20,
)


@st.composite
def documents(draw):
    """Documents with headings and tables, mentions and marks anywhere in them."""
    text, sections, tables = "", [], []
    for line in draw(st.lists(lines, min_size=1, max_size=6)):
        kind = draw(st.sampled_from(["line", "heading", "run-in", "table"]))
        start, end = len(text), len(text) + len(line)
        if kind == "heading" and line:
            sections.append((Span(start, end), draw(st.integers(0, 6))))
        elif kind == "run-in" and len(line) > 1:
            sections.append((Span(start, start + len(line) // 2), 3))
        elif kind == "table" and line:
            middle = start + len(line) // 2
            tables.append(
                Table(Span(start, end), (Cell(0, 0, 1, 1, start, middle), Cell(0, 2, 1, 1, middle, end)))
            )
        text += line + "\n"
    made = [Section(level, "", "", span, span, ()) for span, level in sections]
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(*sorted(p)))
    mentions = [
        place(kind, span, text, entity)
        for span, kind, entity in draw(
            st.lists(
                st.tuples(
                    spans,
                    st.sampled_from(["agency", "policy"]),
                    st.sampled_from([None, "agency/甲", "policy/乙/丙"]),
                ),
                max_size=6,
            )
        )
        if span.start < span.end
    ]
    at = draw(st.none() | spans.filter(lambda span: span.start < span.end))
    hits = [span for span in draw(st.lists(spans, max_size=3)) if span.start < span.end]
    return document(text, made, tables), mentions, at, hits


@settings(max_examples=300, deadline=None)
@given(documents())
def test_every_character_once_with_marks_and_links_at_their_places(case) -> None:
    made, mentions, at, hits = case
    text = made.text
    tree = check(render(made, mentions, at, hits), text)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert not tree.css("a a")
    if at:
        marked = "".join(node.text(deep=True) for node in tree.css("mark.at"))
        assert "".join(marked.split()) == "".join(at.of(text).split())
    linked = {node.attributes["href"] for node in tree.css("a")}
    shown = {m.entity_id for m in mentions if m.entity_id and any(_shown(made, m))}
    assert {f"/{key}" for key in shown} <= {_decoded(href) for href in linked}


def _shown(made: Document, mention: Placed):
    """Whether the mention starts at a character that a block shows."""
    span = Span(mention.mention.start, mention.mention.end)
    return [made.text[span.start] != "\n" and made.text[_line(made.text, span.start)].strip() != ""]


def _line(text: str, offset: int) -> slice:
    return slice(text.rfind("\n", 0, offset) + 1, text.find("\n", offset))


def _decoded(href: str) -> str:
    from urllib.parse import unquote

    return unquote(href)


def test_overlapping_mentions_are_all_links() -> None:
    text = "《山东省政府信息公开办法》"
    mentions = [
        place("policy", Span(0, 13), text, "policy/办法"),
        place("agency", Span(1, 6), text, "agency/政府"),
        place("agency", Span(1, 4), text, "agency/省"),
    ]
    tree = check(render(document(text), mentions), text)
    assert [(node.text(), _decoded(node.attributes["href"])) for node in tree.css("a")] == [
        ("《", "/policy/办法"),
        ("山东省", "/agency/省"),
        ("政府", "/agency/政府"),
        ("信息公开办法》", "/policy/办法"),
    ]
    assert {node.attributes["id"] for node in tree.css("[id]")} == {"c0-13", "c1-6", "c1-4"}


def test_a_mention_that_another_covers_has_a_link_of_its_own() -> None:
    text = "某平台"
    mentions = [
        place("agency", Span(0, 3), text, "agency/甲"),
        place("policy", Span(0, 3), text, "policy/乙"),
    ]
    tree = check(render(document(text), mentions), text)
    assert [(node.text(), _decoded(node.attributes["href"])) for node in tree.css("a")] == [
        ("", "/agency/甲"),
        ("某平台", "/policy/乙"),
    ]


def test_a_mark_is_never_in_pieces() -> None:
    text = "甲乙丙丁戊"
    mentions = [
        place("agency", Span(0, 3), text, "agency/甲"),
        place("policy", Span(2, 5), text, "policy/乙"),
    ]
    tree = check(render(document(text), mentions, Span(1, 4)), text)
    (mark,) = tree.css("mark")
    assert (mark.text(), mark.attributes["id"]) == ("乙丙丁", "c1-4")


def test_merged_cells_keep_their_columns() -> None:
    text = "项\t数\n甲\t1\n2"
    cells = (
        Cell(0, 0, 1, 1, 0, 1),
        Cell(0, 1, 1, 1, 2, 3),
        Cell(1, 0, 2, 1, 4, 5),
        Cell(1, 1, 1, 1, 6, 7),
        Cell(2, 1, 1, 1, 8, 9),
    )
    tree = check(render(document(text, tables=[Table(Span(0, 9), cells)])), text)
    rows = [
        [(c.tag, c.attributes.get("rowspan"), c.text()) for c in row.css("th, td")] for row in tree.css("tr")
    ]
    assert rows == [
        [("th", None, "项"), ("th", None, "数")],
        [("th", "2", "甲"), ("td", None, "1")],
        [("td", None, "2")],
    ]
