"""Queries for measuring, drawn by chance from the texts they are asked of, kind by kind."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import SuwenError
from corpus.model import Document
from index.query.parser import parse
from index.words import Segmenter

PHRASES = (2, 4, 8, 16)


@dataclass(frozen=True)
class Asked:
    """A query: words that must all stand, or a phrase, or two runs (in one sentence, or around a `*`)."""

    kind: str
    words: tuple[str, ...] = ()
    phrase: str = ""
    runs: tuple[str, str] | None = None
    year: str = ""
    facets: bool = False
    by_date: bool = False


def asked(held: Sequence[Document], each: int, seed: int = 1) -> dict[str, list[Asked]]:
    """`each` queries of every kind."""
    chance = random.Random(seed)
    common, middle, rare = _words(held, chance)
    draw: dict[str, Callable[[str], Asked]] = {
        "common word": lambda k: Asked(k, words=(chance.choice(common),)),
        "rare word": lambda k: Asked(k, words=(chance.choice(rare),)),
        "AND": lambda k: Asked(k, words=tuple(chance.sample(middle, 2))),
        **{f"phrase of {n}": lambda k, n=n: Asked(k, phrase=_run(held, chance, n)) for n in PHRASES},  # type: ignore[misc]
        "phrase + filter": lambda k: Asked(k, phrase=_run(held, chance, 4), year=_year(held, chance)),
        "same sentence": lambda k: Asked(k, runs=_pair(held, chance)),
        "wildcard": lambda k: Asked(k, runs=_pair(held, chance)),
        "facets": lambda k: Asked(k, words=(chance.choice(common),), facets=True),
        "sort by date": lambda k: Asked(k, words=(chance.choice(common),), by_date=True),
    }
    return {kind: [make(kind) for _ in range(each)] for kind, make in draw.items()}


def _words(held: Sequence[Document], chance: random.Random) -> tuple[list[str], list[str], list[str]]:
    """Words in at least half, in 2–20 %, and in two to five of the documents; of up to 2,000 documents."""
    cut, some = Segmenter(), chance.sample(held, min(len(held), 2000))
    having = Counter(word for d in some for word in set(cut.words(d.text)) if len(word) == 2)
    by_share: tuple[list[str], ...] = ([], [], [])
    for word in sorted(having):
        share = having[word] / len(some)
        for place, (low, high) in enumerate(((0.5, 1.0), (0.02, 0.2), (2 / len(some), 5 / len(some)))):
            if low <= share <= high and not word.isascii() and _is_read(word):
                by_share[place].append(word)
    return by_share


def _is_read(word: str) -> bool:
    """Whether the query language reads it as a word, not as an operator mistyped (或者)."""
    try:
        parse(word)
    except SuwenError:
        return False
    return True


def _run(held: Sequence[Document], chance: random.Random, size: int) -> str:
    """Neighbouring letters, digits or characters of a random text."""
    while True:
        text = chance.choice(held).text
        run = text[(at := chance.randrange(len(text))) : at + size]
        if re.fullmatch(rf"[\u4e00-\u9fff\d]{{{size}}}", run):
            return run


def _pair(held: Sequence[Document], chance: random.Random) -> tuple[str, str]:
    """Two runs of three characters that stand in one sentence, the first before the second."""
    while True:
        document = chance.choice(held)
        if not document.sentences:
            continue
        sentence = chance.choice(document.sentences).of(document.text)
        runs = re.findall(r"[\u4e00-\u9fff]{3}", sentence)
        if len(runs) >= 3:
            first, second = sorted(chance.sample(range(len(runs)), 2))
            return runs[first], runs[second]


def _year(held: Sequence[Document], chance: random.Random) -> str:
    years = sorted({str(d.meta.year) for d in held if d.meta.year})
    return chance.choice(years)
