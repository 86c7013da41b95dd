"""A TOML file → a dataclass; a key that nobody reads is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from autograder.decoding import converted
from autograder.errors import InstructorError

Kind = TypeVar("Kind")
_KIND = re.compile(r"expected `(?P<kind>\w+)`, got .*", re.DOTALL)
_KINDS = {"int": "a whole number", "float": "a number", "str": "a text", "bool": "true or false", "array": "a list"}
_PLACE = re.compile(r"(?P<expected>.*) - at `\$\.?(?P<key>[^`]*)`", re.DOTALL)


def read_toml(
    path: Path,
    kind: type[Kind],
    *,
    of: str,
    unwritten: Collection[str] = (),
    beneath: Mapping[str, Mapping[str, object]] | None = None,
) -> Kind:
    """Read a file into a dataclass of a kind.

    Raises InstructorError, which names the file, the key, its value and what was expected.

    `of`: what the keys are keys of. `unwritten`: fields that no file may set, such as `late.zone`. `beneath`: values by
    table that stand where the file sets none.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstructorError(f"{path} is not TOML in UTF-8: {error}.") from None
    for place, known in _unread(raw, kind, unwritten):
        told = ", ".join(known)
        if tables := _tables_with(place, kind):
            raise InstructorError(f"{path}: {place} is not a key of {of}; known are {told}. Write it below {tables}.")
        raise InstructorError(f"{path}: {place} is not a key of {of}; known are {told}.")
    for table, values in (beneath or {}).items():
        if values and isinstance(own := raw.get(table, {}), dict):
            raw[table] = {**values, **own}
    try:
        return converted(raw, kind)
    except msgspec.ValidationError as error:
        raise InstructorError(f"{path}: {_complaint(str(error), raw)}") from None


def _unread(
    table: object, kind: object, unwritten: Collection[str], prefix: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Keys that no field reads: a typing error would go unnoticed.

    With those that are known where they stand.
    """
    if isinstance(table, list):
        inner = next(iter(get_args(kind)), None)
        for each in table:
            yield from _unread(each, inner, unwritten, prefix)
    if not isinstance(table, dict) or not (isinstance(kind, type) and is_dataclass(kind)):
        return
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind) if f"{prefix}{field.name}" not in unwritten]
    for key, value in table.items():
        if key not in known:
            yield f"{prefix}{key}", known
        else:
            yield from _unread(value, hints[key], unwritten, f"{prefix}{key}.")


def _tables_with(key: str, kind: type) -> str:
    """The table below which a key belongs that stands above all tables; "" for none."""
    hints = get_type_hints(kind)
    inner = [name for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)]
    return " or ".join(f"[{name}]" for name in inner if key in {one.name for one in fields(hints[name])})


def _complaint(message: str, raw: dict[str, Any]) -> str:
    """Add the value it is about to a message of msgspec."""
    found = _PLACE.fullmatch(message)
    if found is None:
        return f"{message}."
    value: Any = raw
    for part in re.findall(r"\w+", found["key"]):
        value = value[int(part)] if isinstance(value, list) else value.get(part)
    said = found["expected"][0].lower() + found["expected"][1:]
    wanted = _KIND.fullmatch(said)
    told = f"expected {_KINDS.get(wanted['kind'], wanted['kind'])}" if wanted else said
    return f"{found['key']} is {value!r}; {told}."
