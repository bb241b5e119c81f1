"""Labelled fields as pages and archives print them: 发文字号：某政办〔2021〕8号　发布日期：2021-01-20."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.dates import DATE
from corpus.head import NUMBER_LINE, is_complete, is_organ
from corpus.lexicon import labels
from corpus.normalise import fold, normalise
from corpus.script import key_of, without_glosses

LABELLED = 300  # code points of the longest line of labels and values
BULLETS = " \t\u3000•·●■◆▪-–"
ROW = 3  # labels with values, without colons, that show such a table whatever the values are
GLUED_VALUE = 40  # code points of a value that follows its label without anything between
LONG_LABEL, GLUED_TITLE = (
    4,
    12,
)  # code points of a label (公报标题) that no title begins with, and of the title behind it
GLUED = 4  # labels with colons that show a table of fields told as one line
START = r"(?:^|(?<=[\s|｜】\]\d]))"
BLANK = r"(?:(?<=\s)|$)"
DIGIT = re.compile(r"\d{4}")
BRACKETED = re.compile(
    r"[\[【]\s{0,3}(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff/\s]{1,14}?)\s{0,3}[\]】]\s{0,3}[:：|｜]?"
)
ENCLOSED = re.compile(r"[\[【][^\[\]【】]*[\]】]")


def field_of(text: str) -> str | None:
    """The field of a text that is a label and nothing else, not even a colon (• 索引号, [索引号]); `None` of any other."""
    return labels().get(key_of(re.sub(r"\s", "", text.strip(BULLETS).strip("[]【】"))))


def glued_field(line: str) -> tuple[str, str] | None:
    """Field and value of a line in which nothing parts the label from the value (发文日期2021年12月21日), else `None`."""
    text = normalise(fold(line))
    label = max((word for word in labels() if text.startswith(word)), key=len, default="")
    value = text[len(label) :]
    told = DIGIT.search(value) or is_organ(value) or labels().get(label) in ("validity", "topic")
    short = len(label) > 2 and 0 < len(value) <= GLUED_VALUE and "。" not in value and value[0] not in ":："
    return (labels()[label], value) if label and short and told else None


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else, not even a colon."""
    return field_of(text) is not None


def read_fields(line: str) -> list[tuple[str, str]]:
    """(field, value) of a line that is made of labels and values and nothing else: 来源：省政府办公厅　时间：2021-01-20.

    Without colons (索引号 640122 发布日期 2018-12-10) two labels are due with a number or an organ, or three with
    values, or a title alone;
    without anything between a value and the next label (索引号：0143发文机关：国务院成文日期：…) four labels.
    """
    text = without_glosses(BRACKETED.sub(_with_colon, fold(line).strip(BULLETS)))
    if len(text) > LABELLED:
        return []
    if cells := _cells(text):
        return cells
    plain = key_of(text)
    glued = list(label_pattern(glued=True).finditer(plain))
    if pairs := _pairs(text, glued if len(glued) >= GLUED else list(label_pattern().finditer(plain))):
        return pairs
    pairs = _pairs(text, list(label_pattern("").finditer(plain)))
    return [pair for pair in pairs if pair[1]] if _tells(pairs) else _stuck(text)


def _stuck(text: str) -> list[tuple[str, str]]:
    """The pair of a label that its value is stuck to, a date, a number or a title (发文日期1998年06月17日)."""
    match = label_pattern("", glued=True, open_end=True).match(key_of(text))
    if match is None:
        return []
    label, value = re.sub(r"\s", "", match["label"]), text[match.end() :]
    titled = len(label) >= LONG_LABEL and len(value) > GLUED_TITLE and is_complete(value)
    if not (titled if labels()[label] == "title" else DATE.fullmatch(value) or NUMBER_LINE.fullmatch(value)):
        return []
    return [(labels()[label], value)]


def _cells(text: str) -> list[tuple[str, str]]:
    """The pairs of a row of cells: 文号 | 某政〔2020〕72号 |, where every second cell is a label."""
    cells = [cell.strip() for cell in re.split("[|｜]", text.strip(" |｜"))]
    keys, values = cells[::2], cells[1::2]
    if not values or not all(map(is_label, keys)) or any(map(is_label, values)):
        return []
    if len(values) < len(keys) and len(keys) > 1:
        values = [*values, ""]
    if len(keys) == 1 and not DIGIT.search(values[0]):
        return []
    names = (labels()[key_of(re.sub(r"\s", "", key))] for key in keys)
    pairs = zip(names, values, strict=True)
    return [(name, _unbracketed(normalise(value))) for name, value in pairs if value]


def _with_colon(bracketed: re.Match[str]) -> str:
    """A label in brackets ([ 发布机构 ] | 某局) as one with a colon; other words as they are."""
    return f"{bracketed['label']}：" if is_label(bracketed["label"]) else bracketed[0]


def _tells(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether labels without colons are a line of a table of fields and no words of a sentence."""
    values = [value for _, value in pairs if value]
    if len(pairs) == 1:
        return pairs[0][0] == "title" and is_complete(pairs[0][1])
    return len(values) >= ROW or any(DIGIT.search(value) or is_organ(value) for value in values)


def _pairs(text: str, matches: Sequence[re.Match[str]]) -> list[tuple[str, str]]:
    """Each label's field, and what stands between it and the next one."""
    if not matches or matches[0].start() > 0:
        return []
    ends = [*(match.start() for match in matches[1:]), len(text)]
    names = (labels()[re.sub(r"\s", "", match["label"])] for match in matches)
    return [
        (name, _unbracketed(normalise(text[match.end() : end]).strip(" |｜")))
        for name, match, end in zip(names, matches, ends, strict=True)
    ]


def _unbracketed(value: str) -> str:
    """The value without a bracket whose other half is gone or stands at its other end."""
    lone = value.count("[") + value.count("【") != value.count("]") + value.count("】")
    return value.strip("[]【】") if lone or ENCLOSED.fullmatch(value) else value


@cache
def label_pattern(colon: str = "[:：]", *, glued: bool = False, open_end: bool = False) -> re.Pattern[str]:
    """Any label, its characters perhaps parted by blanks (索 引 号：), at the start or after a blank or bar.

    `colon`, what parts it from its value; an empty one asks for a blank, or for nothing with an `open_end`. `glued`,
    anywhere.
    """
    end = colon or ("" if open_end else BLANK)
    longest = sorted(labels(), key=lambda label: (-len(label), label))
    spaced = "|".join(r"\s{0,10}".join(map(re.escape, label)) for label in longest)
    return re.compile(
        rf"{'' if glued else START}[【\[]?(?P<label>{spaced})\s{{0,4}}[】\]]?{end}\s{{0,4}}[】\]]?"
    )
