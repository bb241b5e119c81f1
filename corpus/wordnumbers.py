"""Automatic numbering of Word documents: the labels that Word prints (一、 （一） 第一条) put into the text.

A .docx holds for a numbered paragraph only the list and level that it belongs to; the label is counted when
it is printed (ECMA-376 part 1, 17.9). Headings and articles of official texts are found by their labels, so
they are written into the paragraphs before anything else reads the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from corpus.numerals import numeral

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
PICTURES = "word/media/"
PLACE = re.compile(r"%([1-9])")
DEEPEST = 8  # of levels 0 to 8
CHAIN = 20  # styles that build on one another; more is a loop
Element = ElementTree.Element


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is printed: format and first count, the text with %1 … %9, the level after which it
    begins anew (`None`: any higher), whether all counts are figures there, what parts the label from the text."""

    form: str = "decimal"
    start: int = 0
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list as paragraphs name it: the counts that it shares with others, its levels, and where it begins anew."""

    shared: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counts:
    """What has been counted so far, by shared list and level."""

    now: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, numbers: Numbers, depth: int) -> str:
        """Count a paragraph of list `number` at level `depth`; the label that it gets, "" for none."""
        counts, level = self.now[numbers.shared], numbers.levels[depth]
        begins = depth not in counts or (depth in numbers.starts and (number, depth) not in self.begun)
        counts[depth] = numbers.starts.get(depth, level.start) if begins else counts[depth] + 1
        self.begun.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            restart = numbers.levels[deeper].restart if deeper in numbers.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        return PLACE.sub(lambda m: self._shown(int(m[1]) - 1, numbers, counts, level), level.text)

    @staticmethod
    def _shown(depth: int, numbers: Numbers, counts: Mapping[int, int], own: Level) -> str:
        level = numbers.levels.get(depth, Level())
        return numeral(counts.get(depth, level.start), "decimal" if own.legal else level.form)


def with_labels(raw: bytes) -> bytes:
    """A .docx with its automatic labels as text and without lists; `raw` itself where it has none.

    Bullets are not kept: they say nothing. Raises what zip and XML raise on a damaged file.
    """
    with ZipFile(BytesIO(raw)) as archive:
        names = set(archive.namelist())
        if not {DOCUMENT, NUMBERING} <= names:
            return raw
        document, numbering = _parsed(archive, DOCUMENT), _parsed(archive, NUMBERING)
        styles = _parsed(archive, STYLES) if STYLES in names else Element("none")
        _label(document, Scheme(numbering, styles))
        numbering.clear()
        written = {DOCUMENT: ElementTree.tostring(document), NUMBERING: ElementTree.tostring(numbering)}
        out = BytesIO()
        with ZipFile(out, "w") as target:
            for part in archive.infolist():
                if not part.filename.startswith(PICTURES):
                    target.writestr(part.filename, written.get(part.filename) or archive.read(part))
    return out.getvalue()


def _parsed(archive: ZipFile, part: str) -> Element:
    return ElementTree.fromstring(archive.read(part))  # noqa: S314  entities are refused before (corpus.archive)


def _label(document: Element, scheme: "Scheme") -> None:
    """Write the labels into the paragraphs of `document`."""
    space = document.tag.partition("}")[0] + "}"
    counts = Counts()
    for paragraph in list(_paragraphs(document, space)):
        properties = paragraph.find(f"{space}pPr")
        place = scheme.place(properties, space)
        if place is None:
            continue
        number, numbers, depth = place
        label = counts.label(number, numbers, depth)
        if label and numbers.levels[depth].form != "bullet":
            run = ElementTree.Element(f"{space}r")
            text = ElementTree.SubElement(run, f"{space}t", {XML_SPACE: "preserve"})
            text.text = label + _gap(label, numbers.levels[depth].suffix)
            paragraph.insert(0 if properties is None else 1, run)


XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _gap(label: str, suffix: str) -> str:
    """What parts a label from its text where no mark of its own does: 第一条　为了…, 1.1　范围."""
    return "\u3000" if suffix != "nothing" and label[-1].isalnum() else ""


def _paragraphs(node: Element, space: str) -> Iterator[Element]:
    """The paragraphs below `node` in order; of alternatives the one that older programs show, as mammoth reads it."""
    stack = [node]
    while stack:
        node = stack.pop()
        if node.tag == f"{space}p":
            yield node
        if not node.tag.endswith("}Choice"):
            stack += reversed(node)


class Scheme:
    """The lists and styles of a document, and which list and level a paragraph has."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        self.space = numbering.tag.partition("}")[0] + "}"
        self._styles = {self._value(s, "styleId"): s for s in styles.iter(f"{self.space}style")}
        paragraphs = (s for s in self._styles.values() if self._value(s, "type") == "paragraph")
        usual = next((s for s in paragraphs if self._value(s, "default") in ("1", "true")), None)
        self._usual = None if usual is None else self._value(usual, "styleId")
        self._abstract = {
            self._value(a, "abstractNumId"): a for a in numbering.iter(f"{self.space}abstractNum")
        }
        self._nums = {self._value(n, "numId"): n for n in numbering.iter(f"{self.space}num")}
        self._read: dict[str, Numbers | None] = {}

    def place(self, properties: Element | None, space: str) -> tuple[str, Numbers, int] | None:
        """List, its levels, and level of a paragraph with these properties; `None` if it has no number."""
        direct = None if properties is None else properties.find(f"{space}numPr")
        style = self._child(properties, "pStyle") or self._usual
        number, depth = self._child(direct, "numId"), self._child(direct, "ilvl")
        if number is None:
            number, from_style = self._styled(style)
            depth = depth or self._depth_of(number, style) or from_style
        numbers = self._numbers(number) if number not in (None, "0") else None
        place = int(depth) if depth and depth.isdecimal() else 0
        return (number, numbers, place) if number and numbers and place in numbers.levels else None

    def _value(self, node: Element, name: str) -> str | None:
        return node.get(f"{self.space}{name}")

    def _child(self, node: Element | None, *path: str) -> str | None:
        found = None if node is None else node.find("/".join(self.space + name for name in path))
        return None if found is None else self._value(found, "val")

    def _styled(self, style: str | None) -> tuple[str | None, str | None]:
        """List and level that a style, or one that it builds on, gives its paragraphs."""
        for _ in range(CHAIN):
            node = self._styles.get(style)
            if node is None:
                break
            if number := self._child(node, "pPr", "numPr", "numId"):
                return number, self._child(node, "pPr", "numPr", "ilvl")
            style = self._child(node, "basedOn")
        return None, None

    def _depth_of(self, number: str | None, style: str | None) -> str | None:
        """The level that is tied to the style."""
        numbers = self._numbers(number) if number else None
        levels = numbers.levels.items() if numbers and style else ()
        return next((str(depth) for depth, level in levels if level.style == style), None)

    def _numbers(self, number: str) -> Numbers | None:
        if number not in self._read:
            self._read[number] = self._list(number)
        return self._read[number]

    def _list(self, number: str) -> Numbers | None:
        node = self._nums.get(number)
        shared, abstract = self._shared(node)
        if node is None or abstract is None or shared is None:
            return None
        levels = dict(self._levels(abstract))
        starts: dict[int, int] = {}
        for override in node.iter(f"{self.space}lvlOverride"):
            depth = self._value(override, "ilvl") or ""
            start = self._child(override, "startOverride") or ""
            if depth.isdecimal() and start.isdecimal():
                starts[int(depth)] = int(start)
            levels |= dict(self._levels(override))
        return Numbers(shared, levels, starts)

    def _shared(self, node: Element | None) -> tuple[str | None, Element | None]:
        """The abstract list of a list, over the style that it may be tied to."""
        for _ in range(CHAIN):
            shared = self._child(node, "abstractNumId")
            abstract = self._abstract.get(shared)
            style = self._child(abstract, "numStyleLink")
            if abstract is None or style is None:
                return shared, abstract
            node = self._nums.get(self._child(self._styles.get(style), "pPr", "numPr", "numId"))
        return None, None

    def _levels(self, node: Element) -> Iterator[tuple[int, Level]]:
        for level in node.findall(f"{self.space}lvl"):
            depth = self._value(level, "ilvl") or "0"
            if not depth.isdecimal() or int(depth) > DEEPEST:
                continue
            start, restart = self._child(level, "start") or "0", self._child(level, "lvlRestart") or ""
            legal = level.find(f"{self.space}isLgl")
            yield (
                int(depth),
                Level(
                    form=self._child(level, "numFmt") or "decimal",
                    start=int(start) if start.isdecimal() else 0,
                    text=self._child(level, "lvlText") or "",
                    restart=int(restart) if restart.isdecimal() else None,
                    legal=legal is not None and self._value(legal, "val") not in ("0", "false"),
                    suffix=self._child(level, "suff") or "tab",
                    style=self._child(level, "pStyle"),
                ),
            )
