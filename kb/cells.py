"""Cells of tables for spreadsheets: what a document says is text there, and nothing is computed."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula; full-width signs too, in East Asian settings."""


def neutral(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets a leading '; figures stay figures.

    >>> neutral("+461"), neutral("=1+1"), neutral(-3), neutral("增加7")
    ("'+461", "'=1+1", -3, '增加7')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
