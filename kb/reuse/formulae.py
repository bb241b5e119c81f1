"""Legal formulae (套话): sentences that every report, notice or rule of a kind has to have.

Data: `kb/data/formulae.yaml`.
"""

import re
from functools import cache
from importlib.resources import files

import yaml


@cache
def patterns() -> tuple[tuple[str, str], ...]:
    """Each formula's pattern on folded text, with an example as printed."""
    data = yaml.safe_load((files("kb") / "data" / "formulae.yaml").read_text(encoding="utf-8"))
    return tuple((entry["pattern"], entry["example"]) for entry in data["formulae"])


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in patterns()))


def is_formula(folded: str) -> bool:
    """Whether the whole of a folded sentence is a formula."""
    return _any().fullmatch(folded) is not None
