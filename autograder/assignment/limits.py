"""limits.json of a week ↔ limits that an audit has measured from its solution."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import InstructorError
from autograder.files import write_file

FILE = "limits.json"
FORMAT = 1
_ABOUT = (
    "Measured from the solution by `autograder audit`, with room, where it needs more than a week has by default. "
    "What week.toml says under [limits] goes before."
)


class _Content(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    about: str
    limits: dict[str, int]


def measured_limits(folder: Path) -> dict[str, int]:
    """Read limits by their keys in week.toml; none where the default does."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        content = json_decoder(_Content).decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise InstructorError(f"{path} is not as an audit writes it: {error}. Take it out and run the audit.") from None
    if content.format != FORMAT:
        raise InstructorError(f"{path} has format {content.format}; this kit reads {FORMAT}. Run the audit again.")
    return content.limits


def keep_limits(folder: Path, limits: Mapping[str, int]) -> None:
    """Write the limits down; none: remove those of an earlier audit."""
    path = folder / FILE
    if not limits:
        path.unlink(missing_ok=True)
    elif limits != measured_limits(folder):
        content = {"format": FORMAT, "about": _ABOUT, "limits": dict(limits)}
        write_file(path, f"{json.dumps(content, indent=1)}\n".encode())


def given_limits(folder: Path) -> frozenset[str]:
    """The keys that the week's own week.toml sets."""
    return frozenset(tomllib.loads((folder / "week.toml").read_text("utf-8-sig")).get("limits", {}))
