"""Chinese text → words: the one wrapper around jieba and its fast twin rjieba.

Only runs of Han characters go to the segmenter (precise mode, as `jieba.cut` with its hidden Markov model);
letters and digits are cut here, so that both libraries give the same words, which a test holds (but for one
character three times in a row, which can be cut in two equally good ways). Names of
entities join the dictionary as user words; such a word is indexed with its parts, so that a search for a part
still ranks the text that has the whole.
"""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

ANALYSER = "jieba-0.42.1 precise, own letters and digits, 1"
"""The version of the rules of this module and of the dictionary both libraries carry."""

USER_FREQUENCY = 2000
"""The frequency of every user word: above the product of any two usual words, below the commonest words."""

MAX_USER_WORD = 24
MIN_USER_WORD = 3

_TOKEN = re.compile(
    r"""
      (?P<han>     [\u4e00-\u9fd5]{1,1000} )                               # what jieba's dictionary covers
    | (?P<number>  [0-9]{1,40} \. [0-9]{1,40} )                           # 12.5
    | (?P<latin>   [A-Za-z0-9]{1,64} )                                    # COVID19, gov
    | (?P<rare>    [\u3007\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U000323af] )  # one character, one word
    | (?P<other>   (?: (?![\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]) [^\W_] ){1,64} )  # other scripts
    """,
    re.VERBOSE,
)
_USER_WORD = re.compile(rf"[\u4e00-\u9fd5]{{{MIN_USER_WORD},{MAX_USER_WORD}}}")

Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The user words, sorted; `version` is a digest of all that decides how text is cut."""

    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> "Dictionary":
        """The dictionary of those names that are wholly Han and of a useful length."""
        return cls(tuple(sorted({name for name in names if _USER_WORD.fullmatch(name)})))

    @property
    def version(self) -> str:
        """16 hex digits, the same for the same words and rules."""
        return sha256("\n".join((ANALYSER, str(USER_FREQUENCY), *self.words)).encode()).hexdigest()[:16]


class Segmenter:
    """Cuts text into words with one dictionary."""

    def __init__(self, dictionary: Dictionary = Dictionary(), *, fast: bool | None = None) -> None:
        """`fast` forces rjieba (True) or jieba (False); by default rjieba where it is installed."""
        cut, add = _load(has_rjieba() if fast is None else fast)
        self._cut = cut
        self._parts = {word: cut(word) for word in dictionary.words}
        for word in dictionary.words:
            add(word)

    def words(self, text: str) -> list[str]:
        """The words in the order of the text, letters in lower case, punctuation left out."""
        found: list[str] = []
        for match in _TOKEN.finditer(text):
            run = match.group()
            if match.lastgroup == "han":
                found.extend(self._cut(run))
            else:
                found.append(run.lower())
        return found

    def with_parts(self, text: str) -> list[str]:
        """The words to index: a user word of several parts is followed by them."""
        return [item for word in self.words(text) for item in (word, *self._inner(word))]

    def parts(self, text: str) -> list[str]:
        """The words with every user word taken apart, as the bare dictionary cuts it."""
        return [item for word in self.words(text) for item in self._parts.get(word, (word,))]

    def _inner(self, word: str) -> list[str]:
        parts = self._parts.get(word, [])
        return parts if len(parts) > 1 else []


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing of what a text is about: particles, question words, prepositions …"""
    lines = resources.files("index").joinpath("data/function_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def has_rjieba() -> bool:
    """Whether the fast segmenter is installed."""
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return False
    return True


def _load(fast: bool) -> tuple[Cut, Callable[[str], object]]:
    """The cut and add functions of a fresh segmenter."""
    if fast:
        import rjieba

        rust = rjieba.Jieba()
        return lambda text: rust.cut(text, True), lambda word: rust.add_word(word, USER_FREQUENCY, None)
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    python = jieba.Tokenizer()
    return python.lcut, lambda word: python.add_word(word, USER_FREQUENCY)
