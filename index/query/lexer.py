"""A query as typed → tokens.

Chinese and ASCII signs are equal: “ ” 「 」 『 』 " as quotes, （ ） as brackets, ： as colon. Words of the
language (与 或 非 AND OR NOT NEAR/10 同句 同段) count only where they stand alone; inside a run of characters,
as in 文化与旅游, they are text.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from corpus.model import Span
from index.fields import FIELDS, Field, by_typed_name
from index.query.errors import QueryError, at
from index.query.tree import Gap, Pieces, Value
from index.settings import limits

Kind = Literal[
    "open", "close", "value", "and", "or", "not", "near", "sentence", "paragraph", "field", "range", "end"
]


@dataclass(frozen=True, slots=True)
class Token:
    """One sign or value: `value` of a value, `field` of a field name, `number` of NEAR, `bounds` of a range."""

    kind: Kind
    place: Span
    value: Value | None = None
    field: Field | None = None
    number: int = 0
    bounds: tuple[str, str] = ("", "")


QUOTES = {"“": "”", "”": "”“", "「": "」", "『": "』", '"': '"', "＂": "＂"}
"""Opening quotation marks and what closes them; ” as an opening mark is a slip of many keyboards."""

SIGNS: dict[str, Kind] = {
    "(": "open", "（": "open", ")": "close", "）": "close", "&": "and", "＆": "and", "|": "or", "｜": "or",
}  # fmt: skip
WORDS: dict[str, Kind] = {
    "与": "and", "且": "and", "AND": "and", "或": "or", "OR": "or", "非": "not", "NOT": "not",
    "同句": "sentence", "/s": "sentence", "同段": "paragraph", "/p": "paragraph",
}  # fmt: skip
LOOKALIKES = {
    "and": "AND", "And": "AND", "or": "OR", "Or": "OR", "not": "NOT", "Not": "NOT",
    "并且": "与", "而且": "与", "或者": "或", "或是": "或", "近": "NEAR",
}  # fmt: skip
"""What stands alone like a word of the language and is none, and what was probably meant."""

DEFAULT_DISTANCE = 10

_BLANK = re.compile(r"\s+")
_NEAR = re.compile(r"(?:NEAR|近|邻近)(?:[/／](?P<distance>[0-9]{1,6}))")
_NEAR_BARE = re.compile(r"NEAR|邻近")
# 标题: or title： and what else looks like a field, but not http://
_FIELD = re.compile(r"(?P<name>[A-Za-z_]{1,20}|[\u4e00-\u9fff]{1,12})\s{0,3}[:：](?!//)")
# [2019 TO 2021], after a field name
_RANGE = re.compile(
    r"[\[［]\s*(?P<low>[^\s\]］]{1,20})\s+(?:TO|to|至|到)\s+(?P<high>[^\s\]］]{1,20})\s*[\]］]"
)
_FUZZY = re.compile(r"[~～](?P<distance>[0-9]?)$")
_NEGATION = re.compile(r"[-－!！]")
_WORD_ENDS = frozenset('()（）&＆|｜"＂“”「」『』')
_OPENING = frozenset('“「『"＂(（')
_CLOSING = frozenset('”」』"＂)）')
_ESCAPES = {"n": "\n", "t": "\t"}


def tokens(query: str) -> list[Token]:
    """The tokens of `query`, closed by one of kind `end`; raises `QueryError`."""
    found: list[Token] = []
    position = _skip(query, 0)
    while position < len(query):
        token = _token(query, position, after_field=bool(found) and found[-1].kind == "field")
        found.append(token)
        position = _skip(query, token.place.end)
    return [*found, Token("end", Span(len(query), len(query)))]


def _skip(query: str, position: int) -> int:
    blank = _BLANK.match(query, position)
    return blank.end() if blank else position


def _token(query: str, start: int, *, after_field: bool) -> Token:
    sign = query[start]
    if sign in SIGNS:
        doubled = sign in "&|" and query[start : start + 2] == sign * 2
        return Token(SIGNS[sign], Span(start, start + 1 + doubled))
    if sign in QUOTES:
        return _quoted(query, start)
    if sign in "」』":
        raise QueryError(
            f"{at(query, Span(start, start + 1))}没有与之配对的左引号",
            "unbalanced quote",
            Span(start, start + 1),
        )
    if after_field and (bounds := _RANGE.match(query, start)):
        return Token("range", Span(*bounds.span()), bounds=(bounds["low"], bounds["high"]))
    if not after_field and _NEGATION.match(sign):
        return _negation(query, start)
    if not after_field and (named := _FIELD.match(query, start)):
        return _field(query, named)
    return _word(query, start)


def _negation(query: str, start: int) -> Token:
    place = Span(start, start + 1)
    if _skip(query, start + 1) != start + 1 or start + 1 == len(query):
        raise QueryError(
            f"{at(query, place)}后面没有紧跟要排除的词；要排除请写成“-词”，要搜索这个符号请加引号",
            "a minus sign must be followed by what to leave out; quote it to search for the sign itself",
            place,
        )
    return Token("not", place)


def _field(query: str, named: re.Match[str]) -> Token:
    field = by_typed_name().get(named["name"].lower())
    place = Span(*named.span())
    if field is None:
        raise _unknown_field(query, named["name"], place)
    return Token("field", place, field=field)


def _unknown_field(query: str, name: str, place: Span) -> QueryError:
    close = get_close_matches(name.lower(), by_typed_name(), n=1, cutoff=0.5)
    offer = f"是不是“{close[0]}:”？" if close else f"可用的字段有：{'、'.join(f.label for f in FIELDS)}。"
    return QueryError(
        f"{at(query, place)}：没有“{name}”这个字段，{offer}如果要搜索这几个字和冒号，请加引号",
        f"unknown field {name}; quote the text to search for it as it stands",
        place,
    )


def _quoted(query: str, start: int) -> Token:
    opening, closing = query[start], QUOTES[query[start]]
    pieces, position, depth = _Pieces(), start + 1, 0
    while position < len(query):
        char = query[position]
        if char == "\\":
            position = _escape(query, position, pieces)
            continue
        if char in closing and not depth:
            return _after_quote(query, Span(start, position + 1), pieces.done())
        depth += (char == opening and opening not in closing) - (char in closing)
        pieces.add(char)
        position += 1
    raise QueryError(
        f"{at(query, Span(start, start + 1))}开始的引号没有配对的“{closing[0]}”；请补上，或去掉这个引号",
        "the quotation mark is never closed",
        Span(start, start + 1),
    )


def _after_quote(query: str, place: Span, pieces: Pieces) -> Token:
    if not pieces:
        raise QueryError(f"{at(query, place)}：引号里没有内容", "nothing between the quotes", place)
    fuzzy = re.compile(r"[~～]([0-9]?)").match(query, place.end)
    distance = int(fuzzy[1] or 0) if fuzzy else None
    whole = Span(place.start, fuzzy.end() if fuzzy else place.end)
    return Token("value", whole, value=Value(pieces, True, whole, distance))


def _word(query: str, start: int) -> Token:
    pieces, position = _Pieces(), start
    while position < len(query) and not query[position].isspace() and query[position] not in _WORD_ENDS:
        if query[position] == "\\":
            position = _escape(query, position, pieces)
        else:
            pieces.add(query[position])
            position += 1
    place = Span(start, position)
    text = place.of(query)
    if text in WORDS:
        return Token(WORDS[text], place)
    _check_operators(query, place)
    if _NEAR.fullmatch(text) or _NEAR_BARE.fullmatch(text):
        return _near(query, place)
    fuzzy = _FUZZY.search(text) if "\\" not in text[-3:] else None
    if fuzzy and fuzzy.start():
        kept = pieces.without_last(len(fuzzy.group()))
        return Token("value", place, value=Value(kept, False, place, int(fuzzy["distance"] or 0)))
    return Token("value", place, value=Value(pieces.done(), False, place))


def _check_operators(query: str, place: Span) -> None:
    """Refuse what may be an operator or text: and, 或者; 与 or 或 between a quotation mark and other words."""
    text = place.of(query)
    if text in LOOKALIKES:
        raise QueryError(
            f"{at(query, place)}：是不是运算符“{LOOKALIKES[text]}”？如果要搜索这个词，请加引号写成“{text}”",
            f"did you mean the operator {LOOKALIKES[text]}? Quote it to search for the word",
            place,
        )
    after_quote = place.start and query[place.start - 1] in _CLOSING and text[0] in "与或非"
    before_quote = place.end < len(query) and query[place.end] in _OPENING and text[-1] in "与或非"
    if len(text) > 1 and (after_quote or before_quote):
        sign = text[0] if after_quote else text[-1]
        raise QueryError(
            f"{at(query, place)}：不清楚“{sign}”是运算符还是文字；是运算符请在两边加空格，是文字请加引号写成“{text}”",
            f"is {sign} an operator or text? Put blanks around it, or quote the text",
            place,
        )


def _near(query: str, place: Span) -> Token:
    match = _NEAR.fullmatch(place.of(query))
    distance = int(match["distance"]) if match else DEFAULT_DISTANCE
    widest = limits().near_distance
    if distance > widest:
        raise QueryError(
            f"{at(query, place)}：距离最多 {widest} 个字；要在同一段里找，请用“同段”",
            f"the distance is at most {widest} characters",
            place,
        )
    return Token("near", place, number=distance)


def _escape(query: str, position: int, pieces: "_Pieces") -> int:
    place = Span(position, position + 1)
    if position + 1 == len(query):
        raise QueryError(
            f"{at(query, place)}后面没有字符；要搜索反斜杠请写“\\\\”", "nothing after the backslash", place
        )
    pieces.add_literal(_ESCAPES.get(query[position + 1], query[position + 1]))
    return position + 2


class _Pieces:
    """Collects characters and wildcards."""

    def __init__(self) -> None:
        self._items: list[str | Gap] = []

    def add(self, char: str) -> None:
        self._items.append({"*": Gap.RUN, "?": Gap.ONE}.get(char, char))

    def add_literal(self, char: str) -> None:
        self._items.append(char)

    def without_last(self, count: int) -> Pieces:
        del self._items[-count:]
        return self.done()

    def done(self) -> Pieces:
        """Neighbouring characters joined to texts."""
        joined: list[str | Gap] = []
        for item in self._items:
            if joined and isinstance(item, str) and isinstance(joined[-1], str):
                joined[-1] += item
            else:
                joined.append(item)
        return tuple(joined)
