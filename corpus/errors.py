"""The one family of errors that a user can cause, and mend.

Everything a person may do wrong (a missing path, a broken file, a query that cannot be read) is raised as
`SuwenError` or a subclass; the command line turns it into one sentence and exit code 2, the web into HTTP 400.
"""


class SuwenError(Exception):
    """Something the user can mend; `str(error)` is one helpful sentence, Chinese first.

    Parameters: `zh`, the sentence in Chinese; `en`, the same in English.
    """

    status = 400

    def __init__(self, zh: str, en: str = "") -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} ({self.en})" if self.en else self.zh


class UnreadableError(SuwenError):
    """A file that cannot be read as a document: empty, binary, truncated, too large, gone."""


class NotFoundError(SuwenError):
    """A document, entity or page that is not here."""

    status = 404


class BusyError(SuwenError):
    """Another writer is at work on the same home."""

    status = 409


class DamagedError(SuwenError):
    """A store or an index that does not open as what it should be; the sentence says how to rebuild it."""

    status = 503
