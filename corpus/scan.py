"""Scanned pages → lines, by the optional extra `suwen[ocr]` (rapidocr, its models in the wheel, nothing is fetched)."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from corpus.pages import Line

DPI = 150  # enough for the usual 16-point text; more makes it slower, not better
SURE = 0.6  # of 1; lines read with less confidence are left out rather than guessed
INSTALL = "pip install 'suwen[ocr]'"


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(page: Any) -> list[Line]:
    """The lines of a page of pdfplumber that is a picture, from top to bottom, in the units of the page (points).

    Pieces of text beside each other are one line with wide gaps between them. They are not laid out as a table:
    a figure that was not seen would shift the others. What reads rows by their order sees that one is missing.
    """
    import numpy

    picture = page.to_image(resolution=DPI).original.convert("RGB")
    found = _engine()(numpy.asarray(picture))
    if found.boxes is None or found.txts is None:
        return []
    scale = 72 / DPI
    pieces = [
        _line(box, text, scale)
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if sure >= SURE and text.strip()
    ]
    return [_joined(row) for row in _rows(pieces)]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _line(box: Sequence[Sequence[float]], text: str, scale: float) -> Line:
    """A piece of text from its corners in pixels."""
    across, down = [float(x) * scale for x, _ in box], [float(y) * scale for _, y in box]
    return Line(text, min(across), max(across), min(down), max(down), max(down) - min(down))


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """The pieces as rows: those whose middle lies within the first one's height stand beside each other."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    first = row[0]
    return Line(
        "\u3000".join(piece.text for piece in row),
        first.left,
        row[-1].right,
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
        round(first.size),
    )
