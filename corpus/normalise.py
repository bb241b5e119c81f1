"""Block text as a reader found it → canonical text, done once, before any offset exists.

What is taken away never carries meaning: blanks that a PDF put inside Chinese text, zero-width and control
characters, placeholders of a converter (`[image: …]`, `[bookmark: …]`), stray `**`. Full-width letters and
digits become half-width; punctuation stays as printed. One blank of two kinds can remain: a plain one between
Latin words or numbers or names of two organs, and U+3000 where a wide gap parts Chinese words (组长：王磊　省长).
"""

import re
import unicodedata
from functools import cache

from corpus.characters import BLANKS, CJK_PUNCTUATION, HAN, INVISIBLE, RADICALS, WIDE
from corpus.lexicon import words
from corpus.organs import LONGEST, are_parted

GAP = " \t\u3000"
PASSES = 8  # each pass only takes away; two are nearly always enough

PLACEHOLDER = re.compile(r"\[(?:image|bookmark)\s?:[^\[\]\n]{0,300}\]")
# Markdown's bold left in a text, where it opens after punctuation or at the start (**五是联签制度。**明确…). After a
# character it may as well be a mask (王**、李**, 138****5678), and stays.
BOLD = re.compile(r"(?<![\w*])\*\*(?=[\w“《（【])([^*\n]{1,400}?)\*\*(?![\d*])")
HALF_BOLD = re.compile(r"^\*\*(?=\w)|(?<=[。；：！？”）])\*\*$")
# 标　　题, 王　磊, 主 题 词: a short word stretched to a column by equal gaps between single characters.
STRETCHED = re.compile(rf"(?<!\w)[{HAN}]([{GAP}]{{1,8}})[{HAN}](?:\1[{HAN}]){{0,8}}(?!\w)")
# 第一条 为了…: the gap after the label of a chapter or article is one of form.
ARTICLE = re.compile(rf"^(第[一二三四五六七八九十百千零〇\d]{{1,9}}[编章节条])[{GAP}]+(?=\S)")
# Gaps to decide on: a single plain blank between ASCII characters stays anyway.
GAPS = re.compile(rf"[{GAP}]{{2,}}|[\t\u3000]|(?<![!-~]) | (?![!-~])")
ANY_GAP = re.compile(rf"[{GAP}]+")
LINE_END = re.compile(r"\s*\n\s*")
HANDLE = re.compile(r"@\w{1,30}\Z")
WORD = re.compile(r"\w")
CHINESE = re.compile(rf"[{HAN}]")
PUNCTUATION = re.compile(rf"[{CJK_PUNCTUATION}]")
QUOTE = frozenset("“”‘’—…·")
LATIN = re.compile(r"[A-Za-z]")


@cache
def _map() -> dict[int, str | None]:
    """The per-character map: what each odd character becomes, `None` where it goes."""
    table: dict[int, str | None] = dict.fromkeys(INVISIBLE)
    table.update(dict.fromkeys(BLANKS, " "))
    table.update({code: chr(code - 0xFEE0) for code in WIDE})
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table.update({ord(radical): plain for radical, plain in RADICALS.items()})
    return table


def fold(query: str) -> str:
    """`query` with the characters of canonical text: half-width letters and digits, plain blanks, no invisible
    ones. Character by character and the identity on normalised text, so a phrase copied from a page matches.
    """
    return query.translate(_map())


def normalise(text: str) -> str:
    """The canonical form of one block or cell: one line, idempotent (`normalise(normalise(t)) == normalise(t)`)."""
    for _ in range(PASSES):
        cleaned = _once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _once(text: str) -> str:
    text = fold(text)
    if "[" in text:
        text = PLACEHOLDER.sub("", text)
    if "**" in text:
        text = HALF_BOLD.sub("", BOLD.sub(r"\1", text))
    text = LINE_END.sub(" ", text).strip(GAP)
    text = STRETCHED.sub(lambda m: ANY_GAP.sub("", m[0]), text)
    text = ARTICLE.sub("\\1\u3000", text)
    return GAPS.sub(_gap, text)


def _gap(match: re.Match[str]) -> str:
    """What stays of a run of blanks, told by its neighbours: nothing, a plain blank, or U+3000."""
    text = match.string
    left, right = text[match.start() - 1], text[match.end()]
    if left in QUOTE or right in QUOTE:
        other = right if left in QUOTE else left
        return " " if LATIN.match(other) else ""
    if PUNCTUATION.match(left) or PUNCTUATION.match(right):
        return ""
    if not (CHINESE.match(left) or CHINESE.match(right)):
        return " "
    if HANDLE.search(text, max(0, match.start() - 31), match.start()):
        return " "
    if not _is_wide(match[0]) or not (WORD.match(left) and WORD.match(right)):
        return " " if left in _ends() and _parts_organs(text, match.start(), match.end()) else ""
    return "" if _is_counted(left, right) else "\u3000"


def _parts_organs(text: str, start: int, end: int) -> bool:
    """Whether a blank stands between the names of two organs, which may have blanks inside."""
    left, right = text[max(0, start - 2 * LONGEST) : start], text[end : end + 2 * LONGEST]
    lefts, rights = {left, ANY_GAP.sub("", left)}, {right, ANY_GAP.sub("", right)}
    return any(are_parted(one, other) for one in lefts for other in rights)


@cache
def _ends() -> frozenset[str]:
    """The last characters of names of organs."""
    return frozenset(word[-1] for word in words("organ_ends"))


def _is_wide(gap: str) -> bool:
    return len(gap) > 1 or gap != " "


def _is_counted(left: str, right: str) -> bool:
    """Whether the gap stands inside a date or count (2020　年), where even a wide one parts nothing."""
    return (left.isdigit() and right in "年月日号条件个项") or (left in "年月第" and right.isdigit())
