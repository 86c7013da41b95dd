"""This machine → findings, test by test.

The isolation it can enforce, and how to come by the rest.
"""

from __future__ import annotations

import os
import platform
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.sandbox.guest import landlock
from autograder.sandbox.host import bubblewrap, seccomp
from autograder.sandbox.host.runtime_files import PACKAGES, runtime_files
from autograder.sandbox.host.selftest import ENTRY, AttackResult, attacks, attempt
from autograder.sandbox.host.server_process import launch
from autograder.sandbox.protocol import STRONGEST_FIRST, Isolation, Layers

SUMMARY = "isolation"
"""The name of the last finding: its detail is the Isolation that `grade` will use here, its `ok` whether that confines."""

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried.

    `detail` says how it went, or what is missing and how to come by it.
    """

    name: str
    ok: bool
    detail: str


def doctor() -> tuple[Finding, ...]:
    """Try every set of layers, then every attack behind the strongest, without torch."""
    parts = (_system(), _packages(), _bubblewrap(), _landlock(), _seccomp())
    tried = tuple((layers, _behind(layers)) for layers in STRONGEST_FIRST)
    stands = tuple(_stands(layers, outcome) for layers, outcome in tried)
    strongest = next(((layers, outcome) for layers, outcome in tried if _holds(outcome)), None)
    match strongest:
        case (Layers() as layers, tuple() as attempts):
            held = tuple(_attack_finding(attack) for attack in attempts)
            return (*parts, *stands, *held, Finding(SUMMARY, ok=True, detail=layers.isolation))
        case _:
            return (*parts, *stands, Finding(SUMMARY, ok=False, detail=Isolation.TRUSTED_ONLY))


def _behind(layers: Layers) -> tuple[AttackResult, ...] | IsolationError:
    """Results of the attacks behind these layers, or why they do not stand.

    The server lives and dies with a thread of its own.
    """
    with ThreadPoolExecutor(max_workers=1) as keeper:
        try:
            server = keeper.submit(launch, layers, warm=ENTRY, data={}, tasks=_LIMITS.tasks).result()
        except IsolationError as error:
            return error
        try:
            return attempt(server, _LIMITS, attacks(_LIMITS, server.tasks))
        except IsolationError as error:
            return error
        finally:
            server.stop()


def _holds(outcome: tuple[AttackResult, ...] | IsolationError) -> bool:
    return not isinstance(outcome, IsolationError) and all(attack.held for attack in outcome)


def _stands(layers: Layers, outcome: tuple[AttackResult, ...] | IsolationError) -> Finding:
    name = f"{layers.isolation}: {layers}"
    if isinstance(outcome, IsolationError):
        return Finding(name, ok=False, detail=str(outcome))
    through = [attack.name for attack in outcome if not attack.held]
    if through:
        return Finding(name, ok=False, detail=f"these attacks came through: {', '.join(through)}")
    return Finding(name, ok=True, detail=f"holds {len(outcome)} attacks")


def _attack_finding(attack: AttackResult) -> Finding:
    return Finding(f"attack: {attack.name}", attack.held, attack.by or "came through")


def _system() -> Finding:
    detail = f"{platform.system()} {platform.release()} {platform.machine()}, user {os.geteuid()}"
    return Finding("system", ok=platform.system() == "Linux", detail=f"{detail}; walls are made of Linux")


def _packages() -> Finding:
    own = runtime_files()
    missing = [name for name in PACKAGES if not any((site / name).exists() for site in own.sites)]
    detail = f"not installed: {', '.join(missing)}" if missing else f"{own.interpreter}, {', '.join(PACKAGES)}"
    return Finding("interpreter", ok=not missing, detail=detail)


def _bubblewrap() -> Finding:
    try:
        return Finding("bubblewrap", ok=True, detail=str(bubblewrap.executable()))
    except IsolationError as error:
        return Finding("bubblewrap", ok=False, detail=str(error))


def _landlock() -> Finding:
    version = landlock.version()
    detail = f"version {version}" if version else "this kernel has none, or has it switched off: Linux 5.13 brought it"
    return Finding("Landlock", ok=version > 0, detail=detail)


def _seccomp() -> Finding:
    try:
        return Finding("seccomp", ok=True, detail=f"a filter of {len(seccomp.program()) // 8} instructions")
    except IsolationError as error:
        return Finding("seccomp", ok=False, detail=str(error))
