"""How the store encodes what has no columns of its own: JSON by type, the same bytes for the same value."""

from typing import TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """A dataclass as JSON bytes, keys in a fixed order."""
    return _encoder.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The dataclass back from its bytes; raises `msgspec.ValidationError` if they are of another shape."""
    return msgspec.json.decode(data, type=kind)


def decode_each(data: bytes, kind: type[T]) -> tuple[T, ...]:
    """Several of a kind back from their bytes."""
    return tuple(msgspec.json.decode(data, type=list[kind]))  # type: ignore[valid-type]
