"""A server that has just started → nothing, or the attack its walls let through. One call: a few honest lines and what cheats try first."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import IsolationError
from autograder.model import Ending, Limits
from autograder.sandbox.host.call import Call, make

if TYPE_CHECKING:
    from autograder.sandbox.host.launch import Running
    from autograder.sandbox.isolation import Walls

ENTRY = "autograder.sandbox.guest.bare"
_SECONDS = 30.0
_HONEST = b"1 + 1 = 2"
_TRY = """
emit(b"1 + 1 = %d" % (1 + 1))
for name, source in {attacks!r}:
    try:
        exec(source, {{}})
    except Exception as refused:
        emit(f"held {{name}} {{type(refused).__name__}}".encode())
    else:
        emit(f"open {{name}}".encode())
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """One attack and what became of it: `held`, and the exception that held it."""

    name: str
    held: bool
    by: str


def check(running: Running, walls: Walls, limits: Limits) -> None:
    """Raises IsolationError where honest work does not arrive or an attack does."""
    tried = attempt(running, limits, attacks(limits) if walls.core else ())
    through = [attack.name for attack in tried if not attack.held]
    if through:
        raise IsolationError(f"The walls stand, but these attacks came through: {', '.join(through)}.")


def attempt(running: Running, limits: Limits, against: tuple[tuple[str, str], ...]) -> tuple[Tried, ...]:
    """Do a little honest work and make these attacks, in one child."""
    payload = _TRY.format(attacks=against).encode()
    transcript, _ = make(Call(ENTRY, payload, limits, _SECONDS), running)
    if transcript.ending is not Ending.FINISHED or transcript.frames[:1] != (_HONEST,):
        raise IsolationError(
            f"An honest call did not come back from the sandbox ({transcript.ending}): "
            f"{transcript.detail} {transcript.printed.decode(errors='replace')}"
        )
    return tuple(_tried(frame.decode()) for frame in transcript.frames[1:])


def attacks(limits: Limits) -> tuple[tuple[str, str], ...]:
    """Name and source of each. An exception is what should happen."""
    beyond = limits.memory_mb + 64
    return (
        ("fork", "import os\nif os.fork() == 0: os._exit(0)"),
        ("exec", "import os\nos.execv('/usr/bin/env', ['env'])"),
        ("network", "import socket\nsocket.socket()"),
        ("signals", f"import os\nos.kill({os.getpid()}, 0)"),
        ("processes", "import os\nos.listdir('/proc/1')"),
        ("accounts", "open('/etc/passwd')"),
        ("home", f"import os\nos.listdir({str(Path.home())!r})"),
        ("course", f"import os\nos.listdir({str(Path.cwd())!r})"),
        ("kit", f"open({str(Path(__file__).parents[2] / '__main__.py')!r})"),
        ("writing", "open('/tmp/left-behind', 'w')"),
        ("shared memory", "open('/dev/shm/left-behind', 'w')"),
        ("privileges", "import os\nos.setuid(0); os.chroot('/')"),
        ("namespaces", "import ctypes\nif ctypes.CDLL(None).unshare(0x10000000): raise OSError"),
        ("limits", "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))"),
        ("memory", f"bytearray({beyond} << 20)"),
        ("disk", f"open('disk', 'wb').write(bytes({limits.disk_mb + 1} << 20))"),
        ("descriptors", f"import os\nfor _ in range({limits.files + 1}): os.dup(0)"),
        ("threads", _THREADS.format(limits.tasks + 1)),
    )


_THREADS = (
    "import threading as t\nwait = t.Event()\nfor _ in range({}): t.Thread(target=wait.wait, daemon=True).start()"
)


def _tried(said: str) -> Tried:
    word, _, rest = said.partition(" ")
    name, _, by = rest.rpartition(" ") if word == "held" else (rest, "", "")
    return Tried(name, word == "held", by)
