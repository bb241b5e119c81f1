"""What a web page puts around a document (share buttons, breadcrumbs, metadata lines) is told from the document.

Only the lines before the first and after the last line of running text are looked at; inside nothing is touched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.dates import first_date
from corpus.head import COLUMN, is_complete, is_organ, kind_of
from corpus.labels import LABELLED, field_of, glued_field, is_label, label_pattern, read_fields
from corpus.lexicon import furniture_patterns, words
from corpus.model import Block, Grid
from corpus.normalise import fold, normalise
from corpus.script import key_of

BODY = 40  # code points of a line of running text; lines of page furniture with a full stop are shorter
HEAD, TAIL = 60, 40  # lines in which a page's furniture may stand
VALUE = 80  # code points of a value on the line after its label
MENU = 3  # words of page furniture that show a menu
SITE = re.compile("[\u4e00-\u9fff]{2,16}政府网|网站支持IPv6")  # what a menu names besides (某市人民政府网)
DAYS = ("date", "dated", "issued", "published")  # fields that hold a day and nothing else
BARE = 3  # labels on lines of their own, without colon, that show a table of fields told as lines
# 某市某乡 over 2021年政府信息公开工作年度报告: the first line of that title
PLACE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:[省市县区旗镇乡]|街道|局|厅|委员会|政府|办事处)")
CRUMBS = re.compile(r"[^，。：:]{0,10}位置(?:是)?[:：].{0,200}")
BETWEEN = re.compile(r"[\s|｜/【】\[\]（）()·,，:：>＞<＜›»—\-、.。*]+")


@dataclass(slots=True)
class Page:
    """A page's blocks with the furniture taken out, and the fields that its labels give."""

    blocks: list[Block | Grid]
    fields: dict[str, str] = field(default_factory=dict)


def without_furniture(blocks: Sequence[Block | Grid]) -> Page:
    """The document inside a page that was copied as text, and its labelled fields (corpus/data/head.yaml)."""
    blocks = list(chain.from_iterable(map(_cells_of_fields, _below_menus(blocks))))
    bodies = [n for n, block in enumerate(blocks) if _is_body(block)]
    first = min(bodies[0] if bodies else len(blocks), HEAD)
    last = max(bodies[-1] + 1 if bodies else first, len(blocks) - TAIL)
    page = Page([])
    head = _fields_taken(blocks[:first], page.fields)
    head = [_without_button(block) for block in _after_crumbs(head) if not _is_furniture(block)]
    tail = [block for block in _below(blocks[last:], page.fields) if not _is_furniture(block)]
    page.blocks = [*_after_doubles(head), *blocks[first:last], *tail]
    page.blocks[:0] = _title_told(page)
    return page


def _below_menus(blocks: Sequence[Block | Grid]) -> Sequence[Block | Grid]:
    """The blocks without the menus that stand over everything else; below the first words no table is touched."""
    own = next((n for n, block in enumerate(blocks) if not (_is_menu(block) or _is_furniture(block))), 0)
    return [*(block for block in blocks[:own] if isinstance(block, Block)), *blocks[own:]]


def _is_menu(block: Block | Grid) -> bool:
    """Whether bars part no cells of a table but the words of a page's menu, in a line or two (无障碍 | 注册)."""
    if isinstance(block, Block) or any(cell.row > 1 for cell in block.cells):
        return False
    parts = [part for cell in block.cells for part in BETWEEN.split(fold(cell.text).strip()) if part]
    known = frozenset(words("furniture"))
    menu = sum(part in known for part in parts) >= MENU
    return menu and all(part in known or SITE.fullmatch(part) for part in parts)


def _below(blocks: Sequence[Block | Grid], fields: dict[str, str]) -> Sequence[Block | Grid]:
    """The end of a page without a table of fields there, which its 索引号 shows; the head's fields go before its own."""
    told: dict[str, str] = {}
    kept = _fields_taken(blocks, told)
    if "index_number" not in told:
        return blocks
    fields.update({name: value for name, value in told.items() if name not in fields})
    return kept


def _title_told(page: Page) -> list[Block]:
    """The title as a line of the document, where only a label of the page gives it: it can be searched, too."""
    lines = (re.sub(r"\s", "", block.text) for block in page.blocks[:HEAD] if isinstance(block, Block))
    title = page.fields.get("title", "")
    return [Block(title)] if is_complete(title) and re.sub(r"\s", "", title) not in "".join(lines) else []


def _cells_of_fields(block: Block | Grid) -> list[Block | Grid]:
    """The cells of a table of fields (索引号 | … | 发布机构 | …) as lines; any other block as it is."""
    if isinstance(block, Block):
        return [block]
    told = [cell.text for cell in block.cells if cell.text.strip(" :：")]
    if len(told) >= BARE and all(map(read_fields, told)):
        return [Block(text) for text in told]  # 文号：某政〔2020〕72号 | 发布机构：某局
    if sum(is_label(text.rstrip(" :：")) for text in told) < BARE:
        return [block]
    return [Block(text.rstrip(" :：")) for text in told]


def labelled_fields(blocks: Sequence[Block]) -> dict[str, str]:
    """The fields that labelled lines and cells anywhere among `blocks` give, the first value of each."""
    fields: dict[str, str] = {}
    _fields_taken(blocks, fields)
    return fields


def _is_body(block: Block | Grid) -> bool:
    if isinstance(block, Grid):
        return True
    return len(block.text) > 10 * BODY or (len(block.text) >= BODY and "。" in block.text)


def _fields_taken(blocks: Sequence[Block | Grid], fields: dict[str, str]) -> list[Block | Grid]:
    """The blocks that are no labelled line; what the labels give is added to `fields`, the first value counts."""
    kept: list[Block | Grid] = []
    bare = sum(_is_label(block) for block in blocks) >= BARE
    glued = sum(glued_field(_text(block)) is not None for block in blocks) >= BARE
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        title, pairs = _parted(_text(block))
        if title and isinstance(block, Block):
            kept.append(Block(title, block.level))
        pairs = (_bare_label(block) if bare else []) or pairs or (_glued(block) if glued else [])
        if not pairs:
            kept.append(block)
            continue
        following = blocks[at] if at < len(blocks) else None
        name, value = pairs[-1]
        empty = not value and not (bare and following and _is_label(following))
        if empty and isinstance(following, Block) and _is_value(following.text, name):
            pairs[-1] = (name, normalise(following.text))
            at += 1
        for name, value in pairs:
            if value:
                fields.setdefault(name, value)
    return kept


def _bare_label(block: Block | Grid) -> list[tuple[str, str]]:
    """The field of a label on a line of its own, still without its value."""
    name = field_of(_text(block))
    return [(name, "")] if name else []


def _glued(block: Block | Grid) -> list[tuple[str, str]]:
    """The field and value of a line in which nothing parts the two."""
    pair = glued_field(_text(block))
    return [pair] if pair else []


def _text(block: Block | Grid) -> str:
    return block.text if isinstance(block, Block) else ""


def _parted(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A title with labels behind it (某市发展规划 发布时间：2022-04-15), and the fields of a labelled line."""
    if pairs := read_fields(line):
        return "", pairs
    label = label_pattern().search(line, 1)
    title = line[: label.start()].strip() if label and len(line) <= LABELLED else ""
    if label and is_complete(title) and "。" not in title:
        return title, read_fields(line[label.start() :])
    return "", []


def _without_button(block: Block | Grid) -> Block | Grid:
    """A title without the one word of the page's furniture that stands behind it in its line (…年度报告 二维码)."""
    title, blank, word = _text(block).rstrip().rpartition(" ")
    button = blank and word in words("furniture") and is_complete(title.rstrip()) and "。" not in title
    return Block(title.rstrip(), block.level) if button and isinstance(block, Block) else block


def _is_label(block: Block | Grid) -> bool:
    """Whether a line is a label and nothing else, not even a colon."""
    return isinstance(block, Block) and is_label(block.text)


def _is_value(line: str, name: str) -> bool:
    """Whether the line after a bare label is its value: no label itself, and of the kind that is due."""
    text = normalise(line)
    if (first_date(text) is None) if name in DAYS else (kind_of(text) == "date"):
        return False
    if text.endswith((":", "：")) or (
        kind_of(text) == "number" and name != "number"
    ):  # an addressee, its number
        return False
    return len(text) <= VALUE and not read_fields(line) and (name == "title" or not is_complete(text))


def _is_furniture(block: Block | Grid) -> bool:
    if isinstance(block, Grid):
        return False
    cells = [cell for cell in re.split(r"[|｜\t]", block.text) if cell.strip()]
    if len(cells) > 1 and all(map(is_label, cells)):
        return True  # 文号 | 有效性 |, without values
    text = key_of(fold(block.text).strip())
    parts = [part for part in BETWEEN.split(text) if part]
    known = frozenset(words("furniture"))
    return all(part in known for part in parts) or furniture_patterns().fullmatch(text) is not None


def _after_crumbs(head: list[Block | Grid]) -> list[Block | Grid]:
    """The head from the page's own place (当前位置：首页>检务公开) on, if the title stands below: above are menus."""
    texts = [fold(block.text).strip() if isinstance(block, Block) else "" for block in head]
    crumbs = [n for n, text in enumerate(texts) if CRUMBS.fullmatch(text)]
    below = crumbs and any(is_complete(text) and len(text) > COLUMN for text in texts[crumbs[-1] + 1 :])
    return head[crumbs[-1] :] if below else head


def _after_doubles(head: list[Block | Grid]) -> list[Block | Grid]:
    """The head from the last copy of the title on, where a page prints it twice (window title, headline), with the
    issuer and the number that stand between the copies, and the place or issuer over a copy that begins with a year."""
    texts = [normalise(block.text) if isinstance(block, Block) else "" for block in head]
    said = next((n for n, text in enumerate(texts) if text.endswith("。")), len(texts))
    titles = [n for n, text in enumerate(texts[:said]) if is_complete(text) and len(text) > 7]
    doubled = [
        n for n in titles if sum(text == texts[n] or text.startswith(f"{texts[n]}|") for text in texts) > 1
    ]
    if not doubled:
        return head
    before = doubled[0] - 1
    owner = (
        [head[before]]
        if before >= 0 and texts[doubled[0]][:1].isdigit() and PLACE.fullmatch(texts[before])
        else []
    )
    between = range(doubled[0], doubled[-1])
    kept = [head[n] for n in between if is_organ(texts[n]) or kind_of(texts[n]) == "number"]
    return [*owner, head[doubled[-1]], *kept, *head[doubled[-1] + 1 :]]
