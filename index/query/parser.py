"""Tokens → tree, by recursive descent.

Own code instead of Whoosh's parser and its plug-ins, because those take what they do not understand as text in
silence, know no places for errors, and cannot tell 与 between two quotations from 与 inside 文化与旅游. The
grammar, loosest binding first:

    query    = and { OR and }
    and      = near { [AND] near }
    near     = unary { (NEAR/n | 同句 | 同段) unary }
    unary    = NOT unary | primary
    primary  = field ( value | range | group ) | value | group
    group    = "(" query ")"
"""

import re
from dataclasses import dataclass, field

from corpus.model import Span
from index.fields import Field
from index.query.errors import QueryError, at
from index.query.lexer import Token, tokens
from index.query.tree import (
    And,
    Condition,
    Everything,
    Near,
    Node,
    Not,
    Or,
    Range,
    Together,
    Value,
)
from index.settings import Limits, limits

OPERATOR_NAMES = {
    "and": "与",
    "or": "或",
    "not": "非",
    "near": "NEAR",
    "sentence": "同句",
    "paragraph": "同段",
}
_PROXIMITY = ("near", "sentence", "paragraph")
_ANY_RANGE = r"[-–—－~～至到]|\.\."
# 2019 · 2019年 · 2019-2021 · 2019至2021年 · 2019- · -2021 · >=2019
_YEARS = re.compile(
    rf"""
      (?P<one>[0-9]{{4}}) 年? 度?
    | (?P<low>[0-9]{{4}})? 年? \s? (?:{_ANY_RANGE}){{1,2}} \s? (?P<high>[0-9]{{4}})? 年? 度?
    | (?P<sign>>=?|<=?|≥|≤|＞|＜) \s? (?P<bound>[0-9]{{4}}) 年?
    """,
    re.VERBOSE,
)


def parse(query: str) -> Node:
    """The tree of `query` (blank only or `*`: `Everything`); raises `QueryError` and nothing else."""
    most = limits().query_length
    if len(query) > most:
        raise QueryError(
            f"检索式有 {len(query)} 个字，最多 {most} 个字；请只保留要找的词句",
            f"the query has {len(query)} characters, at most {most} are taken",
            Span(most, len(query)),
        )
    broken = next((i for i, char in enumerate(query) if "\ud800" <= char <= "\udfff" or char == "\0"), None)
    if broken is not None:
        place = Span(broken, broken + 1)
        raise QueryError(f"第 {broken + 1} 个字不是有效的字符", "not a valid character", place)
    if query.strip() in ("", "*", "*:*"):
        return Everything()
    return _Parser(query).whole()


@dataclass
class _Parser:
    query: str
    position: int = 0
    depth: int = 0
    leaves: int = 0
    limits: Limits = field(default_factory=limits)

    def __post_init__(self) -> None:
        self.tokens = tokens(self.query)

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.here
        self.position += 1
        return token

    def error(self, zh: str, en: str, place: Span | None = None) -> QueryError:
        where = place or self.here.place
        return QueryError(f"{at(self.query, where)}：{zh}", en, where)

    def whole(self) -> Node:
        node = self.alternatives(None)
        if self.here.kind == "close":
            raise self.error("多了一个右括号，没有与之配对的左括号", "unbalanced closing bracket")
        return node

    def alternatives(self, field: Field | None) -> Node:
        found = [self.conjunction(field)]
        while self.here.kind == "or":
            self.take()
            found.append(self.conjunction(field))
        return found[0] if len(found) == 1 else Or(tuple(found))

    def conjunction(self, field: Field | None) -> Node:
        found = [self.proximity(field)]
        while self.here.kind not in ("or", "close", "end"):
            if self.here.kind == "and":
                self.take()
            found.append(self.proximity(field))
        return found[0] if len(found) == 1 else And(tuple(found))

    def proximity(self, field: Field | None) -> Node:
        start, found, signs = self.here.place.start, [self.unary(field)], []
        while self.here.kind in _PROXIMITY:
            signs.append(self.take())
            found.append(self.unary(field))
        if not signs:
            return found[0]
        place = Span(start, self.tokens[self.position - 1].place.end)
        if field is not None and field.kind != "text":
            raise self.error(f"“{field.label}”里不能用 NEAR、同句、同段", "no proximity in this field", place)
        if len({(sign.kind, sign.number) for sign in signs}) > 1:
            raise self.error(
                "一串邻近条件里只能用同一种 NEAR、同句或同段", "mixed proximity operators", place
            )
        operands = tuple(self.operand(node, place) for node in found)
        if signs[0].kind == "near":
            return Near(operands, signs[0].number, place)
        return Together(operands, "sentence" if signs[0].kind == "sentence" else "paragraph", place)

    def operand(self, node: Node, place: Span) -> Node:
        """A node that may stand beside NEAR: texts of the body, or several joined by OR."""
        if isinstance(node, Or):
            return Or(tuple(self.operand(child, place) for child in node.children))
        if isinstance(node, Condition) and (node.field is None or node.field.kind == "text"):
            return node
        raise self.error(
            "NEAR、同句、同段的两边只能是词、引号里的词句，或用“或”连接并加括号的几个词句",
            "only words and phrases, or several joined by OR in brackets, may stand beside NEAR",
            place,
        )

    def unary(self, field: Field | None) -> Node:
        if self.here.kind != "not":
            return self.primary(field)
        self.nest()
        self.take()
        node = Not(self.unary(field))
        self.depth -= 1
        return node

    def primary(self, field: Field | None) -> Node:
        token = self.take()
        if token.kind == "open":
            return self.group(token, field)
        if token.kind == "value" and token.value:
            return self.leaf(field, token.value)
        if token.kind == "field" and token.field:
            return self.within(token, token.field, field)
        raise self.misplaced(token)

    def within(self, name: Token, field: Field, outer: Field | None) -> Node:
        if outer is not None:
            raise self.error(f"“{outer.label}”的括号里不能再写字段", "a field inside a field", name.place)
        token = self.here
        if token.kind == "range":
            self.take()
            return self.bounds(field, token)
        if token.kind not in ("open", "value"):
            raise self.error(
                f"“{field.label}”后面没有写要找的内容，例如 {field.example}",
                "the field has no value",
                name.place,
            )
        return self.primary(field)

    def group(self, opening: Token, field: Field | None) -> Node:
        self.nest()
        if self.here.kind == "close":
            raise self.error(
                "括号里没有内容",
                "nothing between the brackets",
                Span(opening.place.start, self.here.place.end),
            )
        node, closing = self.alternatives(field), self.take()
        if closing.kind != "close":
            raise self.error("这个左括号没有配对的右括号", "unbalanced opening bracket", opening.place)
        self.depth -= 1
        return node

    def nest(self) -> None:
        self.depth += 1
        if self.depth > self.limits.query_depth:
            raise self.error(
                f"括号套得太深，最多 {self.limits.query_depth} 层", "too many brackets within brackets"
            )

    def leaf(self, field: Field | None, value: Value) -> Node:
        self.leaves += 1
        if self.leaves > self.limits.query_leaves:
            raise self.error(
                f"条件太多，最多 {self.limits.query_leaves} 个", "too many words and conditions", value.place
            )
        if not any(isinstance(piece, str) and piece.strip() for piece in value.pieces) and not self.is_text(
            value
        ):
            raise self.error("只有通配符或空白，没有可找的字", "nothing but wildcards or blanks", value.place)
        if sum(not isinstance(piece, str) for piece in value.pieces) > self.limits.wildcards:
            raise self.error(
                f"通配符太多，最多 {self.limits.wildcards} 个", "too many wildcards", value.place
            )
        if field is not None and field.kind == "year":
            return self.years(field, value)
        return Condition(field, value)

    def count(self, place: Span) -> None:
        self.leaves += 1
        if self.leaves > self.limits.query_leaves:
            raise self.error(
                f"条件太多，最多 {self.limits.query_leaves} 个", "too many words and conditions", place
            )

    def is_text(self, value: Value) -> bool:
        """Blanks in quotes are text like any other, so is a line end."""
        return value.quoted and not value.wild

    def years(self, field: Field, value: Value) -> Range:
        text = value.text.replace(" ", "")
        match = _YEARS.fullmatch(text)
        if not match or not any(match.groups()):
            raise self.error(
                f"“{value.text}”不是年份；请写成 年份:2020、年份:2019-2021 或 年份:[2019 TO 2021]",
                "not a year or a range of years",
                value.place,
            )
        return self.ordered(field, *_bounds(match), value.place)

    def bounds(self, field: Field, token: Token) -> Range:
        self.count(token.place)
        if field.kind != "year":
            raise self.error(
                f"“{field.label}”不能写范围，只有年份可以", "this field has no ranges", token.place
            )
        ends = [_year(text) for text in token.bounds]
        if None in ends or ends == [0, 0]:
            raise self.error(
                "范围两端应是年份，例如 [2019 TO 2021]", "the ends of the range must be years", token.place
            )
        return self.ordered(field, ends[0] or None, ends[1] or None, token.place)

    def ordered(self, field: Field, low: int | None, high: int | None, place: Span) -> Range:
        if low is not None and high is not None and low > high:
            raise self.error(
                f"起始年份 {low} 晚于截止年份 {high}，是不是 {high}-{low}？",
                "the range runs backwards",
                place,
            )
        return Range(field, low, high, place)

    def misplaced(self, token: Token) -> QueryError:
        if token.kind == "end":
            last = self.tokens[-2] if len(self.tokens) > 1 else token
            name = OPERATOR_NAMES.get(last.kind)
            tail = f"“{last.place.of(self.query)}”后面" if name else ""
            return self.error(f"{tail}缺少要找的词句", "something to search for is missing", last.place)
        if token.kind == "close":
            return self.error("右括号前缺少要找的词句", "nothing before the closing bracket", token.place)
        sign = token.place.of(self.query)
        return self.error(
            f"“{sign}”是运算符，它的前面或后面缺少词句；要搜索这个字本身，请加引号写成“{sign}”",
            "an operator without its operand; quote it to search for the word itself",
            token.place,
        )


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None]:
    if match["one"]:
        return int(match["one"]), int(match["one"])
    if match["sign"]:
        year, sign = int(match["bound"]), match["sign"]
        strict = sign in (">", "＞", "<", "＜")
        return (year + strict, None) if sign[0] in ">≥＞" else (None, year - strict)
    return (int(match["low"]) if match["low"] else None), (int(match["high"]) if match["high"] else None)


def _year(text: str) -> int | None:
    """The year, 0 for `*` (open), `None` for anything else."""
    bare = text.removesuffix("年")
    if bare == "*":
        return 0
    return int(bare) if re.fullmatch(r"[0-9]{4}", bare) else None
