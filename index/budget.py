"""What one query may spend: seconds of processor time, so that it fails by itself and never stalls the others.

Loops over documents, words and texts call `check`; who asks opens the budget by `spending`.
"""

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar

from corpus.errors import SuwenError
from index.settings import held_limits, limits

_Clocks = tuple[float, float]
"""On the wall, and of the thread's processor time."""

_until: ContextVar[_Clocks | None] = ContextVar("_until", default=None)


class SpentError(SuwenError):
    """A query took longer than it may."""

    status = 503


@contextlib.contextmanager
def spending() -> Iterator[None]:
    """A budget for what is done within; inside another one that one holds."""
    if _until.get() is not None:
        yield
        return
    with held_limits() as held:
        seconds = held.seconds_per_query
        token = _until.set((time.monotonic() + seconds, time.thread_time() + seconds))
        try:
            yield
        finally:
            _until.reset(token)


def check() -> None:
    """Raises `SpentError` once the budget is spent; without one, nothing is bounded.

    A thread's own clock costs ten times that on the wall, and never runs ahead of it.
    """
    until = _until.get()
    if until is not None and time.monotonic() > until[0] and time.thread_time() > until[1]:
        raise spent(limits().seconds_per_query)


def spent(seconds: int) -> SpentError:
    """The error that says so."""
    return SpentError(
        f"这次检索超过了 {seconds} 秒处理时间的上限，已停止；请写得更具体，或加上年份、机关等条件缩小范围",
        f"the query took more than {seconds} s of processor time and was stopped: narrow it",
    )
