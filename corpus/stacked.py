"""Tables copied from pages with every cell on a line of its own and nothing between: rows by labels and figures.

A row is one to three labels and the figures after them. Labels of a header, more than three in a row before the
first figures, stand as rows of their own: which columns they stood over is lost and not guessed.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.flattened import from_merged_rows, is_value
from corpus.lexicon import words
from corpus.model import Grid
from corpus.normalise import normalise
from corpus.numbering import read_label

MARKED = re.compile(r"[\t|]")  # what parts the cells of the other shapes
CELL = 60  # code points of the longest cell
FIGURES, ROWS = 8, 3  # figures and rows with figures that make a run of lines a table
HEADED = 10  # figures in a row without a label, under as many labels of a header
LABELS = 3  # labels at the beginning of a row of the statutory forms


def read_stacked(lines: Sequence[str], start: int) -> tuple[int, Grid | None]:
    """The line after the run of short lines from `start` on, and the table that it is, if it is one."""
    cells: list[str] = []
    at = start
    while at < len(lines) and not MARKED.search(lines[at]) and _is_cell(text := normalise(lines[at])):
        cells += [text] if text else []
        at += 1
    rows = _rows(cells)
    with_figures = [sum(map(is_value, row)) for row in rows if any(map(is_value, row))]
    is_long = len(with_figures) >= ROWS or max(with_figures, default=0) >= HEADED
    is_table = sum(with_figures) >= FIGURES and is_long and max(with_figures) > 1
    is_dense = sum(with_figures) * 10 >= len(cells) * 3
    return max(at, start + 1), from_merged_rows(rows) if is_table and is_dense else None


def _is_cell(text: str) -> bool:
    label = read_label(text)
    is_chapter = label is not None and text[len(label.text) :] in words("chapters")
    return len(text) <= CELL and not text.endswith(("。", "；")) and not is_chapter


def _rows(cells: Sequence[str]) -> list[list[str]]:
    """The cells as rows: labels and figures take turns."""
    rows: list[list[str]] = []
    labels: list[str] = []
    for are_figures, run in groupby(cells, key=is_value):
        if not are_figures:
            labels = list(run)
            continue
        figures = list(run)
        own = _own(labels, figures)
        rows += [[label] for label in labels[: len(labels) - own]]
        rows.append([*labels[len(labels) - own :], *figures])
        labels = []
    return rows + [[label] for label in labels]


def _own(labels: Sequence[str], figures: Sequence[str]) -> int:
    """How many of the labels before figures are the row's own: all of few numbered ones, else only the last; none
    before a row as long as that of the table of reviews and lawsuits, whose header comes right before it."""
    if len(figures) >= HEADED and len(labels) >= HEADED:
        return 0
    return len(labels) if len(labels) <= LABELS and all(map(read_label, labels)) else min(len(labels), 1)
