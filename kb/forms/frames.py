"""The panel as files of statistics programs: Stata (.dta) and Parquet. Needs the extra `suwen[panel]`."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from corpus.errors import SuwenError
from kb.forms.codebook import codebook
from kb.forms.panel import Record

LABEL_LENGTH = 80  # characters of a variable's label in Stata
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same panel, the same bytes


def to_dta(records: Sequence[Record]) -> bytes:
    """The records as a Stata 14 file (UTF-8), with the codebook's names as variable labels.

    A figure that is missing is Stata's missing value, a text that is missing the empty string. Raises
    `SuwenError` if the extra is not installed.
    """
    frame, out = _frame(records), BytesIO()
    labels = {v.name: v.label[:LABEL_LENGTH] for v in codebook() if v.name in frame.columns}
    for column in frame.select_dtypes("object").columns:
        frame[column] = frame[column].map(lambda value: "" if value is None else str(value))
    frame.to_stata(out, write_index=False, version=118, variable_labels=labels, time_stamp=MADE)
    return out.getvalue()


def to_parquet(records: Sequence[Record]) -> bytes:
    """The records as a Parquet file; `None` is null. Raises `SuwenError` if the extra is not installed."""
    frame, out = _frame(records), BytesIO()
    mixed = [
        c for c in frame.columns if len({type(v) for v in frame[c] if isinstance(v, int | float | str)}) > 1
    ]
    for column in mixed:
        frame[column] = frame[column].map(lambda value: None if value is None else str(value))
    frame.to_parquet(out, index=False, engine="pyarrow")
    return out.getvalue()


def _frame(records: Sequence[Record]) -> Any:
    """A pandas frame whose columns are figures where all their values are, else objects."""
    try:
        import pandas
    except ImportError as error:
        raise SuwenError(
            "导出 dta 或 parquet 需要先安装 suwen[panel]", "dta and parquet need the extra suwen[panel]"
        ) from error
    columns = list(records[0]) if records else []
    frame = pandas.DataFrame({c: pandas.Series([r[c] for r in records], dtype=object) for c in columns})
    for column in columns:
        values = [value for value in frame[column] if value is not None]
        if values and all(isinstance(value, int | float) for value in values):
            frame[column] = pandas.to_numeric(frame[column])
    return frame
