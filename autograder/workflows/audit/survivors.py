"""survivors.toml of a week → why a mutant that survives makes no difference, in the instructor's words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import InstructorError

FILE = "survivors.toml"
FORMAT = 1


def read_survivors(folder: Path) -> Mapping[str, str]:
    """Reason by name of the mutant; empty where there is no file. InstructorError: it is not what such a file holds."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstructorError(f"{path} is not TOML in UTF-8: {error}.") from None
    reasons = content.pop("survivors", {})
    if content != {"format": FORMAT} or not isinstance(reasons, dict):
        raise InstructorError(f"{path} holds {sorted(content)}; expected format = {FORMAT} and a table [survivors].")
    for name, reason in reasons.items():
        if not isinstance(reason, str) or not reason.strip():
            raise InstructorError(f"{path}: {name!r} has no reason; expected a sentence on why it makes no difference.")
    return reasons
