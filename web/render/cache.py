"""A memory of bounded size: what was asked for last is kept, what was not is dropped."""

import threading
from collections import OrderedDict
from collections.abc import Callable


class Cache:
    """Texts made from texts, at most `most` characters of both together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[str, str] = OrderedDict()
        self._size = 0

    def get(self, source: str, make: Callable[[str], str]) -> str:
        """What `make` makes of `source`. Two threads may make it at once; both get the same."""
        with self._lock:
            if source in self._made:
                self._made.move_to_end(source)
                return self._made[source]
        made = make(source)
        with self._lock:
            if source not in self._made:
                self._made[source] = made
                self._size += len(source) + len(made)
            while self._size > self._most:
                old, its = self._made.popitem(last=False)
                self._size -= len(old) + len(its)
        return made

    @property
    def size(self) -> int:
        """Characters kept."""
        return self._size
