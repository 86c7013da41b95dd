"""A week's own folder, as an instructor grades it: only its own modules are work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim, Owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Item, LayoutContext

WORDS = re.compile(r"(?!)")

_MARK = "week.toml"
_BESIDE_THE_SOLUTION = frozenset({"probes.py", "drivers.py"})


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:  # noqa: ARG001 - a Layout
    """A claim on everything beside and below a week.toml."""
    folders = {item.parts[:-1] for item in items if item.parts[-1] == _MARK}
    for item in items:
        above = next((item.parts[:end] for end in range(1, len(item.parts)) if item.parts[:end] in folders), None)
        if above:
            name = above[-1].rsplit("/", 1)[-1]
            inside = "/".join(item.parts[len(above) :])
            other = "/" in inside or inside in _BESIDE_THE_SOLUTION
            aside = Reason.NOT_STUDENT_WORK if other else None
            yield Claim(item, Owner(name, hints=(name,)), len(above) - 1, inside, "/".join(above), aside=aside)
