"""How far student code is kept from the machine → which walls that means, strongest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Isolation(StrEnum):
    """FULL is CORE and namespaces around the server and around each child; CORE is limits, seccomp and Landlock."""

    FULL = "full"
    CORE = "core"
    TRUSTED_ONLY = "trusted-only"


@dataclass(frozen=True, slots=True)
class Walls:
    """Which walls stand: bubblewrap around the server, namespaces around each child, CORE around each child."""

    bubblewrap: bool
    namespaces: bool
    core: bool = True

    def __str__(self) -> str:
        named = (("bubblewrap", self.bubblewrap), ("namespaces", self.namespaces), ("seccomp and Landlock", self.core))
        return ", ".join(name for name, stands in named if stands) or "limits alone"

    @property
    def isolation(self) -> Isolation:
        """The level these walls may be called."""
        if not self.core:
            return Isolation.TRUSTED_ONLY
        return Isolation.FULL if self.bubblewrap and self.namespaces else Isolation.CORE


TRUSTED_ONLY = Walls(bubblewrap=False, namespaces=False, core=False)
STRONGEST_FIRST = (
    Walls(bubblewrap=True, namespaces=True),
    Walls(bubblewrap=True, namespaces=False),
    Walls(bubblewrap=False, namespaces=False),
)
