"""Bytes in, text out: which encoding a file has, decided strictly, never with silent replacement characters."""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import UnreadableError

# The longer marks first: the mark of UTF-32-LE begins with that of UTF-16-LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# gbk and gb2312 are subsets of GB18030, and pages that name them use characters beyond them.
CHINESE = {"gb2312", "gbk", "gb18030", "cp936", "hz", "euc_gis", "gb18030_2000", "x_gbk", "hz_gb_2312"}
# Encodings in which Chinese documents really come; a guess of any other is no reading but a way to mojibake.
PLAUSIBLE = ("gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "utf_16", "cp950")
# What Chinese text is made of: CJK and its punctuation, full-width forms, ASCII, line ends.
USUAL = re.compile("[\t\r\n -~\u2010-\u30ff\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")
SAMPLE = 65_536  # bytes that are enough to tell an encoding by
CONTROL = frozenset(range(32)) - {
    9,
    10,
    12,
    13,
    26,
}  # tab, line ends, form feed, and DOS' end-of-file are text


def decode(raw: bytes, name: str, declared: str | None = None) -> str:
    """The text of `raw`, by byte-order mark, strict UTF-8, `declared` (a page's charset), then by its look.

    Parameters: `raw`, the bytes of the file; `name`, the file's name for the error sentence.
    Raises `UnreadableError` for binary content and for bytes that are no known encoding, naming the byte.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding, name).removeprefix("\ufeff")
    if wide := _utf16_without_mark(raw[:SAMPLE]):
        return _strict(raw, wide, name)
    refuse_binary(raw, name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _otherwise(raw, name, declared, error)


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise `UnreadableError` if `raw` holds control bytes as only binary files do."""
    place = next((i for i, byte in enumerate(raw[:SAMPLE]) if byte in CONTROL), None)
    if place is not None and (b"\0" in raw[:SAMPLE] or _control_share(raw[:SAMPLE]) > 0.02):
        raise UnreadableError(
            f"{name} 不是文本文件：第 {place + 1} 个字节起是二进制内容",
            f"{name} is not a text file: binary content from byte {place + 1}",
        )


def _control_share(sample: bytes) -> float:
    return sum(byte in CONTROL for byte in sample) / len(sample)


def _utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 without a mark: its line ends and blanks are a zero byte beside an ASCII byte, always on one side."""
    pairs = sample[: len(sample) // 2 * 2]
    for encoding, end, ascii_at in (("utf-16-le", b"\n\0", 0), ("utf-16-be", b"\0\n", 1)):
        if b"\0" in pairs and (end in pairs or b"\0" in pairs[1 - ascii_at :: 2]):
            text = pairs.decode(encoding, "replace")
            if text and sum(map(_is_usual, text)) / len(text) > 0.9:
                return encoding
    return None


def _is_usual(char: str) -> bool:
    """Whether `char` is one of `USUAL`."""
    return USUAL.match(char) is not None


def _otherwise(raw: bytes, name: str, declared: str | None, error: UnicodeDecodeError) -> str:
    for encoding in (_canonical(declared), "gb18030", *_looks(raw)):
        if encoding and (text := _tried(raw, encoding)) is not None:
            return text
    raise UnreadableError(
        f"{name} 的编码无法识别：不是 UTF-8（第 {error.start + 1} 个字节有误），也不是 GB18030 等中文编码",
        f"the encoding of {name} is unknown: not UTF-8 (byte {error.start + 1}) and no Chinese encoding",
    )


def _tried(raw: bytes, encoding: str) -> str | None:
    """`raw` in `encoding` if it decodes strictly and the text looks Chinese, else `None`."""
    try:
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    sample = text[:SAMPLE]
    foreign = [c for c in sample if c > "~"]
    return text if sum(map(_is_usual, foreign)) >= 0.9 * len(foreign) else None


def _looks(raw: bytes) -> list[str]:
    best = from_bytes(raw[:SAMPLE], cp_isolation=list(PLAUSIBLE)).best()
    return [best.encoding] if best else []


def _canonical(declared: str | None) -> str | None:
    if not declared:
        return None
    folded = declared.strip().strip("\"'").lower().replace("-", "_")
    return "gb18030" if folded in CHINESE else folded


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name} 有 {encoding} 的标记，但第 {error.start + 1} 个字节有误",
            f"{name} is marked as {encoding}, but byte {error.start + 1} is invalid",
        ) from error
