"""How far a long use case is, for whoever waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Progress(Protocol):
    """A listener: stages without a count, then students, one after the other."""

    def stage(self, code: str) -> None:
        """Begin a stage, named by its code among report's words."""
        ...

    def begin(self, total: int, running: Mapping[str, float]) -> None:
        """Count to `total` from now on.

        `running`: as a Runner tells it, read whenever the progress is shown.
        """
        ...

    def done(self) -> None:
        """Count one more."""
        ...


class Silent:
    """The listener where nobody waits."""

    def stage(self, code: str) -> None:
        """Say nothing."""

    def begin(self, total: int, running: Mapping[str, float]) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Say nothing."""


SILENT = Silent()
