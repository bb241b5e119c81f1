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
        found = self.held(source)
        return self.keep(source, make(source)) if found is None else found

    def held(self, source: str) -> str | None:
        """What was made of `source`, if it is still here."""
        with self._lock:
            if source in self._made:
                self._made.move_to_end(source)
                return self._made[source]
        return None

    def keep(self, source: str, made: str) -> str:
        """Keep what was made of `source`; gives it."""
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
