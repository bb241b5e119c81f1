"""Traditional characters → simplified, where OpenCC is installed (extra `trad`)."""

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """`text` in simplified characters; `text` itself where OpenCC is not installed."""
    converter = _converter()
    return str(converter.convert(text)) if converter else text


@cache
def _converter() -> Any:
    try:
        import opencc
    except ImportError:
        return None
    return opencc.OpenCC("t2s")
