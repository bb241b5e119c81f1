"""Traditional characters ↔ simplified ones, where OpenCC is installed (extra `trad`)."""

from functools import cache, lru_cache
from typing import Any, Literal


def simplified(text: str) -> str:
    """`text` in simplified characters; `text` itself where OpenCC is not installed."""
    return _converted(text, "t2s")


def traditional(text: str) -> str:
    """`text` in traditional characters; `text` itself where OpenCC is not installed."""
    return _converted(text, "s2t")


@lru_cache(maxsize=1000)
def _converted(text: str, way: Literal["t2s", "s2t"]) -> str:
    converter = _converter(way)
    return str(converter.convert(text)) if converter else text


@cache
def _converter(way: str) -> Any:
    try:
        import opencc
    except ImportError:
        return None
    return opencc.OpenCC(way)
