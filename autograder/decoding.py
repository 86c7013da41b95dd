"""Types → decoders of JSON and MessagePack, made by one thread at a time.

msgspec reads the classes of a type when it first meets them, and a second thread that meets one half read ends the process
(0.22): here they are read by one thread at a time.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_reading = Lock()
_json: dict[Any, msgspec.json.Decoder[Any]] = {}
_msgpack: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def json_decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """The decoder of JSON that makes nouns of this type."""
    with _reading:
        if kind not in _json:
            _json[kind] = msgspec.json.Decoder(kind)
        return _json[kind]


def msgpack_decoder(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    """The decoder of MessagePack that makes nouns of this type."""
    with _reading:
        if kind not in _msgpack:
            _msgpack[kind] = msgspec.msgpack.Decoder(kind)
        return _msgpack[kind]


def converted(plain: object, kind: type[T], *, with_bytes: bool = False) -> T:
    """Dicts, lists and plain values as a noun of this type.

    `with_bytes` where bytes stand as they are. Raises msgspec.ValidationError.
    """
    msgpack_decoder(kind)
    return msgspec.convert(plain, kind, builtin_types=(bytes,) if with_bytes else None)
