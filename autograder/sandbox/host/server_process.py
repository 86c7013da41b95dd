"""Isolation layers and a module to warm → a running fork server, or why not."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.errors import GraderError, IsolationError, TooBusyError
from autograder.sandbox.host import bubblewrap, seccomp
from autograder.sandbox.host.runtime_files import runtime_files
from autograder.sandbox.host.workspace import Lodging, create_workspace
from autograder.sandbox.protocol import SIZE, Layers, ServerConfig, Wall, anonymous_file

NOBODY = 65534
_START_SECONDS = 120
_STOP_SECONDS = 5
_LAST_WORDS = 2000
_MODULE = "from autograder.sandbox.guest.server import main; main({})"
_QUIET = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # forks of huge pages: 13 ms a child instead of 17
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_WAIT_POLICY": "PASSIVE",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "MKL", "OPENBLAS", "NUMEXPR", "VECLIB_MAXIMUM")},
}


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A server that has said it is ready.

    The process, the socket that calls go over, and what it says to nobody.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    stderr: int
    folder: str  # on the machine's own disk, where it outlives a server that is killed; "" where there is none
    tasks: int  # that a child's user may have beyond the child's own

    def request(self, request: int, tape: int, printed: int, line: int) -> None:
        """Ask for one child.

        One byte, so that requests from several threads cannot mingle.
        """
        try:
            socket.send_fds(self.control, [b"!"], [request, tape, printed, line])
        except OSError as gone:
            raise GraderError(f"The fork server is gone ({gone}). {self.last_words()}") from gone

    def last_words(self) -> str:
        """The end of what the server wrote to stderr."""
        size = os.fstat(self.stderr).st_size
        return os.pread(self.stderr, _LAST_WORDS, max(0, size - _LAST_WORDS)).decode(errors="replace").strip()

    def hang_up(self) -> None:
        """Have the server kill its children and end, and wait for none of it."""
        with contextlib.suppress(OSError):  # it has hung up itself
            self.control.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Hang up and wait; whatever still runs then is killed."""
        self.control.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.stderr)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def launch(layers: Layers, *, warm: str, data: Mapping[str, bytes], tasks: int) -> ServerProcess:
    """Start a server behind these layers. IsolationError: they cannot be put up here.

    The thread that calls must live as long as the server: the kernel ends the server with it.
    """
    program = seccomp.program() if layers.has(Wall.SECCOMP) else b""
    uid = NOBODY if layers.has(Wall.PRIVILEGES) and os.geteuid() == 0 else None
    lodging = _wrapped() if layers.bubblewrap else create_workspace(runtime_files(), data, uid)
    others = 0 if layers.namespaces else tasks + _tasks_of(os.geteuid() if uid is None else uid)
    server = _started(layers, lodging, data, others)
    config = ServerConfig(
        layers=layers,
        warm=warm,
        uid=uid,
        readable=lodging.readable,
        workspace=lodging.workspace,
        tasks=others,
        seccomp=program,
    )
    try:
        _greet(server, config)
    except BaseException:
        server.stop()
        raise
    return server


def _wrapped() -> Lodging:
    """The places inside bubblewrap."""
    interpreter = bubblewrap.interpreter(runtime_files())
    return Lodging(
        bubblewrap.WORKSPACE, interpreter, bubblewrap.PYTHON_PATH, bubblewrap.readable(), bubblewrap.LIBRARY_PATH
    )


def _started(layers: Layers, lodging: Lodging, data: Mapping[str, bytes], tasks: int) -> ServerProcess:
    wrapped = data if layers.bubblewrap else {}
    files = tuple((name, anonymous_file(content)) for name, content in wrapped.items())
    empty, stderr = anonymous_file(b""), anonymous_file(b"")
    ours, theirs = socket.socketpair()
    folder = "" if layers.bubblewrap else lodging.workspace.own
    try:
        network = Wall.NETWORK not in layers.without
        wrapping = bubblewrap.command(runtime_files(), files, empty, network=network) if layers.bubblewrap else []
        library_path = {"LD_LIBRARY_PATH": lodging.library_path} if lodging.library_path else {}
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*wrapping, lodging.interpreter, "-S", "-c", _MODULE.format(theirs.fileno())],
            env={
                **({} if Wall.ENVIRONMENT not in layers.without else os.environ),
                **_QUIET,
                **library_path,
                "PYTHONPATH": os.pathsep.join(lodging.python_path),
            },
            stdin=subprocess.DEVNULL,
            stdout=stderr,
            stderr=stderr,
            cwd="/",
            pass_fds=(empty, theirs.fileno(), *(file for _, file in files)),
            start_new_session=True,
        )
    except BaseException as error:
        ours.close()
        os.close(stderr)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise IsolationError(f"The fork server cannot be started: {error}.") from error
        raise
    finally:
        for descriptor in (empty, *(file for _, file in files)):
            os.close(descriptor)
        theirs.close()
    return ServerProcess(process, ours, stderr, folder, tasks)


def _tasks_of(uid: int) -> int:
    """Tasks this user has already.

    Outside a user namespace the kernel counts them all together.
    """
    count = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, ValueError, KeyError):  # one that ends just now
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
            count += int(said["Threads"]) if int(said["Uid"].split()[0]) == uid else 0
    return count


def _greet(server: ServerProcess, config: ServerConfig) -> None:
    """Hand over the config, and hear that the server is ready."""
    packed = msgspec.json.encode(config)
    server.control.settimeout(_START_SECONDS)
    try:
        server.control.sendall(SIZE.pack(len(packed)) + packed)
        with server.control.makefile("rb", buffering=0) as heard:
            answer = heard.readline()
    except TimeoutError as error:
        raise TooBusyError(
            f"The fork server did not start within {_START_SECONDS} seconds; this machine is too busy. Nothing was graded: "
            "run the command again when less runs beside it."
        ) from error
    except OSError as error:
        raise IsolationError(f"The fork server did not start ({error}). {server.last_words()}") from error
    if not answer:
        raise IsolationError(f"The fork server did not start. {server.last_words()}")
    said = json.loads(answer)
    if "error" in said:
        raise IsolationError(f"The fork server refused to start: {said['error']}")
    server.control.settimeout(None)
