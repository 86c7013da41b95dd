"""A server that has just started → nothing, or the attacks that came through.

Honest lines and what cheats try first.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import IsolationError
from autograder.model import Ending, Limits
from autograder.sandbox.host.session import ChildTask, run_child

if TYPE_CHECKING:
    from autograder.sandbox.host.server_process import ServerProcess
    from autograder.sandbox.protocol import Layers

ENTRY = "autograder.sandbox.guest.bare"
_SECONDS = 30.0
_TAPE_BYTES = 1 << 20
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
class AttackResult:
    """One attack: `held`, and by which exception."""

    name: str
    held: bool
    by: str


def check(server: ServerProcess, layers: Layers, limits: Limits) -> None:
    """Raise IsolationError where honest work does not arrive or an attack does."""
    results = attempt(server, limits, attacks(limits, server.tasks) if layers.core and not layers.without else ())
    through = [attack.name for attack in results if not attack.held]
    if through:
        raise IsolationError(f"The walls stand, but these attacks came through: {', '.join(through)}.")


def attempt(server: ServerProcess, limits: Limits, against: tuple[tuple[str, str], ...]) -> tuple[AttackResult, ...]:
    """Do a little honest work and make these attacks, in one child."""
    payload = _TRY.format(attacks=against).encode()
    transcript, _ = run_child(ChildTask(ENTRY, payload, limits, _SECONDS, _TAPE_BYTES), server)
    if transcript.ending is not Ending.FINISHED or transcript.frames[:1] != (_HONEST,):
        raise IsolationError(
            f"An honest call did not come back from the sandbox ({transcript.ending}): "
            f"{transcript.detail} {transcript.printed.decode(errors='replace')}"
        )
    return tuple(_result(frame.decode()) for frame in transcript.frames[1:])


def attacks(limits: Limits, tasks: int) -> tuple[tuple[str, str], ...]:
    """Name and source of each; an exception should stop it.

    Beside so many `tasks` of the same user: as many threads are tried as are too many whoever of these has ended.
    """
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
        ("threads", _THREADS.format(tasks + limits.tasks + 1)),
    )


_THREADS = (
    "import threading as t\nwait = t.Event()\nfor _ in range({}): t.Thread(target=wait.wait, daemon=True).start()"
)


def _result(said: str) -> AttackResult:
    word, _, rest = said.partition(" ")
    name, _, by = rest.rpartition(" ") if word == "held" else (rest, "", "")
    return AttackResult(name, word == "held", by)
