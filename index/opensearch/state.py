"""Which documents of the cluster a state has: all that an index folder of this engine holds beside its fingerprint."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.exact.contract import Mask, Numbers

NAME = "cluster.json"

Keys = NDArray[np.int64]


class State(msgspec.Struct, frozen=True, dict=True):
    """The index in the cluster, and its documents in the order of their ids with their keys.

    The index is named, never an alias: whatever is published meanwhile, a reader stays with it.
    """

    index: str
    ids: tuple[str, ...]
    keys: tuple[int, ...]

    @classmethod
    def of(cls, index: str, keys: Mapping[str, int]) -> Self:
        """The state of the documents with these keys, by id."""
        held = dict(sorted(keys.items()))
        return cls(index, tuple(held), tuple(held.values()))

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def _ordered(self) -> tuple[Keys, Numbers]:
        keys = np.array(self.keys, dtype=np.int64)
        order = np.argsort(keys)
        return keys[order], order

    def numbers(self, keys: Sequence[int]) -> tuple[Numbers, Mask]:
        """The numbers of the documents with these keys, those that the state has; and which of the keys these are."""
        ordered, order = self._ordered
        wanted = np.array(keys, dtype=np.int64)
        if not len(ordered):
            return np.zeros(0, np.int64), np.zeros(len(wanted), np.bool_)
        at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
        known = ordered[at] == wanted
        return order[at[known]], known


def write_state(folder: Path, state: State) -> None:
    """Write it into an index folder; raises `ValueError` if two documents have one key."""
    if len(set(state.keys)) != len(state.ids):
        raise ValueError("two documents have one key")
    (folder / NAME).write_bytes(msgspec.json.encode(state))


def read_state(folder: Path) -> State:
    """The state of an index folder; raises `OSError` or `msgspec.MsgspecError` if it is damaged."""
    return msgspec.json.decode((folder / NAME).read_bytes(), type=State)


def only_in(gone: Iterable[State], kept: Iterable[State]) -> dict[str, list[int]]:
    """By index the keys that only states that are `gone` have."""
    still: dict[str, set[int]] = {}
    for state in kept:
        still.setdefault(state.index, set()).update(state.keys)
    left: dict[str, set[int]] = {}
    for state in gone:
        left.setdefault(state.index, set()).update(state.keys)
    return {index: sorted(keys - still.get(index, set())) for index, keys in sorted(left.items())}
