"""How often a client may ask: a bucket a client, filled evenly, in memory that all serving processes share."""

import contextlib
import fcntl
import math
import mmap
import secrets
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b

ROWS, WAYS = 2048, 8
"""Clients are remembered in rows by their hash; of those of a full row, who asked longest ago is forgotten."""

_BUCKET = struct.Struct("=8sdd")  # the client's hash, requests left, seconds of the clock


class Rate:
    """At most `a_minute` requests a minute from one client, and as many at once.

    Processes forked from the one that made it count together.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._secret = secrets.token_bytes(16)
        self._threads = threading.Lock()
        # A lock on a file, since the kernel takes it from a process that dies.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server
        self._file.truncate(ROWS * WAYS * _BUCKET.size)
        self._buckets = mmap.mmap(self._file.fileno(), 0)

    def wait(self, client: str) -> int:
        """Seconds until `client` may ask again; 0: now, and this request is counted."""
        key = blake2b(client.encode(), digest_size=8, key=self._secret).digest()
        with self._alone():
            now = self._clock()
            place, left, then = self._bucket(key, now)
            left = min(self._most, left + max(0.0, now - then) * self._most / 60)
            allowed = left >= 1
            _BUCKET.pack_into(self._buckets, place, key, left - 1 if allowed else left, now)
        return 0 if allowed else max(1, math.ceil((1 - left) * 60 / self._most))

    def _bucket(self, key: bytes, now: float) -> tuple[int, float, float]:
        """Where the client's bucket lies, what is left in it, and since when; a full one for a new client."""
        start = int.from_bytes(key[:4], "big") % ROWS * WAYS * _BUCKET.size
        places = range(start, start + WAYS * _BUCKET.size, _BUCKET.size)
        row = {place: _BUCKET.unpack_from(self._buckets, place) for place in places}
        for place, (client, left, then) in row.items():
            if client == key:
                return place, left, then
        return min(row, key=lambda place: float(row[place][2])), self._most, now

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Neither another thread nor another process counts meanwhile."""
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
