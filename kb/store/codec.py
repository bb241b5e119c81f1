"""How the store encodes what has no columns of its own: JSON by type, the same bytes for the same value."""

from typing import TypeVar

import msgspec

from corpus.errors import DamagedError

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """A dataclass as JSON bytes, keys in a fixed order."""
    return _encoder.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The dataclass back from its bytes; raises `DamagedError` if they are of another shape."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _unfitting(error) from error


def decode_each(data: bytes, kind: type[T]) -> tuple[T, ...]:
    """Several of a kind back from their bytes."""
    return tuple(decode(data, list[kind]))  # type: ignore[valid-type]


def _unfitting(error: Exception) -> DamagedError:
    return DamagedError(
        "数据库里有已损坏、或由另一版本写入的内容；请运行 suwen rebuild，从保存的原件重建",
        f"the store holds something damaged or written by another version ({error}): run suwen rebuild",
    )
