"""Conditions on the text: phrases, words, patterns, similar names, neighbourhoods, headings."""

from dataclasses import replace

from corpus.normalise import fold
from index.bound.context import Context, listed
from index.exact.looked import SENTENCE_ENDS
from index.exact.probes import AnyOf, Close, InHeading, Pattern, Probe, Same, literal
from index.loosening import loosened
from index.model import Loosened
from index.plan import Leaf
from index.query.tree import Condition, Gap, Near, Node, Or, Pieces, Together, Value
from index.script import simplified, traditional
from index.words import function_words


def anywhere(condition: Condition, context: Context) -> Leaf:
    """A phrase, pattern, similar name or words, anywhere in the text."""
    value = folded(condition.value, context)
    if value.fuzzy is not None:
        return _similar(value, context)
    if value.wild:
        return _pattern(value, context)
    plain = _simplified(value, context)
    leaf = _phrase(plain, context) if plain.quoted else _words(plain, context)
    return leaf if plain is value else _told(leaf, value)


def _simplified(value: Value, context: Context) -> Value:
    """The value in the other script if it stands nowhere as it is typed: simplified if it has traditional
    characters, else traditional if it stands so.
    """
    plain, full = simplified(value.text), traditional(value.text)
    if plain != value.text:
        return value if context.stands(value.text) else replace(value, pieces=(plain,))
    if full != value.text and context.stands(full) and not context.stands(value.text):
        return replace(value, pieces=(full,))
    return value


def _told(leaf: Leaf, typed: Value) -> Leaf:
    script = "简体" if simplified(typed.text) == typed.text else "繁体"
    note = f"（由{script}“{shown(typed)}”转换）"
    return replace(leaf, said=leaf.said + note, denied=leaf.denied + note)


def headings(condition: Condition, context: Context) -> Leaf:
    """The same, in headings only."""
    leaf = anywhere(condition, replace(context, strict=True))
    return replace(
        leaf,
        said=f"小标题{leaf.said.removeprefix('原文')}",
        denied=f"小标题{leaf.denied.removeprefix('原文')}",
        data={**leaf.data, "field": "heading"},
        probes=tuple(InHeading(probe) for probe in leaf.probes),
        whole=InHeading(leaf.whole) if leaf.whole else None,
    )


def close(node: Near, context: Context) -> Leaf:
    """Phrases near one another."""
    operands = [_operand(child, context) for child in node.operands]
    names = "与".join(name for _, name in operands)
    said = f"{names}相隔不超过 {node.distance} 个字"
    data = {"op": "near", "distance": node.distance, "values": [name for _, name in operands]}
    probe = Close(tuple(probe for probe, _ in operands), node.distance)
    run = "\n".join(name for _, name in operands)
    words = tuple(context.segmenter.words(run))
    return Leaf(said, f"没有{said}", data, (probe,), words=words, run=run, whole=probe)


def together(node: Together, context: Context) -> Leaf:
    """Phrases in one sentence or paragraph."""
    operands = [_operand(child, context) for child in node.operands]
    names = "与".join(name for _, name in operands)
    where = "同一句" if node.unit == "sentence" else "同一段"
    data = {"op": f"same_{node.unit}", "values": [name for _, name in operands]}
    probe = Same(tuple(probe for probe, _ in operands), node.unit)
    run = "\n".join(name for _, name in operands)
    words = tuple(context.segmenter.words(run))
    return Leaf(
        f"{where}中有{names}", f"没有{where}中有{names}", data, (probe,), words=words, run=run, whole=probe
    )


def folded(value: Value, context: Context) -> Value:
    """The value in the characters of canonical text, which has no invisible ones."""
    pieces = tuple(fold(piece) if isinstance(piece, str) else piece for piece in value.pieces)
    kept = tuple(piece for piece in pieces if piece)
    if not any(isinstance(piece, str) for piece in kept):
        raise context.error("只有看不见的字符，没有可找的字", "nothing but invisible characters", value.place)
    return replace(value, pieces=kept)


def _phrase(value: Value, context: Context) -> Leaf:
    probe = literal(value.text, cased=True)
    return Leaf(
        f"原文有“{shown(value)}”",
        f"原文没有“{shown(value)}”",
        {"op": "phrase", "text": value.text},
        (probe,),
        words=tuple(context.segmenter.words(value.text)),
        run=value.text,
        whole=probe,
    )


def _words(value: Value, context: Context) -> Leaf:
    """The documents that hold every word of the run; a text that has the run itself always does.

    Question words, particles and the like need not stand in them if there are other words.
    """
    every = tuple(dict.fromkeys(context.segmenter.parts(value.text))) or (value.text,)
    words = tuple(word for word in every if word not in function_words()) or every
    left = tuple(word for word in every if word not in words)
    whole = literal(value.text, cased=False)
    ranked = tuple(dict.fromkeys((*every, *context.segmenter.words(value.text))))
    if len(every) == 1:
        said, denied = f"含“{words[0]}”", f"不含“{words[0]}”"
    else:
        free = f"；不要求有 {'、'.join(left)}" if left else ""
        said = f"含“{shown(value)}”的各词（{'、'.join(words)}{free}）"
        denied = f"不{said}"
    also = {word: full for word in words if (full := traditional(word)) != word and context.stands(full)}
    probes = tuple(_either(word, also.get(word)) for word in words)
    if also:
        note = f"（也找繁体 {'、'.join(also.values())}）"
        said, denied = said + note, denied + note
    data = {"op": "words", "text": value.text, "words": list(words)}
    leaf = Leaf(
        said, denied, data, probes, words=ranked, run=value.text, whole=whole if len(every) > 1 else None
    )
    found = loosened(value.text, words, probes, context)
    return _widened(leaf, found) if found else leaf


def _widened(leaf: Leaf, found: Loosened) -> Leaf:
    stand = f"只有 {found.strict} 篇" if found.strict else "没有一篇"
    note = f"，{stand}有全部 {len(found.words)} 个词，已放宽为至少有其中 {found.least} 个"
    return replace(leaf, said=leaf.said + note, data={**leaf.data, "least": found.least}, loosened=found)


def _either(word: str, full: str | None) -> Probe:
    """The word, or it in traditional characters."""
    plain = literal(word, cased=False)
    return AnyOf((plain, literal(full, cased=False))) if full else plain


def _pattern(value: Value, context: Context) -> Leaf:
    probe = pattern(value, context)
    said = f"有“{value.text}”这样的文字（* 为同句内任意多个字，? 为一个字）"
    run = "\n".join(p for p in value.pieces if isinstance(p, str))
    words = tuple(context.segmenter.words(run))
    data = {"op": "pattern", "text": value.text}
    return Leaf(said, f"没有“{value.text}”这样的文字", data, (probe,), words=words, run=run, whole=probe)


def _similar(value: Value, context: Context) -> Leaf:
    """The text itself and the names of entities nearly the same."""
    probe, names = similar(value, context)
    said = f"有与“{value.text}”相近的名称（{listed(names)}）"
    words = tuple(dict.fromkeys(word for name in names for word in context.segmenter.words(name)))
    data = {"op": "similar", "text": value.text, "names": names}
    return Leaf(said, f"没有{said[1:]}", data, (probe,), words=words, whole=probe)


def similar(value: Value, context: Context) -> tuple[AnyOf, list[str]]:
    """Any of the names nearly the same, and these names, the text itself first."""
    if value.wild:
        raise context.error("通配符和 ~ 不能同时用", "wildcards and ~ do not go together", value.place)
    near = (named.name for named in context.names().similar(value.text, value.fuzzy or 0))
    names = list(dict.fromkeys((value.text, *near)))
    return AnyOf(tuple(literal(name, cased=False) for name in names)), names


def pattern(value: Value, context: Context) -> Probe:
    """The probe of a value with wildcards; outer `*` mean nothing and go."""
    pieces = _trimmed(value.pieces)
    if any(isinstance(piece, str) and set(piece) & set(SENTENCE_ENDS) for piece in pieces):
        raise context.error(
            "通配符只在一句之内有效，不能与句号、分号、问号、叹号或换行一起用",
            "wildcards work within one sentence and not beside its end",
            value.place,
        )
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return literal(pieces[0], cased=value.quoted)
    return Pattern(_case(pieces, value), cased=value.quoted)


def _case(pieces: Pieces, value: Value) -> Pieces:
    return tuple(p if value.quoted or isinstance(p, Gap) else literal(p, cased=False).text for p in pieces)


def _trimmed(pieces: Pieces) -> Pieces:
    kept = list(pieces)
    while kept and kept[0] is Gap.RUN:
        kept.pop(0)
    while kept and kept[-1] is Gap.RUN:
        kept.pop()
    return tuple(kept)


def _operand(node: Node, context: Context) -> tuple[Probe, str]:
    """A side of NEAR as a probe and how it is called."""
    if isinstance(node, Or):
        sides = [_operand(child, context) for child in node.children]
        return AnyOf(tuple(probe for probe, _ in sides)), f"（{'或'.join(name for _, name in sides)}）"
    if not isinstance(node, Condition):
        raise TypeError(node)
    value = folded(node.value, context)
    if value.fuzzy is not None:
        return similar(value, context)[0], f"“{value.text}”（或相近名称）"
    if value.wild:
        return pattern(value, context), f"“{value.text}”"
    plain = _simplified(value, context)
    return literal(plain.text, cased=plain.quoted), f"“{shown(plain)}”"


def shown(value: Value) -> str:
    """The text for a sentence: line ends as arrows."""
    return value.text.replace("\n", "↵").replace("\t", "⇥")
