"""Traditional script → simplified, character by character, so that offsets stay: for reading, never for showing."""

import re
from functools import cache
from importlib.resources import files

# The commonest characters that only traditional texts have; one of them makes a text worth folding.
TELLING = re.compile("[國關於發為務實辦號規條據與經會]")


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; the text itself where nothing is traditional."""
    return text.translate(_table()) if TELLING.search(text) else text


@cache
def _table() -> dict[int, int]:
    lines = (files("corpus") / "data" / "traditional.txt").read_text("utf-8").splitlines()
    traditional, plain = (line for line in lines if not line.startswith("#"))
    return {ord(old): ord(new) for old, new in zip(traditional, plain, strict=True)}
